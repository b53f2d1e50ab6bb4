// SPDX-License-Identifier: MIT
/// How much of lwIP's memory is in use, to be held against another time.
#pragma once

#include <array>
#include <cstddef>

#include "lwip/memp.h"

namespace board {

class NetworkMemory {
 public:
  /// As it is now.
  static NetworkMemory now();

  friend bool operator==(const NetworkMemory&, const NetworkMemory&) = default;
  /// A line for each pool that differs.
  void print_differences(const NetworkMemory& other) const;

 private:
  std::array<mem_size_t, MEMP_MAX> pools_{};
  mem_size_t heap_ = 0;
};

/// The most that was in use of the heap and of each pool.
void print_network_peaks();

}  // namespace board
