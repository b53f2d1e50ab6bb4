// SPDX-License-Identifier: MIT
// RFC 2045 6.7, rules 1 to 5.
#include "codec/quoted_printable.hpp"

#include <cstring>

namespace postino::detail {
namespace {

constexpr std::size_t last_column = 75;  // a soft break's "=" makes 76

/// Whether the octet stands for itself, with `next` behind it.
bool is_literal(char octet, char next, bool at_start) {
  if (octet == ' ' || octet == '\t') return next != '\r' && next != '\n';
  return octet > ' ' && octet < 0x7f && octet != '=' && !(octet == '.' && at_start);
}

}  // namespace

Moved write_quoted_printable(std::string_view in, std::span<char> out, LineState& state) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::size_t widest = 6;
  std::size_t from = 0;
  std::size_t to = 0;
  while (from < in.size() && out.size() - to >= widest) {
    const char octet = in[from];
    const bool after_cr = state.after_cr;
    state.after_cr = octet == '\r';
    if (octet == '\r' || octet == '\n') {
      ++from;
      if (octet == '\n' && after_cr) continue;
      std::memcpy(&out[to], "\r\n", 2);
      to += 2;
      state.column = 0;
      continue;
    }
    const char next = from + 1 < in.size() ? in[from + 1] : '\n';
    const bool literal = is_literal(octet, next, state.column == 0);
    const std::size_t width = literal ? 1 : 3;
    if (state.column + width > last_column) {
      std::memcpy(&out[to], "=\r\n", 3);
      to += 3;
      state.column = 0;
      continue;
    }
    const auto value = static_cast<unsigned char>(octet);
    const char encoded[3] = {literal ? octet : '=', digits[value >> 4], digits[value & 15]};
    std::memcpy(&out[to], encoded, width);
    to += width;
    state.column = static_cast<std::uint16_t>(state.column + width);
    ++from;
  }
  return {from, to};
}

}  // namespace postino::detail
