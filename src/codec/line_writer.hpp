// SPDX-License-Identifier: MIT
/// RFC 5321 2.3.8 and 4.5.2: lines as they go on the wire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace postino::detail {

/// What the next octet depends on.
struct LineState {
  std::uint16_t column = 0;  ///< Octets of the line that are written.
  bool after_cr = false;     ///< An LF now belongs to the CR before it.
};

struct Moved {
  std::size_t consumed;
  std::size_t produced;
};

/// Writes `in` to `out` as far as it fits: each CRLF, CR or LF becomes CRLF; a dot at a line's
/// start is doubled if `stuffing`; a line that would pass config::line_octets is broken by CRLF SP.
/// At most twice as long as `in`, and 3 octets; so `in` may be the tail of `out`, if it is behind
/// the front by that much.
Moved write_lines(std::string_view in, std::span<char> out, LineState& state, bool stuffing);

}  // namespace postino::detail
