// SPDX-License-Identifier: MIT
// RFC 2045 6.8: lines of at most 76 digits; RFC 4648 4.
#include "codec/base64_lines.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "base/smaller.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

using Pairs = std::array<std::array<char, 2>, 4096>;

constexpr Pairs all_pairs() {
  Pairs all{};
  for (std::size_t bits = 0; bits < all.size(); ++bits) {
    all[bits] = {digits[bits >> 6], digits[bits & 63]};
  }
  return all;
}

/// By the 12 bits that they stand for.
constexpr Pairs pairs = all_pairs();

/// Two digits of the twelve bits in front of the lowest `behind` ones.
void put_pair(char* out, std::uint64_t bits, unsigned behind) {
  std::memcpy(out, &pairs[static_cast<std::size_t>(bits >> behind) & 4095], 2);
}

/// Eight digits of six octets, with two more behind them.
[[maybe_unused]] void encode_six(const char* in, char* out) {
  std::uint64_t bits;
  std::memcpy(&bits, in, sizeof bits);
  if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
  put_pair(out, bits, 52);
  put_pair(out + 2, bits, 40);
  put_pair(out + 4, bits, 28);
  put_pair(out + 6, bits, 16);
}

void encode_three(const char* in, char* out) {
  const std::uint32_t bits = std::uint32_t{static_cast<unsigned char>(in[0])} << 16 |
                             std::uint32_t{static_cast<unsigned char>(in[1])} << 8 |
                             std::uint32_t{static_cast<unsigned char>(in[2])};
  if constexpr (config::wide_copies) {
    std::memcpy(out, &pairs[bits >> 12], 2);
    std::memcpy(out + 2, &pairs[bits & 4095], 2);
    return;
  }
  out[0] = digits[bits >> 18];
  out[1] = digits[bits >> 12 & 63];
  out[2] = digits[bits >> 6 & 63];
  out[3] = digits[bits & 63];
}

/// Octets are read before their digits are written: they may lie in the same memory.
void encode(const char* in, char* out, std::size_t groups) {
  if constexpr (config::wide_copies) {
    for (; groups >= 7; groups -= 6, in += 18, out += 24) {
      encode_six(in, out);
      encode_six(in + 6, out + 8);
      encode_six(in + 12, out + 16);
    }
  }
  for (; groups != 0; --groups, in += 3, out += 4) encode_three(in, out);
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
  const std::size_t size = write_base64({group, sizeof group}, out, column).produced;
  out[size - 1] = '=';
  if (in.size() == 1) out[size - 2] = '=';
  return size;
}

}  // namespace postino::detail
