// SPDX-License-Identifier: MIT
/// Private. lwIP's headers, and the lock around its core.
#pragma once

#include <lwip/dns.h>
#include <lwip/pbuf.h>
#include <lwip/sys.h>
#include <lwip/tcp.h>
#if !NO_SYS
#include <lwip/tcpip.h>
#endif

#include "postino/lwip_socket.hpp"

#if !NO_SYS && !LWIP_TCPIP_CORE_LOCKING && !POSTINO_LWIP_IN_CORE
#error "With an operating system the raw API needs LWIP_TCPIP_CORE_LOCKING 1"
#endif

namespace postino {

/// Held by every call that reaches into lwIP or into what its callbacks write.
class LwipSocket::Core {
 public:
#if NO_SYS || POSTINO_LWIP_IN_CORE
  explicit Core(const LwipSocket&) {}
#else
  explicit Core(const LwipSocket&) { LOCK_TCPIP_CORE(); }
  /// A pool belongs to the calling thread, so packets go back here and not in a callback.
  explicit Core(LwipSocket& socket) {
    LOCK_TCPIP_CORE();
    for (lwip::Link& link : socket.links_) link.give_back();
  }
  ~Core() { UNLOCK_TCPIP_CORE(); }
#endif
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
};

}  // namespace postino
