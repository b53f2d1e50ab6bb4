// SPDX-License-Identifier: MIT
/// What a server says that is not so.
#pragma once

#include <cstdint>

#include "postino/error.hpp"

namespace postino::model {

enum class Falsehood : std::uint8_t {
  Code,       ///< Another code, whatever became of the command.
  Shape,      ///< What is no reply, or hardly one: without an end, too long, of two codes.
  Twice,      ///< A further reply that no command asked for.
  Ahead,      ///< The next command's reply together with this one, and none to that.
  Withheld,   ///< Nothing.
  Echo,       ///< The words are what was said in AUTH.
  Offer,      ///< Everything, nothing, or what can't be read.
  Injection,  ///< Octets after the reply, in clear: of a 220 to STARTTLS, say.
  Challenge,  ///< 334 with nonsense, or one after the other.
  Proof,      ///< Of SCRAM: each message that an honest server would not send.
};
inline constexpr std::size_t falsehoods = 10;
/// The number of a Proof, which is about the whole exchange.
inline constexpr std::uint8_t proof_lie = 0xff;

/// In place of the reply to the command of that phase: for recipient or chunk `number`.
struct Lie {
  Falsehood what = Falsehood::Code;
  Phase phase = Phase::Idle;
  std::uint8_t number = 0;
  std::uint16_t variant = 0;  ///< Which of those that there are.

  friend bool operator==(const Lie&, const Lie&) = default;
};

}  // namespace postino::model
