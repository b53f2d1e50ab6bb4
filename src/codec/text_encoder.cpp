// SPDX-License-Identifier: MIT
// RFC 5321 2.3.8 (CR and LF only together), 4.5.2 (transparency), 4.5.3.1.6 (length of a line);
// RFC 2045 6.7, rules 1 to 5.
#include "codec/text_encoder.hpp"

#include <cstring>

#include "base/smaller.hpp"
#include "codec/equal_lines.hpp"
#include "codec/plain_run.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

constexpr std::size_t quoted_column = 75;  // a soft break's "=" makes 76
constexpr std::size_t widest = 3;

/// Hard behind its first octet, soft in quoted-printable in front of its last.
constexpr const char* line_break = "=\r\n ";

bool ends_line(char octet) { return octet == '\r' || octet == '\n'; }

bool is_eight_bit(char octet) { return static_cast<unsigned char>(octet) >= 0x80; }

bool is_graphic(char octet) { return octet > ' ' && octet < 0x7f && octet != '='; }

/// Whether the octet stands for itself in quoted-printable, with `next` behind it.
bool is_literal(char octet, char next, bool at_start) {
  if (octet == ' ' || octet == '\t') return !ends_line(next);
  return is_graphic(octet) && !(octet == '.' && at_start);
}

/// What goes as it is is copied when something else has to be put behind it.
struct Encoder {
  const char* from;
  const char* kept;  // from here on nothing is copied yet
  const char* end;
  char* out;
  std::size_t left;
  std::size_t column;
  unsigned state;
  std::size_t length = 0;  // of the last line

  [[nodiscard]] bool goes_on() const { return from != end && left >= widest; }
  [[nodiscard]] std::size_t coming() const { return static_cast<std::size_t>(end - from); }
  void keep(std::size_t count) {
    from += count;
    left -= count;
    column += count;
  }
  void replace(std::size_t count, const char* piece, std::size_t size);
  void copy_kept();
  void end_line();
  void write_equal_lines(bool stuffing);
  void write_as_is(bool stuffing);
  void write_quoted();
};

void Encoder::copy_kept() {
  const auto size = static_cast<std::size_t>(from - kept);
  if (out == nullptr || size == 0) return;
  std::memmove(out, kept, size);
  out += size;
}

/// `piece` in place of the next `count` octets.
void Encoder::replace(std::size_t count, const char* piece, std::size_t size) {
  copy_kept();
  from += count;
  kept = from;
  left -= size;
  if (out == nullptr) return;
  for (; size != 0; --size) *out++ = *piece++;
}

/// At a CR or an LF.
void Encoder::end_line() {
  length = column;
  if (*from == '\r' && coming() > 1 && from[1] == '\n') {
    keep(2);
  } else {
    if (*from == '\r' && coming() == 1) state |= line_state::after_cr;
    replace(1, line_break + 1, 2);
  }
  column = 0;
}

void Encoder::write_equal_lines(bool stuffing) {
  if (column != 0 || length == 0) return;
  copy_kept();
  const Copied copied = copy_equal_lines(from, coming(), out, left, length, stuffing);
  from += copied.taken;
  kept = from;
  left -= copied.made;
  if (out != nullptr) out += copied.made;
}

/// To an octet that needs a look, and that one.
void Encoder::write_as_is(bool stuffing) {
  if constexpr (equal_lines_apart) write_equal_lines(stuffing);
  if (!(stuffing && column == 0 && *from == '.')) {
    keep(plain_run(from, smaller(coming(), smaller(left, config::line_octets - column))));
  }
  if (!goes_on()) return;
  if (ends_line(*from)) return end_line();
  if (column == config::line_octets) {
    replace(0, line_break + 1, 3);
    column = 1;
    state |= line_state::broken;
  } else if (stuffing && column == 0 && *from == '.') {
    replace(1, "..", 2);
    column = 1;
  } else if (is_eight_bit(*from)) {
    state |= line_state::eight_bit;
    while (goes_on() && column != config::line_octets && is_eight_bit(*from)) keep(1);
  } else {
    if (*from == '\0') state |= line_state::nul;
    keep(1);
  }
}

/// To an octet that needs a look, and that one.
void Encoder::write_quoted() {
  const std::size_t most = smaller(coming(), smaller(left, quoted_column - column));
  std::size_t run = 0;
  while (run < most && is_graphic(from[run]) && (from[run] != '.' || column + run != 0)) ++run;
  keep(run);
  if (!goes_on()) return;
  if (ends_line(*from)) return end_line();
  const bool literal = is_literal(*from, coming() > 1 ? from[1] : '\n', column == 0);
  if (column + (literal ? 1 : 3) > quoted_column) {
    replace(0, line_break, 3);
    column = 0;
  } else if (literal) {
    keep(1);
  } else {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(*from);
    const char encoded[] = {'=', digits[value >> 4], digits[value & 15]};
    replace(1, encoded, sizeof encoded);
    column += sizeof encoded;
  }
}

}  // namespace

std::size_t encode_text(std::string_view& in, char* out, std::size_t room,
                        Composition& composition) {
  const bool as_is = static_cast<Encoding>(composition.encoding) == Encoding::AsIs;
  const char* const from = in.data();
  Encoder text{from, from, from + in.size(), out, room, composition.column, composition.line_state};
  if (text.goes_on()) {
    // The other half of a line end.
    if ((text.state & line_state::after_cr) != 0 && *from == '\n') text.replace(1, "", 0);
    text.state &= ~unsigned{line_state::after_cr};
  }
  while (text.goes_on()) {
    if (as_is) {
      text.write_as_is(composition.rules.dot_stuffing);
    } else {
      text.write_quoted();
    }
  }
  text.copy_kept();
  in.remove_prefix(static_cast<std::size_t>(text.from - from));
  composition.column = static_cast<std::uint16_t>(text.column);
  composition.line_state = static_cast<std::uint8_t>(text.state);
  return room - text.left;
}

}  // namespace postino::detail
