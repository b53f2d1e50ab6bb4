// SPDX-License-Identifier: MIT
// What plain_text does not write: fields, names, and all that is not printable ASCII.
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "message/as_is.hpp"
#include "postino/config.hpp"

namespace postino {
namespace {

constexpr std::string_view subject_begins = "Subject: ";
static_assert(subject_begins.size() + config::max_plain_subject_size <= config::max_line_size);

/// Field::None, or the field that has a mailbox which is not written; `index` tells which one.
Field other_mailbox(const Mail& mail, std::uint16_t& index) {
  std::size_t number = 0;
  while (true) {
    const Mailbox& mailbox = number == 0 ? mail.from : mail.recipient(number - 1);
    if (!mailbox.name.empty() || !detail::is_ascii(mailbox.address)) break;
    if ((mail.sender.name.size() | mail.sender.address.size()) != 0) return Field::Sender;
    if (number++ == mail.recipient_count()) return Field::None;
  }
  if (number-- == 0) return Field::From;
  Field field = Field::To;
  if (number >= mail.to.size()) {
    number -= mail.to.size();
    field = Field::Cc;
    if (number >= mail.cc.size()) {
      number -= mail.cc.size();
      field = Field::Bcc;
    }
  }
  index = static_cast<std::uint16_t>(number);
  return field;
}

Fault check_subject(const View& subject) {
  Fault fault =
      subject.size() > config::max_plain_subject_size ? Fault::HeaderTooLong : Fault::None;
  for (const char octet : subject) {
    if (octet == '\r' || octet == '\n' || octet == '\0') return Fault::LineBreak;
    const bool printable = octet >= ' ' && octet < 0x7f;
    if (!printable && fault == Fault::None) fault = Fault::NotForThisComposer;
  }
  return fault;
}

}  // namespace

Error PlainComposer::check(const Mail& mail) const {
  Error error = detail::check_as_is(mail, detail::unwritten_field(mail));
  if (error.fault != Fault::None) return error;
  error.fault = Fault::NotForThisComposer;
  error.field = other_mailbox(mail, error.index);
  if (error.field == Field::None) {
    error.field = Field::Subject;
    error.fault = check_subject(mail.subject);
  }
  return error;
}

}  // namespace postino
