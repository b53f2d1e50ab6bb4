// SPDX-License-Identifier: MIT
// A message that somebody else composed: RFC 5321 2.3.8, 4.5.2 and RFC 6152 3 still hold for it.
#include "base/ascii.hpp"
#include "codec/text_encoder.hpp"
#include "message/body.hpp"

namespace postino {
namespace {

/// The first field that has no place in a raw mail.
Field foreign_field(const Mail& mail) {
  if (!mail.reply_to.address.empty() || !mail.reply_to.name.empty()) return Field::ReplyTo;
  if (!mail.subject.empty()) return Field::Subject;
  if (mail.message_id.seed != 0 || !mail.message_id.domain.empty()) return Field::MessageIdDomain;
  if (!mail.headers.empty()) return Field::HeaderName;
  if (mail.date.unix_seconds != 0 || mail.date.utc_offset_minutes != 0) return Field::Date;
  return mail.priority != Priority::Normal ? Field::Priority : Field::None;
}

/// Composition::part of a text in memory that is what goes on the wire.
constexpr std::uint8_t finished = 1;

}  // namespace

Error RawComposer::check(const Mail& mail) const {
  Error error{};
  error.field = foreign_field(mail);
  if (error.field != Field::None) {
    error.fault = Fault::NotForThisComposer;
  } else if (detail::contains(mail.text.view(), '\0')) {
    error.fault = Fault::LineBreak;
    error.field = Field::Text;
  }
  return error;
}

ContentFacts RawComposer::begin(Composition& composition) const {
  ContentFacts facts{};
  facts.ready = detail::begin_body(composition);
  facts.eight_bit = composition.rules.eight_bit;
  facts.binary = composition.rules.binary;
  composition.part = 0;
  const Text& text = composition.mail->text;
  if (text.source() != nullptr) {
    facts.size = text.source()->size();
    return facts;
  }
  std::uint32_t size = detail::measure_body(composition, text);
  const unsigned state = composition.line_state;
  if ((state & detail::line_state::eight_bit) == 0) facts.eight_bit = false;
  composition.line_state = 0;
  // Lines that end in CRLF are the same either way.
  if (size == text.view().size()) {
    facts.binary = false;
    const unsigned dotted = composition.rules.dot_stuffing ? detail::line_state::dotted : 0U;
    if ((state & (detail::line_state::unfit(composition.rules) | dotted)) == 0)
      composition.part = finished;
  }
  if (composition.rules.binary) size = static_cast<std::uint32_t>(text.view().size());
  if (composition.rules.size) facts.size = size;
  return facts;
}

Transfer RawComposer::pull(Composition& composition, std::span<char> into) const {
  const Text& text = composition.mail->text;
  if (composition.rules.binary || composition.part == finished) {
    return detail::pull_binary(composition, text.source(), text.view(), into);
  }
  const Transfer pulled = detail::pull_body(composition, text, into);
  return (composition.line_state & detail::line_state::unfit(composition.rules)) == 0
             ? pulled
             : Transfer::invalid();
}

constinit const RawComposer raw_mail;

}  // namespace postino
