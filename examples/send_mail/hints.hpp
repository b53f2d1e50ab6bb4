// SPDX-License-Identifier: MIT
/// What to try after a common mistake; docs/mistakes.md has them all.
#pragma once

#include <string_view>

#include "postino/error.hpp"
#include "postino/server.hpp"

namespace postino::demo {

/// Returns one line for a person; empty when the reason says it all. `security` is what was asked
/// for.
[[nodiscard]] std::string_view hint(const Error& error, Security security);

}  // namespace postino::demo
