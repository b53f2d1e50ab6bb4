// SPDX-License-Identifier: MIT
/// Octets from one place to another.
#pragma once

#include <cstddef>
#include <cstring>

#include "postino/config.hpp"

namespace postino::detail {

/// `size` octets; the two do not overlap. Where flash counts, without memcpy() of the C library.
inline void copy(char* to, const char* from, std::size_t size) {
  if constexpr (config::wide_copies) {
    std::memcpy(to, from, size);
  } else {
    for (std::size_t i = 0; i != size; ++i) to[i] = from[i];
  }
}

}  // namespace postino::detail
