// SPDX-License-Identifier: MIT
/// std::min without <algorithm>.
#pragma once

#include <cstddef>

namespace postino::detail {

constexpr std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }

}  // namespace postino::detail
