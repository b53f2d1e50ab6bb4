// SPDX-License-Identifier: MIT
/// The life of a transaction: what of a message is said, and whether it can be.
#pragma once

#include "session/conversation.hpp"

namespace postino::detail {

template <Features f>
bool Conversation<f>::says_content() const {
  if (chunking() != nullptr) return Chunking::says_content(speak().phase, carriage_.chunks);
  return speak().phase == Phase::Content;
}

template <Features f>
std::size_t Conversation<f>::min_room() const {
  if (f.extensions && carriage_.chunks.proving) return 1;
  return Composer::min_room + (chunking() != nullptr ? Chunking::head_size : 0);
}

template <Features f>
Transfer Conversation<f>::pull(std::span<char> into) {
  if (chunking() != nullptr) return chunking()->pull(carriage_, into, flight_.ahead != 0);
  return carriage_.compose(into);
}

template <Features f>
bool Conversation<f>::said(Transfer what) {
  if (chunking() != nullptr) {
    const Chunking::Said said = chunking()->said(speak().phase, carriage_, what);
    if (said == Chunking::Said::LastChunk) {
      // No reply is due for that, so the listening cursor goes on too where it has come so far.
      const bool together = flight_.together();
      follow(flight_.speak, false);
      if (together) flight_.listen = flight_.speak;
    }
    if (said != Chunking::Said::Command) return false;
  } else if (speak().phase == Phase::Content) {
    if (what == Transfer::end()) enter(Phase::EndOfData);
    return false;
  }
  said_command();
  return true;
}

template <Features f>
Move Conversation<f>::begin_transaction() {
  flight_.begins = false;
  const Fault fault = check_mail(*mail_);
  if (fault == Fault::None) return Move::GoOn;
  heard_ = {};
  const Outcome outcome = fault == Fault::SourceFailed ? Outcome::Deferred : Outcome::Rejected;
  const Move move = end(outcome, fault, f.reuse ? Move::Finish : Move::Quit);
  enter(Phase::Done);
  return move;
}

template <Features f>
bool Conversation<f>::end_is_out(std::uint16_t replies) const {
  if (phase() == Phase::EndOfData) return replies != 0;
  if (chunking() == nullptr) return false;
  return chunking()->end_is_out(flight_, carriage_.chunks, recipient_count_, replies);
}

template <Features f>
bool Conversation<f>::can_repeat(std::uint16_t replies) {
  // Another one that was to run on after it has taken its place in the carriage.
  const bool alone = flight_.ahead == 0 && carriage_.composition.mail == mail_;
  if (!alone || end_is_out(replies)) return false;
  return composer_->begin(carriage_.composition).ready;
}

template <Features f>
Fault Conversation<f>::check_mail(const Mail& mail) {
  const Chunking* const before = chunking();
  std::construct_at(&carriage_);
  carriage_.chunking = before;
  carriage_.composer = composer_;
  carriage_.composition.mail = &mail;
  ContentRules& rules = carriage_.composition.rules;
  rules = {};
  rules.eight_bit = offers(Offer::EightBitMime);
  rules.utf8 = needs_utf8_;
  // RFC 6531 3.1, 8: a server that offers SMTPUTF8 takes 8-bit octets, or it offers neither.
  if (rules.utf8 && !(rules.eight_bit && offers(Offer::SmtpUtf8))) return Fault::Utf8NotOffered;
  rules.size = f.size && offers(Offer::Size);
  const Fault fault = apply_extensions(mail);
  if (fault != Fault::None) return fault;
  carriage_.content = composer_->begin(carriage_.composition);
  const ContentFacts& content = carriage_.content;
  if (!content.ready) return Fault::SourceFailed;
  const bool known = content.size != ContentFacts::unknown_size;
  if constexpr (f.size) {
    const std::uint32_t limit = standing_.offer.size_limit();
    if (limit != 0 && known && content.size > limit) return Fault::SizeExceeded;
  }
  // A chunk with nothing in it could not show that there is more than nothing after all.
  const bool unsized = !known || content.grows || content.size == 0;
  if (f.extensions && unsized) carriage_.chunks = {.unsized = true, .more = true};
  return Fault::None;
}

/// What the extensions that are offered make of the message.
template <Features f>
Fault Conversation<f>::apply_extensions(const Mail& mail) {
  if constexpr (f.extensions) {
    const Extensions& extensions = server()->extensions;
    if (extensions.empty()) return Fault::None;
    Terms terms{.rules = carriage_.composition.rules};
    const Fault fault =
        extensions.calls().apply(extensions, standing_.offer.extensions(), mail, terms);
    if (fault != Fault::None) return fault;
    carriage_.chunking = terms.chunking;
    standing_.exhausted = terms.last;
  }
  return Fault::None;
}

}  // namespace postino::detail
