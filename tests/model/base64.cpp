// SPDX-License-Identifier: MIT
#include "model/base64.hpp"

#include <cstdint>

namespace postino::model {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::size_t encode64(std::string_view octets, char* into) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      const bool there = i + j < octets.size();
      group = group << 8 | (there ? static_cast<unsigned char>(octets[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      const bool there = i + j <= octets.size();
      into[size++] = there ? alphabet[group >> (18 - 6 * j) & 63U] : '=';
    }
  }
  return size;
}

std::size_t decode64(std::string_view text, char* into) {
  std::uint32_t bits = 0;
  unsigned count = 0;
  std::size_t size = 0;
  for (const char digit : text) {
    if (digit == '=') break;
    const std::size_t value = alphabet.find(digit);
    if (value == std::string_view::npos) return 0;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    into[size++] = static_cast<char>(bits >> count);
  }
  return size;
}

}  // namespace postino::model
