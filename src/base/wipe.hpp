// SPDX-License-Identifier: MIT
/// What was secret is overwritten.
#pragma once

#include <cstddef>

namespace postino::detail {

/// Zeros, by stores that the compiler can't leave out although nobody reads them.
void wipe(void* octets, std::size_t count);

}  // namespace postino::detail
