// SPDX-License-Identifier: MIT
#include "postino/posix_clock.hpp"
#include "system.hpp"

#if !POSTINO_LWIP_SOCKETS
#include <ctime>
#endif

namespace postino {

#if POSTINO_LWIP_SOCKETS

Millis posix_now() { return {sys_now()}; }

#else

Millis posix_now() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  const auto milliseconds = static_cast<std::uint64_t>(time.tv_sec) * 1000U +
                            static_cast<std::uint64_t>(time.tv_nsec) / 1'000'000U;
  return {static_cast<std::uint32_t>(milliseconds)};
}

#endif

}  // namespace postino
