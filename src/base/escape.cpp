// SPDX-License-Identifier: MIT
#include "postino/report.hpp"

namespace postino {

std::size_t escape(std::string_view text, std::span<char> into) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::size_t size = 0;
  for (const char octet : text) {
    const auto value = static_cast<unsigned char>(octet);
    const bool plain = value >= ' ' && value < 0x7f && octet != '\\';
    const std::size_t needed = plain ? 1 : 4;
    if (into.size() - size < needed) break;
    if (plain) {
      into[size] = octet;
    } else {
      into[size] = '\\';
      into[size + 1] = 'x';
      into[size + 2] = digits[value >> 4];
      into[size + 3] = digits[value & 15];
    }
    size += needed;
  }
  return size;
}

}  // namespace postino
