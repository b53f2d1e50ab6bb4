// SPDX-License-Identifier: MIT
/// Base64 into arrays, for the server's end of a login.
#pragma once

#include <cstddef>
#include <string_view>

namespace postino::model {

/// Octets in `into`, which holds four for each three and four more.
[[nodiscard]] std::size_t encode64(std::string_view octets, char* into);
/// Octets in `into`, which holds as many as `text`; nothing of what is no base64.
[[nodiscard]] std::size_t decode64(std::string_view text, char* into);

}  // namespace postino::model
