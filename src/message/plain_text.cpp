// SPDX-License-Identifier: MIT
// RFC 5322 2.1 and 3.6: headers in ASCII, an empty line, a text; RFC 2045 where it is 8-bit.
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "message/as_is.hpp"
#include "message/header_writer.hpp"
#include "message/headers.hpp"
#include "message/mailboxes.hpp"
#include "postino/config.hpp"

namespace postino {
namespace {

constexpr std::string_view subject_begins = "Subject: ";
static_assert(subject_begins.size() + config::max_plain_subject_size <= config::max_line_size);

/// No names, no UTF-8, and neither Sender nor Reply-To.
Fault plain_rule(const Mailbox& mailbox, Field field) {
  const bool unwritten = field > Field::From && field < Field::To && !mailbox.address.empty();
  const bool plain = mailbox.name.empty() && detail::is_ascii(mailbox.address);
  return plain && !unwritten ? Fault::None : Fault::NotForThisComposer;
}

Fault check_subject(const View& subject) {
  if (detail::breaks_line(subject)) return Fault::LineBreak;
  if (subject.size() > config::max_plain_subject_size) return Fault::HeaderTooLong;
  for (const char octet : std::string_view{subject}) {
    if (octet < ' ' || octet >= 0x7f) return Fault::NotForThisComposer;
  }
  return Fault::None;
}

struct AddressHeader {
  const char* name;
  Field field;
};
constexpr AddressHeader address_headers[] = {
    {"From:", Field::From}, {"To:", Field::To}, {"Cc:", Field::Cc}};

void write_address(detail::HeaderWriter& out, const char* header, const View& address, bool first) {
  first ? out.begin(header) : out.put(',');
  out.fold(address.size() + 1);
  out.put(address);
}

/// Blanks at its end would be lost on the way, and could be a line of their own.
void write_subject(detail::HeaderWriter& out, std::string_view subject) {
  while (!subject.empty() && subject.back() == ' ') subject.remove_suffix(1);
  if (subject.empty()) return;
  out.begin("Subject:");
  out.words(subject);
}

/// Returns whether a further piece follows: one for each address, and the last for all else. A
/// 7-bit text needs no word about itself (RFC 2045 5.2).
bool write_plain_piece(detail::HeaderWriter& out, const Composition& composition) {
  const Mail& mail = *composition.mail;
  std::size_t number = composition.item;
  for (const AddressHeader& header : address_headers) {
    const std::span<const Mailbox> all = detail::mailboxes(mail, header.field);
    if (number < all.size()) {
      write_address(out, header.name, all[number].address, number == 0);
      return true;
    }
    number -= all.size();
  }
  write_subject(out, mail.subject);
  if (mail.priority != Priority::Normal) out.begin(detail::priority_lines(mail.priority));
  if (detail::is_eight_bit(composition)) {
    out.begin(
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit");
  }
  out.end();
  return false;
}

detail::HeaderWriter write_plain_headers(std::span<char> into, Composition& at) {
  detail::HeaderWriter out{into, at, nullptr};
  while (out.next(at, write_plain_piece(out, at))) {
  }
  return out;
}

}  // namespace

Error PlainComposer::check(const Mail& mail) const {
  Error error = detail::check_as_is(mail, detail::unwritten_field(mail));
  if (error.fault == Fault::None && detail::check_mailboxes(mail, plain_rule, error)) {
    error.fault = check_subject(mail.subject);
    error.field = Field::Subject;
  }
  return error;
}

ContentFacts PlainComposer::begin(Composition& composition) const {
  composition.rules.binary = false;  // a text has lines
  ContentFacts facts = detail::begin_as_is(composition);
  // What a Source says of its size leaves out what CRLF for LF adds.
  if (composition.mail->text.source() != nullptr) facts.size = ContentFacts::unknown_size;
  composition.item = 0;
  if (facts.size != ContentFacts::unknown_size) {
    composition.offset = detail::HeaderWriter::all_done;
    facts.size += static_cast<std::uint32_t>(write_plain_headers({}, composition).total());
    composition.item = 0;
    composition.line_state = 0;
  }
  return facts;
}

Transfer PlainComposer::pull(Composition& composition, std::span<char> into) const {
  if ((composition.part & detail::in_body) != 0) return detail::pull_as_is(composition, into);
  const detail::HeaderWriter out = write_plain_headers(into, composition);
  if (out.complete()) composition.part |= detail::in_body;
  return Transfer::octets(out.written());
}

constinit const PlainComposer plain_text;

}  // namespace postino
