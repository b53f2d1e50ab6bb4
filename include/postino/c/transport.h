// SPDX-License-Identifier: MIT
/// What carries a conversation: a socket, and what lies between it and the client.
///
///     static postino_plain_transport wire;
///     postino_plain_transport_init(&wire, sizeof wire, &port.socket);
///     postino_client_init(&client, sizeof client, &wire.transport, &memory);
#pragma once

#include "postino/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Interfaces. Their content is the library's.
typedef struct postino_socket {
  const void* is;
} postino_socket;
typedef struct postino_transport {
  const void* is;
} postino_transport;
typedef struct postino_waiter {
  const void* is;
} postino_waiter;

/// No protection at all: for POSTINO_SECURITY_NONE.
#define POSTINO_PLAIN_TRANSPORT_SIZE POSTINO_SIZE(8, 16)
typedef struct postino_plain_transport {
  postino_transport transport;
  void* more[POSTINO_MORE(POSTINO_PLAIN_TRANSPORT_SIZE)];
} postino_plain_transport;
/// `socket` is borrowed for the transport's life.
postino_fault postino_plain_transport_init(postino_plain_transport* transport, size_t size,
                                           postino_socket* socket);

/// One line of a conversation without its line end, as postino_escape() writes it; credentials are
/// "***".
typedef void (*postino_trace_line)(void* context, bool received, postino_text line);

/// A transport around another that shows what passes.
#define POSTINO_TRACE_SIZE POSTINO_SIZE(376, 424)
typedef struct postino_trace {
  postino_transport transport;
  void* more[POSTINO_MORE(POSTINO_TRACE_SIZE)];
} postino_trace;
/// `inner` is borrowed for the trace's life.
postino_fault postino_trace_init(postino_trace* trace, size_t size, postino_transport* inner,
                                 postino_trace_line line, void* context);

#ifdef __cplusplus
}
#endif
