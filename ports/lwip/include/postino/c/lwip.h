// SPDX-License-Identifier: MIT
/// The port to lwIP's raw API for C; ports/README.md has the options that matter. Link
/// postino::lwip_c.
///
///     static postino_lwip_socket port;
///     postino_lwip_socket_init(&port, sizeof port);
///     postino_plain_transport_init(&wire, sizeof wire, &port.socket);
#pragma once

#include <lwip/ip_addr.h>
#include <lwip/opt.h>
#include <lwip/sys.h>

#include "postino/c/transport.h"

/// As in postino/lwip_socket.hpp.
#ifndef POSTINO_LWIP_IN_CORE
#define POSTINO_LWIP_IN_CORE 0
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define POSTINO_LWIP_SOCKET_SIZE                                                                   \
  (POSTINO_SIZE(28, 48) + sizeof(ip_addr_t) + (LWIP_IPV4 + LWIP_IPV6 + 1) * POSTINO_SIZE(32, 56) + \
   (NO_SYS && !POSTINO_LWIP_IN_CORE ? 0 : 2 * sizeof(void*)))
/// postino::LwipSocket. Static: lwIP may call back after it was closed.
typedef struct postino_lwip_socket {
  postino_socket socket;
  void* more[POSTINO_MORE(POSTINO_LWIP_SOCKET_SIZE)];
} postino_lwip_socket;
postino_fault postino_lwip_socket_init(postino_lwip_socket* socket, size_t size);
/// Whether something came since the last call of this: postino_poll() is worth while.
bool postino_lwip_socket_take_news(postino_lwip_socket* socket);
#if !NO_SYS || POSTINO_LWIP_IN_CORE
/// `wake` is called in lwIP's thread whenever there is news; it may only signal another thread, or
/// set a timeout of lwIP's.
postino_fault postino_lwip_socket_set_wake(postino_lwip_socket* socket, void (*wake)(void*),
                                           void* argument);
#endif
/// Whether lwIP holds nothing of this object and will not call it back.
bool postino_lwip_socket_quiet(postino_lwip_socket* socket);

#if NO_SYS
#define POSTINO_LWIP_WAITER_SIZE (3 * sizeof(void*))
#else
#define POSTINO_LWIP_WAITER_SIZE (2 * sizeof(void*) + sizeof(sys_sem_t))
#endif
/// postino::LwipWaiter, for programs that block. Static.
typedef struct postino_lwip_waiter {
  postino_waiter waiter;
  void* more[POSTINO_MORE(POSTINO_LWIP_WAITER_SIZE)];
} postino_lwip_waiter;
#if NO_SYS
/// `run_network` takes in the frames that have arrived. Both are borrowed for the waiter's life.
postino_fault postino_lwip_waiter_init(postino_lwip_waiter* waiter, size_t size,
                                       postino_lwip_socket* socket, void (*run_network)(void));
#else
/// `socket` is borrowed for the waiter's life.
postino_fault postino_lwip_waiter_init(postino_lwip_waiter* waiter, size_t size,
                                       postino_lwip_socket* socket);
#endif

#ifdef __cplusplus
}
#endif
