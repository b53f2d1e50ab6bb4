// SPDX-License-Identifier: MIT
// A message that somebody else composed: RFC 5321 2.3.8, 4.5.2 and RFC 6152 3 still hold for it.
#include "message/body.hpp"

namespace postino {
namespace {

/// Whether octets of a raw mail may go on the wire.
bool may_go(std::string_view text, bool eight_bit) {
  for (const char octet : text) {
    if (octet == '\0' || (!eight_bit && static_cast<unsigned char>(octet) >= 0x80)) return false;
  }
  return true;
}

/// The first field that has no place in a raw mail.
Field foreign_field(const Mail& mail) {
  if (!mail.reply_to.address.empty() || !mail.reply_to.name.empty()) return Field::ReplyTo;
  if (!mail.subject.empty()) return Field::Subject;
  if (mail.message_id.seed != 0 || !mail.message_id.domain.empty()) return Field::MessageIdDomain;
  if (!mail.headers.empty()) return Field::HeaderName;
  if (mail.date.unix_seconds != 0 || mail.date.utc_offset_minutes != 0) return Field::Date;
  return mail.priority != Priority::Normal ? Field::Priority : Field::None;
}

}  // namespace

Error RawComposer::check(const Mail& mail) const {
  Error error{};
  error.field = foreign_field(mail);
  if (error.field != Field::None) {
    error.fault = Fault::NotForThisComposer;
  } else if (!may_go(mail.text.view(), true)) {
    error.fault = Fault::LineBreak;
    error.field = Field::Text;
  }
  return error;
}

ContentFacts RawComposer::begin(Composition& composition) const {
  ContentFacts facts{};
  facts.ready = detail::begin_body(composition);
  Source* const source = composition.mail->text.source();
  if (source != nullptr) {
    facts.size = source->size();
    facts.eight_bit = composition.rules.eight_bit;
  } else {
    facts.eight_bit = composition.rules.eight_bit && !may_go(composition.mail->text.view(), false);
    if (composition.rules.size) facts.size = detail::measure_body(composition);
  }
  return facts;
}

Transfer RawComposer::pull(Composition& composition, std::span<char> into) const {
  const Transfer pulled = detail::pull_body(composition, composition.mail->text, into);
  return may_go({into.data(), pulled.count()}, composition.rules.eight_bit) ? pulled
                                                                            : Transfer::invalid();
}

constinit const RawComposer raw_mail;

}  // namespace postino
