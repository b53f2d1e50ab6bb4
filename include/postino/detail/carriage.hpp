// SPDX-License-Identifier: MIT
/// Private. How the content of the message that is said travels: by DATA or in chunks.
#pragma once

#include <cstdint>
#include <span>

#include "postino/composer.hpp"

namespace postino {
class Chunking;
}

namespace postino::detail {

/// How far a message in chunks (RFC 3030) is said.
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

/// Replaced whole when a transaction begins; all zero before.
struct Carriage {
  const Chunking* chunking = nullptr;  ///< BDAT and not DATA.
  const Composer* composer = nullptr;
  ContentFacts content{.ready = false, .size = 0};
  Composition composition{.rules = {.dot_stuffing = false}};
  Chunks chunks{};

  /// The next octets of the message, into Composer::min_room at least.
  Transfer compose(std::span<char> into) { return composer->pull(composition, into); }

  friend constexpr bool operator==(const Carriage&, const Carriage&) = default;
};

}  // namespace postino::detail
