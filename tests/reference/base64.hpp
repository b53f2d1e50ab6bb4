// SPDX-License-Identifier: MIT
/// RFC 4648 4 in its strict form (3.3, 3.5), by encoding anew.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postino::test {

/// The one text whose base64 `digits` is, if there is one.
[[nodiscard]] std::optional<std::string> reference_decoded(std::string_view digits);

/// Base64 in lines of 76 (RFC 2045 6.8), the last one without a line end.
[[nodiscard]] std::string reference_base64_lines(std::string_view octets);

}  // namespace postino::test
