// SPDX-License-Identifier: MIT
/// A mail on standard output.
#pragma once

#include "body.hpp"
#include "letter.hpp"
#include "result.hpp"

namespace postino::demo {

/// Composes the letter as it would go to a server without extensions, lines ending in CRLF and dots
/// not doubled. The outcome is InvalidArgument when send() would report that.
[[nodiscard]] Result dump(const Letter& letter, Body& body);

}  // namespace postino::demo
