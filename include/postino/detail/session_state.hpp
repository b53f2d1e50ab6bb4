// SPDX-License-Identifier: MIT
/// Private. What a connection has come to, as one value.
#pragma once

#include <cstdint>

#include "postino/composer.hpp"
#include "postino/detail/capabilities.hpp"
#include "postino/detail/facts.hpp"
#include "postino/mechanism.hpp"
#include "postino/server.hpp"

namespace postino::detail {

/// A whole reply.
struct Reply {
  std::uint16_t code = 0;
  EnhancedStatusCode enhanced{};

  friend constexpr bool operator==(const Reply&, const Reply&) = default;
};

/// Why a message ends as it does, as far as replies say.
struct Ending {
  Fault fault = Fault::None;
  Phase phase = Phase::Idle;
  Reply reply{};

  friend constexpr bool operator==(const Ending&, const Ending&) = default;
};

/// Where one of the two cursors stands.
struct Cursor {
  Phase phase = Phase::Idle;
  std::uint16_t number = 0;  ///< Of the recipient or the chunk.

  friend constexpr bool operator==(Cursor, Cursor) = default;
};

/// How far a message in chunks (RFC 3030) is said; replaced whole when a transaction begins.
struct Chunks {
  bool unsized = false;     ///< The message's size is not known before it was said,
  bool more = false;        ///< and more of its chunks follow.
  bool in_last = false;     ///< The last BDAT was said, and its octets were not.
  bool proving = false;     ///< All octets of it were pulled but not their end,
  char held = 0;            ///< for which the last one waits: there may be more than announced.
  bool broken = false;      ///< The message can't go on,
  bool invalid = false;     ///< since it is InvalidContent.
  std::uint16_t count = 0;  ///< That were said, the last one not counted.

  friend constexpr bool operator==(const Chunks&, const Chunks&) = default;
};

/// All that a Session knows of its connection and of what is under way on it. A new connection is a
/// new value, so nothing of a message, an exchange or a connection outlives it.
struct SessionState {
  // The small ones first: they are reached by shorter instructions.
  Facts facts_{};
  bool waiting_ = false;  // what was said last must be answered before more is said
  bool secured_ = false;
  bool initial_response_ = false;
  bool cancelled_ = false;       // the exchange: "*" was or will be said
  Verdict verdict_{};            // on the challenge, so far
  bool begins_ = false;          // a transaction, whose message is still to be checked
  bool in_transaction_ = false;  // MAIL was accepted
  Outcome outcome_{};
  std::uint8_t message_ = 0;  // number of the next message to the mechanism
  Chunks chunks_{};
  Cursor speak_{};
  Cursor listen_{};
  const Server* server_ = nullptr;
  const Chunking* chunking_ = nullptr;
  const Mechanism* mechanism_ = nullptr;
  Reply reply_{};  // the one being acted on
  Ending ending_{};
  Composition composition_{};
  ContentFacts content_{};
  Capabilities capabilities_{};
  std::uint16_t ahead_ = 0;  // messages that ran on

  friend constexpr bool operator==(const SessionState&, const SessionState&) = default;
};

}  // namespace postino::detail
