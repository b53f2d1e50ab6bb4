// SPDX-License-Identifier: MIT
/// A text as it is pulled: from memory or from a Source, encoded straight into the packet.
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/composer.hpp"

namespace postino::detail {

/// Back to the first octet; false: the Source can't.
[[nodiscard]] bool begin_body(Composition& composition);

/// In Composition::part: behind the text comes a delimiter, whose line break ends the last line
/// (RFC 2046 5.1.1).
inline constexpr std::uint8_t in_multipart = 0x40;

/// The next octets of `text`; end() behind the last one, which is the LF of a CRLF where it is not
/// in_multipart.
[[nodiscard]] Transfer pull_body(Composition& composition, const Text& text, std::span<char> into);

/// The same without a change (RFC 3030 3).
[[nodiscard]] Transfer pull_binary(Composition& composition, Source* source,
                                   std::string_view octets, std::span<char> into);

/// Octets that a body in memory comes to, as SIZE= counts them. It is at its first octet behind
/// that, and the composition's line_state says what is in it.
[[nodiscard]] std::uint32_t measure_body(Composition& composition, const Text& text);

}  // namespace postino::detail
