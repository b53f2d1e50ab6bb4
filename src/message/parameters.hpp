// SPDX-License-Identifier: MIT
/// Parameters of MIME headers, each on a line of its own.
#pragma once

#include <string_view>

#include "postino/writer.hpp"

namespace postino::detail {

/// `name="value"`, or encoded where that is needed (RFC 2231); with raw UTF-8 if `utf8` (RFC 6532).
void write_parameter(Writer& out, std::string_view name, std::string_view value, bool utf8);

/// As above, and in ASCII at any price: for readers that don't know RFC 2231. The end of a long
/// value counts, where a file's extension is.
void write_ascii_parameter(Writer& out, std::string_view name, std::string_view value, bool utf8);

}  // namespace postino::detail
