// SPDX-License-Identifier: MIT
/// Private. Where the conversation stands: two cursors on one script.
#pragma once

#include <cstdint>

#include "postino/error.hpp"

namespace postino::detail {

/// Where one of the two cursors stands.
struct Cursor {
  Phase phase = Phase::Idle;
  std::uint16_t number = 0;  ///< Of the recipient or the chunk.

  friend constexpr bool operator==(Cursor, Cursor) = default;
};

/// The speaking cursor runs ahead of the listening one as far as PIPELINING allows, and in step
/// with it otherwise.
struct Flight {
  bool waiting = false;     ///< What was said last must be answered before more is said.
  bool begins = false;      ///< A transaction, whose message is still to be checked.
  Cursor listen{};          ///< Where the next reply belongs.
  Cursor speak{};           ///< Where the next command comes from.
  std::uint16_t ahead = 0;  ///< Messages that ran on after the one whose replies come.

  /// Whether everything that was said is answered but for what is at the cursors.
  [[nodiscard]] bool together() const { return ahead == 0 && listen == speak; }

  friend constexpr bool operator==(const Flight&, const Flight&) = default;
};

}  // namespace postino::detail
