// SPDX-License-Identifier: MIT
// RFC 4648 4.
#include "codec/base64.hpp"

#include <cstddef>
#include <cstdint>

namespace postino::detail {

void put_base64(Writer& out, std::span<const char> octets) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t at = 0; at < octets.size(); at += 3) {
    std::uint32_t bits = 0;
    std::size_t filled = 0;
    for (; filled < 3 && at + filled < octets.size(); ++filled) {
      bits |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(octets[at + filled]))
              << (24 - 8 * filled);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out.put(i <= filled ? digits[bits >> 26] : '=');
      bits <<= 6;
    }
  }
}

}  // namespace postino::detail
