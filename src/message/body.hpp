// SPDX-License-Identifier: MIT
/// A text as it is pulled: from memory or from a Source, encoded straight into the packet.
#pragma once

#include "postino/composer.hpp"

namespace postino::detail {

/// Back to the first octet; false: the Source can't.
[[nodiscard]] bool begin_body(Composition& composition);

/// The next octets of Mail::text; end() behind the last one, which is the LF of a CRLF.
[[nodiscard]] Transfer pull_body(Composition& composition, std::span<char> into);

/// Octets that a body in memory comes to, as SIZE= counts them; it is begun anew.
[[nodiscard]] std::uint32_t measure_body(Composition& composition);

}  // namespace postino::detail
