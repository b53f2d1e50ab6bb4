// SPDX-License-Identifier: MIT
#include "tls/support/instructions.hpp"

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace postino::test {

InstructionCounter::InstructionCounter() {
  perf_event_attr wanted{};
  wanted.size = sizeof(wanted);
  wanted.type = PERF_TYPE_HARDWARE;
  wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
  wanted.disabled = 1;
  wanted.exclude_kernel = 1;
  wanted.exclude_hv = 1;
  descriptor_ = static_cast<int>(::syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
}

InstructionCounter::~InstructionCounter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void InstructionCounter::start() {
  if (descriptor_ >= 0) ::ioctl(descriptor_, PERF_EVENT_IOC_ENABLE, 0);
}

void InstructionCounter::stop() {
  if (descriptor_ >= 0) ::ioctl(descriptor_, PERF_EVENT_IOC_DISABLE, 0);
}

std::uint64_t InstructionCounter::total() const {
  std::uint64_t count = 0;
  if (descriptor_ < 0 || ::read(descriptor_, &count, sizeof(count)) != sizeof(count)) return 0;
  return count;
}

}  // namespace postino::test
