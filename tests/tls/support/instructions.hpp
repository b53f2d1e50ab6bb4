// SPDX-License-Identifier: MIT
/// What a piece of work costs.
#pragma once

#include <cstdint>

namespace postino::test {

/// Instructions of this thread in user space (perf_event_open); 0 where the kernel or the machine
/// does not count for us.
class InstructionCounter {
 public:
  InstructionCounter();
  ~InstructionCounter();
  InstructionCounter(const InstructionCounter&) = delete;
  InstructionCounter& operator=(const InstructionCounter&) = delete;

  void start();
  void stop();
  [[nodiscard]] std::uint64_t total() const;

 private:
  int descriptor_ = -1;
};

}  // namespace postino::test
