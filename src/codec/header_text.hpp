// SPDX-License-Identifier: MIT
/// What may stand in a header.
#pragma once

#include "postino/error.hpp"
#include "postino/view.hpp"

namespace postino::detail {

/// Fault::None for UTF-8 without CR, LF and NUL.
[[nodiscard]] Fault check_header_text(const View& text);

}  // namespace postino::detail
