// SPDX-License-Identifier: MIT
/// Words as scripts like them.
#pragma once

#include <string>
#include <string_view>

namespace postino::demo {

/// "RcptTo" is "rcpt-to".
[[nodiscard]] std::string kebab(std::string_view text);
/// Printable ASCII, whatever the text held.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace postino::demo
