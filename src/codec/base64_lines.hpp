// SPDX-License-Identifier: MIT
/// RFC 2045 6.8: base64 in lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace postino::detail {

struct Moved {
  std::size_t consumed;
  std::size_t produced;
};

/// Octets that a line holds, and the digits they make.
inline constexpr std::size_t base64_line_octets = 57;
inline constexpr std::size_t base64_line_digits = 76;

/// Writes whole groups of three octets of `in` to `out`, as far as both reach, with CRLF between
/// full lines; `column` is where the current line stands. `out` may begin before `in` in the same
/// memory, as long as all that is written ends where `in` does, or before. Less than three octets
/// are left over, unless `out` has room for less than six.
Moved write_base64(std::string_view in, std::span<char> out, std::uint16_t& column);

/// Writes the one or two octets that are left at the end, padded: at most six.
std::size_t write_base64_end(std::string_view in, std::span<char> out, std::uint16_t& column);

/// Octets of input that certainly fit in `room`, of six at least, when they come in groups.
constexpr std::size_t base64_input(std::size_t room) {
  return (room - 4) * (base64_line_digits / 4) / (base64_line_digits + 2) * 3;
}

/// Octets on the wire, the last line's CRLF not counted; `octets` is at most 3 000 000 000.
constexpr std::uint32_t base64_size(std::uint32_t octets) {
  const std::uint32_t digits = (octets / 3 + (octets % 3 != 0 ? 1 : 0)) * 4;
  return digits == 0 ? 0 : digits + (digits - 1) / std::uint32_t{base64_line_digits} * 2;
}

}  // namespace postino::detail
