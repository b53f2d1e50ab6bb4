// SPDX-License-Identifier: MIT
/// Octets are counted in 32 bits; what else there may be is refused, where there can be more.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/smaller.hpp"
#include "postino/config.hpp"

namespace postino::detail {

/// Whether a text that may grow to so many times its size on the wire can be counted.
constexpr bool is_countable(std::size_t size, std::size_t growth = 1) {
  if constexpr (sizeof size > sizeof(std::uint32_t)) {
    return size <= config::max_content_size / growth;
  }
  return true;
}

/// Returns a size as SIZE= may declare it; UINT32_MAX, which is Source::unknown_size, for one that
/// is too large.
constexpr std::uint32_t declared_size(std::size_t size) {
  return static_cast<std::uint32_t>(smaller(size, UINT32_MAX));
}

}  // namespace postino::detail
