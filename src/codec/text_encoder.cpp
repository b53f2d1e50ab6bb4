// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8 (CR and LF only together), 4.5.2 (transparency), 4.5.3.1.6 (length of a line);
// RFC 2045 6.7, rules 1 to 5.
#include "codec/text_encoder.hpp"

#include "postino/config.hpp"

namespace postino::detail {
namespace {

constexpr std::size_t quoted_column = 75;  // a soft break's "=" makes 76

/// Hard behind its first octet, soft in quoted-printable in front of its last.
constexpr const char* line_break = "=\r\n ";

bool ends_line(char octet) { return octet == '\r' || octet == '\n'; }

/// Whether the octet stands for itself in quoted-printable, with `next` behind it.
bool is_literal(char octet, char next, bool at_start) {
  if (octet == ' ' || octet == '\t') return !ends_line(next);
  return octet > ' ' && octet < 0x7f && octet != '=' && !(octet == '.' && at_start);
}

}  // namespace

std::size_t encode_text(std::string_view& in, std::span<char> out, Composition& composition) {
  constexpr std::size_t widest = 3;
  constexpr std::string_view digits = "0123456789ABCDEF";
  const bool as_is = static_cast<Encoding>(composition.encoding) == Encoding::AsIs;
  std::size_t size = 0;
  while (!in.empty() && out.size() - size >= widest) {
    const char octet = in.front();
    const auto value = static_cast<unsigned char>(octet);
    const char encoded[widest] = {'=', digits[value >> 4], digits[value & 15]};
    const bool starts = composition.column == 0;
    const bool half = octet == '\n' && composition.line_state != 0;
    composition.line_state = octet == '\r' ? 1 : 0;
    std::string_view piece{encoded, widest};
    std::size_t column = 0;
    bool consumed = true;
    if (ends_line(octet)) {
      piece = {line_break + 1, half ? 0U : 2U};
    } else {
      if (as_is || is_literal(octet, in.size() > 1 ? in[1] : '\n', starts)) piece = {&octet, 1};
      column = composition.column + piece.size();
      consumed = column <= (as_is ? config::line_octets : quoted_column);
      if (!consumed) {
        piece = {as_is ? line_break + 1 : line_break, 3};
        column = as_is ? 1 : 0;
      } else if (octet == '.' && starts && composition.rules.dot_stuffing && as_is) {
        piece = {"..", 2};
      }
    }
    for (const char each : piece) out[size++] = each;
    composition.column = static_cast<std::uint16_t>(column);
    in.remove_prefix(consumed ? 1 : 0);
  }
  return size;
}

}  // namespace postino::detail
