// SPDX-License-Identifier: MIT
#include "postino/lwip_waiter.hpp"

#include <lwip/sys.h>
#include <lwip/timeouts.h>

namespace postino {

Millis LwipWaiter::now() { return {sys_now()}; }

void LwipWaiter::wait(Millis until) {
  while (!socket_->take_news() && !now().reached(until)) {
    run_network_();
    sys_check_timeouts();
  }
}

}  // namespace postino
