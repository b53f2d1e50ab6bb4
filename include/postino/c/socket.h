// SPDX-License-Identifier: MIT
/// A socket made of C callbacks, for a TCP stack that has no port. ports/README.md says what each
/// result means; the number of octets, or one of POSTINO_PENDING, _END, _FAILED and these.
///
///     static postino_callback_socket port;
///     static const postino_socket_calls calls = {
///         .connect = my_connect, .send = my_send, .receive = my_receive, .close = my_close,
///         .abort = my_abort};
///     postino_callback_socket_init(&port, sizeof port, &calls, NULL);
#pragma once

#include "postino/c/source.h"
#include "postino/c/transport.h"

#ifdef __cplusplus
extern "C" {
#endif

#define POSTINO_DONE 1          ///< connect(): connected.
#define POSTINO_NOT_FOUND (-5)  ///< connect(): the name has no address.

/// One stream connection at a time; reusable after close() or abort(). None of them blocks.
typedef struct postino_socket_calls {
  /// POSTINO_DONE, _PENDING (call again), _NOT_FOUND or _FAILED. `host` is a name or an address.
  int32_t (*connect)(void* context, postino_text host, uint16_t port);
  /// Takes octets, copied, and returns how many, at most `octets.size`; _PENDING: none now; _END:
  /// the peer takes no more; _FAILED. `more`: further ones follow at once, so they may be held
  /// back. There may be none, without `more`: then what was held back goes out.
  int32_t (*send)(void* context, postino_text octets, bool more);
  /// Writes what has arrived to `into` and returns how much, at most `room`; _PENDING, _END: the
  /// peer closed in order; _FAILED: the connection is lost.
  int32_t (*receive)(void* context, char* into, size_t room);
  /// Closes in order: what was taken is still delivered.
  void (*close)(void* context);
  /// Closes at once.
  void (*abort)(void* context);
  /// Writes the local address, "192.0.2.7", to `into` and returns its size; 0: not known. NULL:
  /// never known.
  size_t (*local_address)(void* context, char* into, size_t room);
  /// The stack's own number for the last failure. NULL: it has none.
  int (*native_code)(void* context);
  /// Returns how many addresses of the host connect() has neither used nor found to fail, and has
  /// the connect() after the next close go on with them; false: there is none. Where one of these
  /// is there the other is too. NULL: connect() always begins anew.
  size_t (*addresses_left)(void* context);
  bool (*go_on_after_this_address)(void* context);
} postino_socket_calls;
#define POSTINO_SOCKET_CALLS_INIT \
  { NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL }

#define POSTINO_CALLBACK_SOCKET_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_callback_socket {
  postino_socket socket;
  void* more[POSTINO_MORE(POSTINO_CALLBACK_SOCKET_SIZE)];
} postino_callback_socket;

/// Makes `socket`, of `size` bytes, the one of `calls`, which are borrowed, with `context`. A
/// callback that returns more than it was given room for has lost the connection:
/// POSTINO_FAULT_CONNECTION_LOST.
postino_fault postino_callback_socket_init(postino_callback_socket* socket, size_t size,
                                           const postino_socket_calls* calls, void* context);

/// For programs that block: a clock in milliseconds that wraps, and a sleep until `until` has come
/// or the socket may get on.
typedef struct postino_waiter_calls {
  uint32_t (*now)(void* context);
  void (*wait)(void* context, uint32_t until);
} postino_waiter_calls;
#define POSTINO_WAITER_CALLS_INIT \
  { NULL, NULL }

#define POSTINO_CALLBACK_WAITER_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_callback_waiter {
  postino_waiter waiter;
  void* more[POSTINO_MORE(POSTINO_CALLBACK_WAITER_SIZE)];
} postino_callback_waiter;
postino_fault postino_callback_waiter_init(postino_callback_waiter* waiter, size_t size,
                                           const postino_waiter_calls* calls, void* context);

#ifdef __cplusplus
}
#endif
