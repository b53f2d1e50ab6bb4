// SPDX-License-Identifier: MIT
/// The POSIX port for C: a socket, a waiter, clocks, files and random numbers. Link
/// postino::posix_c.
///
///     static postino_posix_port port;
///     postino_posix_port_init(&port, sizeof port);
///     postino_send_and_wait(&client, &port.waiter, &relay, &alarm, postino_text_mail(), &report);
///     postino_posix_port_delete(&port);
#pragma once

#include "postino/c/crypto.h"
#include "postino/c/mail.h"
#include "postino/c/source.h"
#include "postino/c/transport.h"

#ifdef __cplusplus
extern "C" {
#endif

#define POSTINO_POSIX_PORT_SIZE POSTINO_SIZE(944, 992)
/// postino::PosixPort, a socket and the waiter that serves it.
typedef struct postino_posix_port {
  postino_socket socket;
  postino_waiter waiter;
  uint64_t more[POSTINO_WORDS(POSTINO_POSIX_PORT_SIZE) - 1];
} postino_posix_port;

postino_fault postino_posix_port_init(postino_posix_port* port, size_t size);
/// Closes the connection, and ends the port's life.
postino_fault postino_posix_port_delete(postino_posix_port* port);

/// For postino_poll(): milliseconds of CLOCK_MONOTONIC.
uint32_t postino_posix_now(void);
/// For postino_mail::date: the time of day with the local offset from UTC.
postino_date postino_posix_date(void);
/// For TLS: the time of day in seconds since 1970, UTC.
int64_t postino_posix_seconds(void);

/// The system's random numbers: getentropy(3).
typedef struct postino_posix_random {
  postino_random random;
} postino_posix_random;
postino_fault postino_posix_random_init(postino_posix_random* random, size_t size);

#define POSTINO_FILE_SOURCE_SIZE POSTINO_SIZE(56, 72)
/// Octets of a file, a pipe or a terminal as a source.
typedef struct postino_file_source {
  postino_source source;
  uint64_t more[POSTINO_MORE_WORDS(POSTINO_FILE_SOURCE_SIZE)];
} postino_file_source;
/// Opens `path` for reading; postino_file_source_error() tells whether that worked.
postino_fault postino_file_source_init(postino_file_source* source, size_t size, const char* path);
/// Returns errno of the last open, read or seek that failed; 0 when none did.
int postino_file_source_error(const postino_file_source* source);
/// Closes the file, and ends the source's life.
postino_fault postino_file_source_delete(postino_file_source* source);

#ifdef __cplusplus
}
#endif
