// SPDX-License-Identifier: MIT
// RFC 4648 4, and 3.3 and 3.5 in their strict form: no other octets, no bits that say nothing.
#include "postino/detail/base64_decoder.hpp"
#include "base/ascii.hpp"

namespace postino::detail {
namespace {

constexpr unsigned no_digit = 64;

constexpr unsigned value_of(char digit) {
  if (is_digit(digit)) return static_cast<unsigned>(digit - '0') + 52;
  if (digit == '+') return 62;
  if (digit == '/') return 63;
  if (!is_letter(digit)) return no_digit;
  return static_cast<unsigned>(to_upper(digit) - 'A') + (digit == to_upper(digit) ? 0 : 26);
}

}  // namespace

bool Base64Decoder::read(std::string_view text, Writer& out) {
  for (const char digit : text) {
    if (place_ == broken || !read(digit, out)) {
      place_ = broken;
      return false;
    }
  }
  return true;
}

bool Base64Decoder::read(char digit, Writer& out) {
  if (digit == '=') {
    if (place_ < 2 || left_ != 0) return false;
    padded_ = true;
  } else {
    const unsigned value = value_of(digit);
    if (padded_ || value == no_digit) return false;
    const unsigned kept = 6U - 2U * place_;
    const unsigned before = left_;
    if (place_ != 0) out.put(static_cast<char>(before << (6U - kept) | value >> kept));
    left_ = static_cast<std::uint8_t>(value & ((1U << kept) - 1U));
  }
  place_ = (place_ + 1U) & 3U;
  return true;
}

}  // namespace postino::detail
