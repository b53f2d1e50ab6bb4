// SPDX-License-Identifier: MIT
// RFC 3461 4 (xtext), RFC 6533 3 (utf-8-addr-xtext).
#include "extension/xtext.hpp"

#include "base/ascii.hpp"

namespace postino::detail {
namespace {

bool stays(char octet) { return octet > ' ' && octet <= '~' && octet != '+' && octet != '='; }

/// In capitals, which both RFCs ask for; at least two digits.
void put_capital_hex(Writer& out, std::uint32_t number) {
  unsigned shift = 4;
  while (number >> shift >= 0x10) shift += 4;
  for (unsigned left = shift + 4; left != 0; left -= 4) {
    out.put("0123456789ABCDEF"[number >> (left - 4) & 0xFU]);
  }
}

}  // namespace

void put_xtext(Writer& out, const View& text) {
  for (const char octet : text) {
    if (stays(octet)) {
      out.put(octet);
    } else {
      out.put('+');
      put_capital_hex(out, static_cast<unsigned char>(octet));
    }
  }
}

void put_utf8_xtext(Writer& out, const View& text) {
  std::uint32_t point = 0;
  std::uint32_t due = 0;
  for (const char octet : text) {
    const auto value = static_cast<unsigned char>(octet);
    if (due != 0) {
      point = point << 6 | (value & 0x3FU);
      --due;
    } else {
      due = value < 0xC0 ? 0 : value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
      point = due == 0 ? value : value & (0x3FU >> due);
    }
    if (due != 0) continue;
    if (stays(octet) && octet != '\\') {
      out.put(octet);
      continue;
    }
    out.put("\\x{");
    put_capital_hex(out, point);
    out.put('}');
  }
}

bool is_printable(const View& text) {
  for (const char octet : text) {
    if (octet < ' ' || octet > '~') return false;
  }
  return true;
}

bool read_number(const View& text, std::uint32_t& number) {
  constexpr std::size_t max_digits = 9;
  std::uint32_t value = 0;
  for (const char octet : text) {
    if (!is_digit(octet)) return false;
    value = value * 10 + static_cast<std::uint32_t>(octet - '0');
  }
  if (text.empty() || text.size() > max_digits) return false;
  number = value;
  return true;
}

}  // namespace postino::detail
