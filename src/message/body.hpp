// SPDX-License-Identifier: MIT
/// A text as it is pulled: from memory or from a Source, encoded straight into the packet.
#pragma once

#include "codec/line_writer.hpp"
#include "postino/composer.hpp"

namespace postino::detail {

/// How a body goes on the wire.
enum class Encoding : std::uint8_t { AsIs, QuotedPrintable, EightBit, Base64 };

/// Back to the first octet; false: the Source can't.
[[nodiscard]] bool begin_body(Composition& composition);

/// The next octets of `text`; end() behind the last one. Not in base64.
[[nodiscard]] Transfer pull_text(Composition& composition, const Text& text, std::span<char> into);

/// CRLF where the last line has none yet (RFC 5321 4.1.1.4), and then end().
[[nodiscard]] Transfer end_line(Composition& composition, std::span<char> into);

/// The two above for Mail::text.
[[nodiscard]] Transfer pull_body(Composition& composition, std::span<char> into);

/// Octets of the whole mail, which is composed for it and then begun anew: so only of a text in
/// memory.
[[nodiscard]] std::uint32_t measure(const Composer& composer, Composition& composition);

}  // namespace postino::detail
