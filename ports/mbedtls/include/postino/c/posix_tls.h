// SPDX-License-Identifier: MIT
/// TLS for C on a POSIX system, with what the system has for it.
///
///     static postino_posix_tls tls;
///     postino_posix_tls_init(&tls, sizeof tls, &port.socket, memory.pool, NULL);
///     postino_client_init(&client, sizeof client, postino_posix_tls_transport(&tls), &memory);
#pragma once

#include "postino/c/mbedtls.h"

#ifdef __cplusplus
extern "C" {
#endif

#define POSTINO_POSIX_TLS_SIZE POSTINO_SIZE(640, 712)
/// postino::PosixTls: trusts the system's certificates, by the system's clock and with its random
/// numbers.
typedef struct postino_posix_tls {
  uint64_t words[POSTINO_WORDS(POSTINO_POSIX_TLS_SIZE)];
} postino_posix_tls;

/// `socket` and `pool` are borrowed. `authorities`: a file in PEM; NULL: the system's.
postino_fault postino_posix_tls_init(postino_posix_tls* tls, size_t size, postino_socket* socket,
                                     postino_pool* pool, const char* authorities);
/// Returns its parts, for the client and for SCRAM; NULL for NULL.
postino_transport* postino_posix_tls_transport(postino_posix_tls* tls);
postino_random* postino_posix_tls_random(postino_posix_tls* tls);
postino_binding* postino_posix_tls_binding(postino_posix_tls* tls);
/// Drops an open connection, and ends its life.
postino_fault postino_posix_tls_delete(postino_posix_tls* tls);

#ifdef __cplusplus
}
#endif
