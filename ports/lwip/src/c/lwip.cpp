// SPDX-License-Identifier: MIT
#include "postino/c/lwip.h"

#include "postino/c/storage.hpp"
#include "postino/lwip_socket.hpp"

namespace face = postino::c;
using postino::LwipSocket;

postino_fault postino_lwip_socket_init(postino_lwip_socket* socket, size_t size) {
  return face::make<LwipSocket>(socket, size);
}

bool postino_lwip_socket_take_news(postino_lwip_socket* socket) {
  return socket != nullptr && face::as<LwipSocket>(socket)->take_news();
}

#if !NO_SYS || POSTINO_LWIP_IN_CORE
postino_fault postino_lwip_socket_set_wake(postino_lwip_socket* socket, void (*wake)(void*),
                                           void* argument) {
  if (socket == nullptr) return POSTINO_FAULT_NULL_POINTER;
  face::as<LwipSocket>(socket)->set_wake(wake, argument);
  return POSTINO_FAULT_NONE;
}
#endif

bool postino_lwip_socket_quiet(postino_lwip_socket* socket) {
  return socket == nullptr || face::as<LwipSocket>(socket)->quiet();
}
