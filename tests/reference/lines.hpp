// SPDX-License-Identifier: MIT
/// A text's way to the wire and back: RFC 5321 2.3.8, 4.5.2 and 4.5.3.1.6.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postino::test {

/// Writes `text` with CRLF for each CRLF, CR or LF, and each dot at the start of a line doubled;
/// octets written, at most twice as many. No line of it is longer than the longest.
std::size_t reference_stuffed(std::string_view text, char* out);

/// The lines of `text` on the wire: longer ones than may be are broken by CRLF SP.
[[nodiscard]] std::string reference_wire(std::string_view text, bool dot_stuffing);

}  // namespace postino::test
