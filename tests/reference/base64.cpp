// SPDX-License-Identifier: MIT
#include "reference/base64.hpp"

#include <cstdint>

#include "support/base64.hpp"

namespace postino::test {

std::optional<std::string> reference_decoded(std::string_view digits) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string octets;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char digit : digits.substr(0, digits.find('='))) {
    const std::size_t value = alphabet.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets += static_cast<char>(bits >> count & 0xffU);
  }
  if (base64(octets) != digits) return std::nullopt;
  return octets;
}

std::string reference_base64_lines(std::string_view octets) {
  std::string lines;
  for (std::size_t at = 0; at < octets.size(); at += 57) {
    if (at != 0) lines += "\r\n";
    lines += base64(octets.substr(at, 57));
  }
  return lines;
}

}  // namespace postino::test
