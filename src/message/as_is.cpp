// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8 and 4.5.2, RFC 6152 3: what holds for a text that nobody encodes.
#include "message/as_is.hpp"

#include "base/ascii.hpp"
#include "base/count.hpp"
#include "codec/text_encoder.hpp"
#include "message/body.hpp"

namespace postino::detail {
namespace {

// Bits of Composition::carry[0]; the text in memory is octet for octet what goes on the wire.
constexpr char ready_made = 2;
static_assert((eight_bit & ready_made) == 0);

}  // namespace

Field unwritten_field(const Mail& mail) {
  if ((mail.reply_to.address.size() | mail.reply_to.name.size()) != 0) return Field::ReplyTo;
  const MessageId& id = mail.message_id;
  if (id.seed != 0 || (id.domain.size() | id.device.size()) != 0) return Field::MessageIdDomain;
  if (!mail.headers.empty()) return Field::HeaderName;
  return mail.date.unix_seconds != 0 || mail.date.utc_offset_minutes != 0 ? Field::Date
                                                                          : Field::None;
}

Error check_as_is(const Mail& mail, Field unwritten) {
  Error error{};
  error.field = unwritten;
  if (error.field != Field::None) {
    error.fault = Fault::NotForThisComposer;
  } else if (!is_countable(mail.text.view().size())) {
    error.fault = Fault::ContentTooLarge;
    error.field = Field::Text;
  } else if (contains(mail.text.view(), '\0')) {
    error.fault = Fault::LineBreak;
    error.field = Field::Text;
  }
  return error;
}

ContentFacts begin_as_is(Composition& composition) {
  ContentFacts facts{};
  facts.ready = begin_body(composition);
  facts.eight_bit = composition.rules.eight_bit;
  facts.binary = composition.rules.binary;
  const Text& text = composition.mail->text;
  if (text.source() != nullptr) {
    // Nobody knows what CRLF for LF, or at its end, adds.
    facts.size = text.source()->size();
    facts.grows = !facts.binary;
  } else {
    std::uint32_t size = measure_body(composition, text);
    const unsigned state = composition.line_state;
    if ((state & line_state::eight_bit) == 0) facts.eight_bit = false;
    composition.line_state = 0;
    // Lines that end in CRLF are the same either way.
    if (size == text.view().size()) {
      facts.binary = false;
      const unsigned dotted = composition.rules.dot_stuffing ? line_state::dotted : 0U;
      const unsigned changed = line_state::unfit(composition.rules) | dotted;
      if ((state & changed) == 0) composition.carry[0] = ready_made;
    }
    if (composition.rules.binary) size = static_cast<std::uint32_t>(text.view().size());
    if (composition.rules.size) facts.size = size;
  }
  if (facts.eight_bit) composition.carry[0] = static_cast<char>(composition.carry[0] | eight_bit);
  return facts;
}

Transfer pull_as_is(Composition& composition, std::span<char> into) {
  const Text& text = composition.mail->text;
  if (composition.rules.binary || (composition.carry[0] & ready_made) != 0) {
    return pull_binary(composition, text.source(), text.view(), into);
  }
  const Transfer pulled = pull_body(composition, text, into);
  return (composition.line_state & line_state::unfit(composition.rules)) == 0 ? pulled
                                                                              : Transfer::invalid();
}

}  // namespace postino::detail
