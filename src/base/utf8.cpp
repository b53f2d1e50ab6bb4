// SPDX-License-Identifier: MIT
// RFC 3629 3 and 4.
#include "base/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace postino::detail {

bool is_ascii(const View& text) {
  unsigned char all = 0;
  for (const char octet : text) all |= static_cast<unsigned char>(octet);
  return all < 0x80;
}

bool is_utf8(const View& text) {
  if (is_ascii(text)) return true;
  std::uint32_t point = 0;
  std::uint32_t least = 0;
  unsigned due = 0;
  for (const char octet : text) {
    const auto value = static_cast<unsigned char>(octet);
    if (due != 0) {
      if (!continues_code_point(octet)) return false;
      point = point << 6 | (value & 0x3FU);
      const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
      if (--due == 0 && (point < least || point > 0x10FFFF || surrogate)) return false;
    } else if (value >= 0xC2 && value < 0xF8) {
      due = 1U + (value >= 0xE0) + (value >= 0xF0);
      point = value & (0x3FU >> due);
      least = 2U << 5 * due;  // of two octets, only C0 and C1 are overlong
    } else if (value >= 0x80) {
      return false;
    }
  }
  return due == 0;
}

}  // namespace postino::detail
