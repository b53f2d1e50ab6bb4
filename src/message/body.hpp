// SPDX-License-Identifier: MIT
/// A text as it is pulled: from memory or from a Source, encoded straight into the packet.
#pragma once

#include "codec/line_writer.hpp"
#include "postino/composer.hpp"

namespace postino::detail {

/// How a body goes on the wire.
enum class Encoding : std::uint8_t { AsIs, QuotedPrintable };

/// Back to the first octet; false: the Source can't.
[[nodiscard]] bool begin_body(Composition& composition);

/// The next octets of Mail::text; end() behind the last one, which is the LF of a CRLF.
[[nodiscard]] Transfer pull_body(Composition& composition, std::span<char> into);

/// Octets of the whole mail, which is composed for it and then begun anew: so only of a text in
/// memory.
[[nodiscard]] std::uint32_t measure(const Composer& composer, Composition& composition);

}  // namespace postino::detail
