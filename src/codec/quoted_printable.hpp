// SPDX-License-Identifier: MIT
/// RFC 2045 6.7.
#pragma once

#include <span>
#include <string_view>

#include "codec/line_writer.hpp"

namespace postino::detail {

/// Writes `in` to `out` as far as it fits, in lines of at most 76 octets. Each CRLF, CR or LF
/// becomes CRLF; a blank before a line end or at the end of `in` is encoded, and so is a dot at a
/// line's start, which then needs no stuffing. At most 3 times as long as `in`, and 3 for each 75.
Moved write_quoted_printable(std::string_view in, std::span<char> out, LineState& state);

}  // namespace postino::detail
