// SPDX-License-Identifier: MIT
/// Private. Words of a protocol by their hash, whatever the case of their letters.
#pragma once

#include <cstdint>
#include <string_view>

namespace postino::detail {

/// The hash of no octet: zero, so that what begins with it costs nothing to reset.
inline constexpr std::uint32_t no_word = 0;

constexpr std::uint32_t hash_on(std::uint32_t hash, char octet) {
  const unsigned value = static_cast<unsigned char>(octet);
  // Of letters alone: else a control character would pass for a digit. Nor is a NUL nothing.
  const unsigned folded = (value - 'A' < 26U ? value | 0x20U : value) | 0x100U;
  return (hash ^ folded) * 16777619U;
}

constexpr std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = no_word;
  for (const char octet : word) hash = hash_on(hash, octet);
  return hash;
}

/// That of a literal, at no cost.
consteval std::uint32_t word(std::string_view literal) { return hash_of(literal); }

}  // namespace postino::detail
