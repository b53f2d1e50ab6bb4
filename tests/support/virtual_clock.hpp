// SPDX-License-Identifier: MIT
/// Time that passes only when a test lets it pass.
#pragma once

#include <ostream>

#include "postino/time.hpp"

namespace postino {

inline void PrintTo(const Millis& millis, std::ostream* out) { *out << millis.value << " ms"; }

namespace test {

/// Starts six seconds before its 32 bits wrap, so that nearly every wait of a test crosses the
/// wrap.
class VirtualClock {
 public:
  [[nodiscard]] Millis now() const { return now_; }
  [[nodiscard]] Millis elapsed() const { return now_ - start; }
  void advance_to(Millis point) { now_ = point; }
  void advance(Millis distance) { now_ = now_ + distance; }

 private:
  static constexpr Millis start{0xffffffffU - 5999U};
  Millis now_ = start;
};

}  // namespace test
}  // namespace postino
