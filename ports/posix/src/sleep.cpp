// SPDX-License-Identifier: MIT
#include "sleep.hpp"

#include "system.hpp"

#if !POSTINO_LWIP_SOCKETS
#include <sys/time.h>
#endif

namespace postino::posix {

bool let_receive_sleep(const Descriptor& connection) {
  constexpr timeval time{.tv_sec = nap.value / 1000, .tv_usec = 0};
  return ::setsockopt(connection.number(), SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == 0 &&
         ::fcntl(connection.number(), F_SETFL, 0) == 0;
}

}  // namespace postino::posix
