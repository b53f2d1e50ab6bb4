// SPDX-License-Identifier: MIT
// RFC 2045 6.8: lines of at most 76 digits; RFC 4648 4.
#include "codec/base64_lines.hpp"

#include <cstddef>
#include <cstring>

#include "base/smaller.hpp"

namespace postino::detail {
namespace {

constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Each group is read before its digits are written: they may lie in the same memory.
void encode(const char* in, char* out, std::size_t groups) {
  for (const char* const end = in + groups * 3; in != end; in += 3, out += 4) {
    const std::uint32_t bits = std::uint32_t{static_cast<unsigned char>(in[0])} << 16 |
                               std::uint32_t{static_cast<unsigned char>(in[1])} << 8 |
                               std::uint32_t{static_cast<unsigned char>(in[2])};
    out[0] = digits[bits >> 18];
    out[1] = digits[bits >> 12 & 63];
    out[2] = digits[bits >> 6 & 63];
    out[3] = digits[bits & 63];
  }
}

}  // namespace

Moved write_base64(std::string_view in, std::span<char> out, std::uint16_t& column) {
  std::size_t from = 0;
  std::size_t to = 0;
  while (in.size() - from >= 3 && out.size() - to >= 6) {
    if (column == base64_line_digits) {
      std::memcpy(&out[to], "\r\n", 2);
      to += 2;
      column = 0;
    }
    const std::size_t room = smaller(out.size() - to, base64_line_digits - column) / 4;
    const std::size_t groups = smaller(room, (in.size() - from) / 3);
    encode(&in[from], &out[to], groups);
    from += groups * 3;
    to += groups * 4;
    column = static_cast<std::uint16_t>(column + groups * 4);
  }
  return {from, to};
}

std::size_t write_base64_end(std::string_view in, std::span<char> out, std::uint16_t& column) {
  const char group[3] = {in[0], in.size() > 1 ? in[1] : '\0', '\0'};
  const std::size_t size = write_base64({group, 3}, out, column).produced;
  out[size - 1] = '=';
  if (in.size() == 1) out[size - 2] = '=';
  return size;
}

}  // namespace postino::detail
