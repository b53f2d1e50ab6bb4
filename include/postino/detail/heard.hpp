// SPDX-License-Identifier: MIT
/// Private. What replies have said, and what they have decided.
#pragma once

#include <cstdint>

#include "postino/error.hpp"

namespace postino::detail {

/// What one reply said.
struct Heard {
  std::uint16_t code = 0;
  EnhancedStatusCode enhanced{};

  friend constexpr bool operator==(const Heard&, const Heard&) = default;
};

/// RFC 5321 3.8: the server closes the connection.
inline constexpr std::uint16_t service_closing = 421;

/// What a reply with that code does to the message, or to the recipient, that it answers for.
[[nodiscard]] constexpr Outcome outcome_of(std::uint16_t code) {
  if (code < 300) return Outcome::Accepted;
  return code < 500 ? Outcome::Deferred : Outcome::Rejected;
}

/// The same of a 4yz or 5yz.
[[nodiscard]] constexpr Outcome refusal_of(std::uint16_t code) {
  return code < 500 ? Outcome::Deferred : Outcome::Rejected;
}

/// What the replies to a message have decided about it so far (docs/errors.md, "What decides").
struct Decision {
  bool deliverable = false;  ///< MAIL was accepted, and at least one recipient.
  Outcome outcome = Outcome::Deferred;
  Fault fault = Fault::None;  ///< None: nothing yet.
  Phase phase = Phase::Idle;
  Heard heard{};

  /// Whether the message's end is decided while the conversation is at `now`. Before MAIL only an
  /// absence lets it: HELO follows a refused EHLO, and AUTH another AUTH.
  [[nodiscard]] bool decided(Phase now) const;
  /// The same for good: nothing that follows on the connection changes it.
  [[nodiscard]] bool settled(Phase now) const { return now > Phase::AuthResponse && decided(now); }
  /// Of several replies that decide together, each recipient's, the first one with the message's
  /// outcome is reported: whether one that means `other` comes before what was noted.
  [[nodiscard]] bool outranked_by(Outcome other, Phase now) const;
  /// Notes that the reply at `now` makes it so, unless an earlier one settled it.
  void blame(Outcome with, Fault why, Phase now, const Heard& words);

  friend constexpr bool operator==(const Decision&, const Decision&) = default;
};

}  // namespace postino::detail
