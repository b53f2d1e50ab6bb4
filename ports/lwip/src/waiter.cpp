// SPDX-License-Identifier: MIT
#include "postino/lwip_waiter.hpp"

#include "core.hpp"
#if NO_SYS
#include <lwip/timeouts.h>
#endif

namespace postino {

Millis LwipWaiter::now() { return {sys_now()}; }

#if NO_SYS

void LwipWaiter::wait(Millis until) {
  while (!socket_->take_news() && !now().reached(until)) {
    run_network_();
    sys_check_timeouts();
  }
}

#else

void LwipWaiter::wait(Millis until) {
  if (!sys_sem_valid(&semaphore_)) {
    if (sys_sem_new(&semaphore_, 0) != ERR_OK) return;
    socket_->set_wake([](void* semaphore) { sys_sem_signal(static_cast<sys_sem_t*>(semaphore)); },
                      &semaphore_);
  }
  while (!socket_->take_news()) {
    const Millis now{sys_now()};
    if (now.reached(until)) return;
    // connect() may have another address to try meanwhile, which wakes nobody.
    sys_arch_sem_wait(&semaphore_, LWIP_MIN((until - now).value, 100U));
  }
}

#endif

}  // namespace postino
