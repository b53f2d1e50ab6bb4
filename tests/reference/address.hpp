// SPDX-License-Identifier: MIT
/// Mailboxes as the grammar of RFC 5321 4.1.2, 4.1.3 and RFC 6531 3.3 has them, read anew.
#pragma once

#include <string_view>

#include "postino/error.hpp"

namespace postino::test {

[[nodiscard]] Fault reference_address(std::string_view address);

/// RFC 3629, by the code points.
[[nodiscard]] bool reference_utf8(std::string_view text);

}  // namespace postino::test
