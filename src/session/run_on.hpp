// SPDX-License-Identifier: MIT
/// RFC 2920 3.1: MAIL may follow the end of the message before in the same group.
#pragma once

#include "session/conversation.hpp"

namespace postino::detail {

/// A refused BDAT may leave a transaction open, into which the next MAIL would fall.
inline Cursor first_said(const Chunking* chunking) {
  return {chunking != nullptr ? Phase::Rset : Phase::MailFrom};
}

template <Features f>
bool Conversation<f>::may_run_on() const {
  const bool all_said = flight_.waiting && speak().phase == Phase::EndOfData;
  const bool counted = chunking() == nullptr || !carriage_.chunks.unsized;
  return all_said && counted && !standing_.exhausted && server()->lmtp == nullptr &&
         server()->pipelining == Pipelining::AcrossMails && pipelines();
}

template <Features f>
bool Conversation<f>::run_on(const Mail& mail, const Composer& composer, bool needs_utf8) {
  composer_ = &composer;
  needs_utf8_ = needs_utf8;
  if (check_mail(mail) != Fault::None) return false;
  mail_ = &mail;
  flight_.speak = first_said(chunking());
  flight_.waiting = false;
  ++flight_.ahead;
  return true;
}

template <Features f>
void Conversation<f>::listen_on(const Mail& next, std::uint16_t& replies) {
  for (; replies != 0 && phase() != Phase::Done; --replies) follow(flight_.listen, false);
  flight_.listen = first_said(chunking());
  recipient_count_ = static_cast<std::uint16_t>(next.recipient_count());
  --flight_.ahead;
  decision_ = {};
}

}  // namespace postino::detail
