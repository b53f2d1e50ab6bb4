// SPDX-License-Identifier: MIT
/// A source of memory for Mbed TLS that refuses what it is asked to refuse.
#pragma once

#include <cstddef>

namespace postino::test {

/// Mbed TLS's memory from install() on, until a heap is installed. One at a time.
class RefusingMemory {
 public:
  static void install();
  /// From now on, counted from 0, the requests from `from` on and before `to` get nothing.
  static void refuse(std::size_t from, std::size_t to);
  /// Requests since refuse() was called, and blocks that are out.
  [[nodiscard]] static std::size_t requests();
  [[nodiscard]] static std::ptrdiff_t outstanding();
};

}  // namespace postino::test
