// SPDX-License-Identifier: MIT
/// Blocking use of lwIP, for send_mail().
#pragma once

#include <lwip/sys.h>

#include "postino/lwip_socket.hpp"

namespace postino {

/// Waits until the socket may get on: without an operating system by letting lwIP run, with one by
/// sleeping on a semaphore of lwIP's, which is made at the first wait and kept: make it static.
class LwipWaiter final : public Waiter {
 public:
#if NO_SYS
  /// `run_network` takes in the frames that have arrived, and may sleep until the next interrupt if
  /// one comes at least every few milliseconds; lwIP's timers run beside it. Both are borrowed for
  /// the waiter's life.
  constexpr LwipWaiter(LwipSocket& socket, void (*run_network)())
      : socket_{&socket}, run_network_{run_network} {}
#else
  /// `socket` is borrowed for the waiter's life, and its set_wake() is the waiter's.
  constexpr explicit LwipWaiter(LwipSocket& socket) : socket_{&socket} {}
#endif
  LwipWaiter(const LwipWaiter&) = delete;
  LwipWaiter& operator=(const LwipWaiter&) = delete;

  /// sys_now().
  Millis now() override;
  void wait(Millis until) override;

 private:
  LwipSocket* socket_;
#if NO_SYS
  void (*run_network_)();
#else
  sys_sem_t semaphore_{};
#endif
};

}  // namespace postino
