// SPDX-License-Identifier: MIT
/// Blocking use of lwIP without an operating system: send_mail() in a loop of its own.
#pragma once

#include "postino/lwip_socket.hpp"

namespace postino {

/// Lets lwIP run until the socket may get on.
class LwipWaiter final : public Waiter {
 public:
  /// `run_network` takes in the frames that have arrived, and may sleep until the next interrupt if
  /// one comes at least every few milliseconds; lwIP's timers run beside it. Both are borrowed for
  /// the waiter's life.
  constexpr LwipWaiter(LwipSocket& socket, void (*run_network)())
      : socket_{&socket}, run_network_{run_network} {}

  /// sys_now().
  Millis now() override;
  void wait(Millis until) override;

 private:
  LwipSocket* socket_;
  void (*run_network_)();
};

}  // namespace postino
