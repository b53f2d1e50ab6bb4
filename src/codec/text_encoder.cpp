// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8 (CR and LF only together), 4.5.2 (transparency), 4.5.3.1.6 (length of a line);
// RFC 2045 6.7, rules 1 to 5.
#include "codec/text_encoder.hpp"

#include <cstdint>

#include "base/smaller.hpp"
#include "codec/plain_lines.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

constexpr std::size_t quoted_column = 75;  // a soft break's "=" makes 76
constexpr std::size_t widest = 3;
constexpr std::string_view hex_digits = "0123456789ABCDEF";

/// Hard behind its first octet, soft in quoted-printable in front of its last.
constexpr const char* line_break = "=\r\n ";

bool ends_line(char octet) { return octet == '\r' || octet == '\n'; }

bool is_as_is(const Composition& composition) {
  return static_cast<Encoding>(composition.encoding) == Encoding::AsIs;
}

/// Whether the octet stands for itself in quoted-printable, with `next` behind it.
bool is_literal(char octet, char next, bool at_start) {
  if (octet == ' ' || octet == '\t') return !ends_line(next);
  return octet > ' ' && octet < 0x7f && octet != '=' && !(octet == '.' && at_start);
}

/// What needs no look.
[[maybe_unused]] Copied copy(std::string_view in, char* out, std::size_t room,
                             const Composition& composition) {
  const std::size_t column = composition.column;
  if ((composition.line_state & line_state::after_cr) != 0) return {};
  if (!is_as_is(composition)) return copy_graphic(in, out, room, column, quoted_column);
  return copy_plain_lines(in, out, room, column, composition.rules.dot_stuffing);
}

/// Returns how many octets at the front of `in` go as they are, at most `most`: the first one,
/// which ends no line, and those after it up to a control character. `state` learns of them.
std::size_t run_of(std::string_view in, std::size_t most, unsigned& state) {
  const char* at = in.data();
  const char* const end = at + smaller(in.size(), most);
  unsigned seen = 0;
  unsigned value = static_cast<unsigned char>(*at);
  do {
    seen |= value;
    if (++at == end) break;
    value = static_cast<unsigned char>(*at);
  } while (value >= ' ');
  if (in.front() == '\0') state |= line_state::nul;
  if (seen >= 0x80) state |= line_state::eight_bit;
  return static_cast<std::size_t>(at - in.data());
}

/// Encodes the octet at the front of `in`, and what goes as it is with it; or writes a line break
/// before it. Returns the octets that came of it, at most `room`.
std::size_t encode(std::string_view& in, char* out, std::size_t room, Composition& composition) {
  const bool as_is = is_as_is(composition);
  const char octet = in.front();
  const auto value = static_cast<unsigned char>(octet);
  const char encoded[widest] = {'=', hex_digits[value >> 4], hex_digits[value & 15]};
  const bool half = octet == '\n' && (composition.line_state & line_state::after_cr) != 0;
  unsigned state = composition.line_state & ~unsigned{line_state::after_cr};
  if (octet == '\r') state |= line_state::after_cr;
  const char* piece = line_break + 1;
  std::size_t size = half ? 0 : 2;
  std::size_t column = 0;
  std::size_t taken = 1;
  if (!ends_line(octet)) {
    const bool literal =
        as_is || is_literal(octet, in.size() > 1 ? in[1] : '\n', composition.column == 0);
    size = literal ? 1 : widest;
    column = composition.column + size;
    piece = literal ? in.data() : encoded;
    if (column > (as_is ? config::max_line_size : quoted_column)) {
      piece = as_is ? line_break + 1 : line_break;
      size = widest;
      column = as_is ? 1 : 0;
      taken = 0;
      state |= line_state::broken;
    } else if (as_is && octet == '.' && composition.column == 0) {
      state |= line_state::dotted;
      piece = "..";
      size = composition.rules.dot_stuffing ? 2 : 1;
    } else if (as_is) {
      size = taken = run_of(in, smaller(room, config::max_line_size + 1 - column), state);
      column += size - 1;
    }
  }
  const char* const end = out == nullptr ? piece : piece + size;
  while (piece != end) *out++ = *piece++;
  composition.column = static_cast<std::uint16_t>(column);
  composition.line_state = static_cast<std::uint8_t>(state);
  in.remove_prefix(taken);
  return size;
}

}  // namespace

std::size_t encode_text(std::string_view& in, char* out, std::size_t room,
                        Composition& composition) {
  std::size_t made = 0;
  while (!in.empty() && room - made >= widest) {
    char* const to = out == nullptr ? nullptr : out + made;
    if constexpr (config::wide_copies) {
      const Copied copied = copy(in, to, room - made, composition);
      if (copied.taken != 0) {
        made += copied.made;
        in.remove_prefix(copied.taken);
        composition.column = static_cast<std::uint16_t>(copied.column);
        if (copied.eight_bit) composition.line_state |= line_state::eight_bit;
        if (copied.dotted) composition.line_state |= line_state::dotted;
        continue;
      }
    }
    made += encode(in, to, room - made, composition);
  }
  return made;
}

}  // namespace postino::detail
