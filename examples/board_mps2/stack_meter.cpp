// SPDX-License-Identifier: MIT
#include "stack_meter.hpp"

namespace board {

void StackMeter::begin() {
  top_ = stack_depth();
  paint_stack();
}

void StackMeter::look() const {
  const std::size_t depth = stack_peak() - top_;
  if (depth > peak_) peak_ = depth;
}

}  // namespace board
