// SPDX-License-Identifier: MIT
/// docs/errors.md, "What decides".
#pragma once

#include "postino/detail/heard.hpp"

namespace postino::detail {

/// Which of two outcomes is that of both together.
constexpr unsigned rank(Outcome outcome) {
  constexpr unsigned ranks = 2U << 2 * static_cast<unsigned>(Outcome::Accepted) |
                             1U << 2 * static_cast<unsigned>(Outcome::Deferred);
  return ranks >> 2 * static_cast<unsigned>(outcome) & 3U;
}

inline bool Decision::decided(Phase now) const {
  if (deliverable) return false;
  switch (fault) {
    case Fault::None:
    case Fault::UnexpectedReply:
    case Fault::EarlyReply:
      return false;
    case Fault::AllRecipients:
      // As long as a recipient's reply is due, one may still be accepted.
      return now != Phase::RcptTo;
    default:
      return true;
  }
}

inline bool Decision::outranked_by(Outcome other, Phase now) const {
  return phase != now || rank(other) > rank(outcome);
}

inline void Decision::blame(Outcome with, Fault why, Phase now, const Heard& words) {
  if (settled(now)) return;
  outcome = with;
  // RFC 3207 4, RFC 4954 6: what is missing has nothing to do with the message, or the credentials.
  const bool required = why == Fault::NegativeReply && words.code == 530;
  fault = required ? Fault::TlsOrLoginRequired : why;
  phase = now;
  heard = words;
}

}  // namespace postino::detail
