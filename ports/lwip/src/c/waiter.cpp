// SPDX-License-Identifier: MIT
#include "postino/c/lwip.h"
#include "postino/c/storage.hpp"
#include "postino/lwip_waiter.hpp"

namespace face = postino::c;
using postino::LwipSocket;
using postino::LwipWaiter;

#if NO_SYS
postino_fault postino_lwip_waiter_init(postino_lwip_waiter* waiter, size_t size,
                                       postino_lwip_socket* socket, void (*run_network)(void)) {
  if (socket == nullptr || run_network == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<LwipWaiter>(waiter, size, *face::as<LwipSocket>(socket), run_network);
}
#else
postino_fault postino_lwip_waiter_init(postino_lwip_waiter* waiter, size_t size,
                                       postino_lwip_socket* socket) {
  if (socket == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<LwipWaiter>(waiter, size, *face::as<LwipSocket>(socket));
}
#endif
