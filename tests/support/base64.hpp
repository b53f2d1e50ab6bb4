// SPDX-License-Identifier: MIT
/// RFC 4648 section 4, written apart from the library's own.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postino::test {

inline std::string base64(std::string_view octets) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < octets.size(); at += 3) {
    const std::string_view group = octets.substr(at, 3);
    unsigned bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= group.size() ? digits[bits >> (18U - 6U * i) & 63U] : '=';
    }
  }
  return out;
}

/// The octets of a base64 text that is known to be one.
inline std::string from_base64(std::string_view digits) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  EXPECT_EQ(digits.size() % 4, 0U) << digits;
  std::string octets;
  unsigned bits = 0;
  int count = 0;
  for (const char digit : digits) {
    if (digit == '=') break;
    const std::size_t value = alphabet.find(digit);
    EXPECT_NE(value, std::string_view::npos) << digits;
    bits = (bits << 6U | static_cast<unsigned>(value)) & 0xffffU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets += static_cast<char>(bits >> count & 0xffU);
  }
  return octets;
}

}  // namespace postino::test
