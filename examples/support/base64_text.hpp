// SPDX-License-Identifier: MIT
/// Base64 (RFC 4648 section 4) for the embedded server, independent of the library's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postino::demo {

[[nodiscard]] std::string to_base64(std::string_view octets);
/// Nothing unless `text` is the one encoding of some octets.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace postino::demo
