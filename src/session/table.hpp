// SPDX-License-Identifier: MIT
/// The state machine: one row a phase.
#pragma once

#include <cstdint>

#include "postino/detail/facts.hpp"
#include "postino/error.hpp"
#include "postino/time.hpp"

namespace postino::detail {

/// What a phase does before it listens.
enum class Does : std::uint8_t {
  Nothing,
  Connect,
  Handshake,
  Ask,       ///< Says a command, and waits for its reply (the last of a group, RFC 2920 3.1).
  AskAhead,  ///< Says a command; the next may follow at once.
  Content,   ///< Says the mail itself; no reply.
};

/// The codes that a phase accepts: one code, or all of a first digit (RFC 5321 4.2.1); 0: no reply
/// is due.
using Accepts = std::uint16_t;

struct Row {
  Phase phase;
  Does does;
  Accepts accepts;
  const char* says;  ///< The command, as far as it is the same each time.
  Millis Timeouts::*deadline;
  Phase (*next)(const Facts&);
};

[[nodiscard]] const Row& row_of(Phase phase);

/// Whether `code` is among those that `accepts` means.
[[nodiscard]] constexpr bool accepted(Accepts accepts, std::uint16_t code) {
  return accepts < 10 ? code / 100 == accepts : code == accepts;
}

}  // namespace postino::detail
