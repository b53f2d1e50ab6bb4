// SPDX-License-Identifier: MIT
/// RFC 5321 2.3.8 and 4.5.2, RFC 2045 6.7: lines of a text as they go on the wire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/composer.hpp"

namespace postino::detail {

/// What Composition::encoding says.
enum class Encoding : std::uint8_t {
  /// A dot at a line's start is doubled if the rules say so; a line that would pass
  /// config::max_line_size is broken by CRLF SP.
  AsIs,
  /// Lines of at most 76 octets. A blank before a line end or at the end of `in` is encoded, and so
  /// is a dot at a line's start, which then needs no stuffing.
  QuotedPrintable,
};

/// What Composition::line_state says of a text: where it stands, and what it had so far as it is.
namespace line_state {
inline constexpr std::uint8_t after_cr = 1;
inline constexpr std::uint8_t nul = 2;
inline constexpr std::uint8_t eight_bit = 4;
inline constexpr std::uint8_t broken = 8;   ///< A line over config::max_line_size.
inline constexpr std::uint8_t dotted = 16;  ///< A line that begins with a dot.

/// What may not go on the wire as it is (RFC 5321 2.3.1, 4.5.3.1.6).
[[nodiscard]] constexpr unsigned unfit(const ContentRules& rules) {
  return rules.eight_bit ? nul : unsigned{nul} | eight_bit;
}
}  // namespace line_state

/// Takes the front of `in` as far as it fits, writes it to `out`, which has `room` octets, and
/// returns what that makes. Each CRLF, CR or LF becomes CRLF; the composition's column and
/// line_state go on with it. nullptr: the octets are only counted.
/// At most twice as long as `in` and 3 octets as it is, 4 times and 3 in quoted-printable; so `in`
/// may be the tail of `out`, if it is behind the front by that much.
[[nodiscard]] std::size_t encode_text(std::string_view& in, char* out, std::size_t room,
                                      Composition& composition);
[[nodiscard]] inline std::size_t encode_text(std::string_view& in, std::span<char> out,
                                             Composition& composition) {
  return encode_text(in, out.data(), out.size(), composition);
}

}  // namespace postino::detail
