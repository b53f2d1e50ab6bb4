// SPDX-License-Identifier: MIT
/// Octets of a text, many at a time. Those that need no look are plain: ASCII, and neither CR nor
/// LF nor anything else below 0x0E.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace postino::detail {

using Word = std::size_t;

inline constexpr Word ones = ~Word{0} / 0xff;
inline constexpr Word high_bits = ones * 0x80;
inline constexpr Word least = ones * 0x0e;

template <class Octets>
Octets read(const char* text) {
  Octets octets;
  std::memcpy(&octets, text, sizeof octets);
  return octets;
}

/// The high bits are 0 if every octet is plain. Where a lower octet borrows, one above it may look
/// as if it were not.
constexpr Word suspects(Word word) { return (word - least) | word; }

}  // namespace postino::detail
