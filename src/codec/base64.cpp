// SPDX-License-Identifier: MIT
// RFC 4648 4.
#include "codec/base64.hpp"

#include <cstddef>
#include <cstdint>

namespace postino::detail {

void put_base64(Writer& out, const char* octets, std::size_t size) {
  const char* const end = octets + size;
  while (octets != end) {
    std::uint32_t bits = 0;
    std::size_t filled = 0;
    for (; filled < 3 && octets != end; ++filled) {
      bits |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(*octets++)) << (24 - 8 * filled);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out.put(i <= filled ? base64_digits[bits >> 26] : '=');
      bits <<= 6;
    }
  }
}

}  // namespace postino::detail
