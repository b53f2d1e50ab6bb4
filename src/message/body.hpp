// SPDX-License-Identifier: MIT
/// A text as it is pulled: from memory or from a Source, encoded straight into the packet.
#pragma once

#include "postino/composer.hpp"

namespace postino::detail {

/// Back to the first octet; false: the Source can't.
[[nodiscard]] bool begin_body(Composition& composition);

/// The next octets of `text`; end() behind the last one.
[[nodiscard]] Transfer pull_text(Composition& composition, const Text& text, std::span<char> into);

/// CRLF where the last line has none yet (RFC 5321 4.1.1.4), and then end().
[[nodiscard]] Transfer end_line(Composition& composition, std::span<char> into);

/// The next octets of Mail::text; end() behind the last one, which is the LF of a CRLF.
[[nodiscard]] Transfer pull_body(Composition& composition, std::span<char> into);

/// Octets that a body in memory will come to, as SIZE= counts them; it has just begun.
[[nodiscard]] std::uint32_t measure_body(const Composition& composition);

}  // namespace postino::detail
