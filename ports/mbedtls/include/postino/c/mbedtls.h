// SPDX-License-Identifier: MIT
/// TLS with Mbed TLS for C: over any socket, from the first octet or by STARTTLS. Link
/// postino::mbedtls_c.
///
///     static postino_mbedtls_transport tls;
///     postino_mbedtls_heap_init(&heap, sizeof heap, arena, sizeof arena);
///     postino_mbedtls_heap_install(&heap);
///     postino_mbedtls_drbg_init(&drbg, sizeof drbg, &trng.random);
///     postino_mbedtls_transport_init(&tls, sizeof tls, &port.socket, memory.pool, &drbg, &trust);
#pragma once

#include "postino/c/crypto.h"
#include "postino/c/memory.h"
#include "postino/c/transport.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A certificate or a key: PEM text or DER. Borrowed.
typedef struct POSTINO_SHARED postino_pem_or_der {
  const void* data;
  size_t size;
} postino_pem_or_der;

typedef struct POSTINO_SHARED postino_anchors {
  const postino_pem_or_der* list;
  size_t count;
} postino_anchors;

/// The SHA-256 of a server's certificate (DER), or of its SubjectPublicKeyInfo.
typedef struct POSTINO_SHARED postino_pin {
  unsigned char digest[32];
} postino_pin;

typedef struct POSTINO_SHARED postino_pins {
  const postino_pin* list;
  size_t count;
} postino_pins;

typedef struct POSTINO_SHARED postino_key {
  const unsigned char* data;
  size_t size;
} postino_key;

typedef enum postino_tls_versions {
  POSTINO_TLS_VERSIONS_ALL = 0,
  POSTINO_TLS_VERSIONS_ONLY_12 = 1,
  POSTINO_TLS_VERSIONS_ONLY_13 = 2
} postino_tls_versions;

struct postino_mbedtls_trace;
struct postino_mbedtls_session;

/// As postino::MbedSettings, which says more of each. One of `anchors` and `pins`, and one of
/// `clock`, `build_time` and `dates_unchecked` must be there. Borrowed, and unchanged while a
/// connection is open.
typedef struct POSTINO_SHARED postino_mbedtls_settings {
  postino_anchors anchors;
  postino_pins pins;
  int64_t (*clock)(void);          ///< Seconds since 1970, UTC. NULL: there is none.
  int64_t build_time;              ///< A moment that is certainly over, in the same seconds.
  bool dates_unchecked;            ///< Dates don't matter.
  bool common_name_counts;         ///< Also the common name of a certificate without other names.
  bool unverified;                 ///< Whoever answers is good enough. Nothing above counts then.
  postino_pem_or_der certificate;  ///< Who we are, when the server asks, and its key.
  postino_pem_or_der key;
  uint8_t versions;                     ///< A postino_tls_versions.
  bool small_records;                   ///< The server keeps to small records without being asked.
  struct postino_mbedtls_trace* trace;  ///< NULL: nowhere.
  struct postino_mbedtls_session* session;  ///< NULL: each connection is a new one.
  postino_key session_key;  ///< A secret of the device's own, for a session in flash.
  uint16_t session_uses;    ///< How often one is resumed where no clock tells its age.
} postino_mbedtls_settings;
/// Nothing set but `session_uses`, which is 7.
#define POSTINO_MBEDTLS_SETTINGS_INIT                                         \
  {                                                                           \
    {NULL, 0}, {NULL, 0}, NULL, 0, false, false, false, {NULL, 0}, {NULL, 0}, \
        POSTINO_TLS_VERSIONS_ALL, false, NULL, NULL, {NULL, 0}, 7             \
  }

/// Returns the last second since 1970 at which one of the certificates in `anchor` is valid; 0 when
/// none can be read.
int64_t postino_mbedtls_anchor_end(postino_pem_or_der anchor);

#define POSTINO_MBEDTLS_HEAP_SIZE POSTINO_SIZE(24, 48)
/// The arena that Mbed TLS takes its memory from: one for the whole image.
typedef struct postino_mbedtls_heap {
  uint64_t words[POSTINO_WORDS(POSTINO_MBEDTLS_HEAP_SIZE)];
} postino_mbedtls_heap;
/// `memory` is borrowed for the heap's life, and aligned as a uint64_t is.
postino_fault postino_mbedtls_heap_init(postino_mbedtls_heap* heap, size_t size, void* memory,
                                        size_t memory_size);
/// From now on Mbed TLS takes its memory here: before anything else of it runs.
postino_fault postino_mbedtls_heap_install(postino_mbedtls_heap* heap);
/// Bytes that are out, and the most that ever were; 0 for NULL.
size_t postino_mbedtls_heap_used(const postino_mbedtls_heap* heap);
size_t postino_mbedtls_heap_high_water(const postino_mbedtls_heap* heap);

#define POSTINO_MBEDTLS_DRBG_SIZE POSTINO_SIZE(416, 424)
/// Random numbers for TLS and for SCRAM: a generator over the caller's entropy.
typedef struct postino_mbedtls_drbg {
  postino_random random;
  uint64_t more[POSTINO_MORE_WORDS(POSTINO_MBEDTLS_DRBG_SIZE)];
} postino_mbedtls_drbg;
/// `entropy` is borrowed: a device's true generator.
postino_fault postino_mbedtls_drbg_init(postino_mbedtls_drbg* drbg, size_t size,
                                        postino_random* entropy);

typedef enum postino_mbedtls_algorithm {
  POSTINO_MBEDTLS_MD5 = 0,
  POSTINO_MBEDTLS_SHA1 = 1,
  POSTINO_MBEDTLS_SHA256 = 2
} postino_mbedtls_algorithm;

#define POSTINO_MBEDTLS_HASH_SIZE POSTINO_SIZE(40, 48)
/// The hashes that mechanisms ask for.
typedef struct postino_mbedtls_hash {
  postino_hash hash;
  uint64_t more[POSTINO_MORE_WORDS(POSTINO_MBEDTLS_HASH_SIZE)];
} postino_mbedtls_hash;
postino_fault postino_mbedtls_hash_init(postino_mbedtls_hash* hash, size_t size,
                                        postino_mbedtls_algorithm algorithm);

#define POSTINO_MBEDTLS_SESSION_SIZE POSTINO_SIZE(12, 24)
/// What a later connection to the same server needs to resume a session: a secret, in clear.
typedef struct postino_mbedtls_session {
  const void* is;
  void* more[POSTINO_MORE(POSTINO_MBEDTLS_SESSION_SIZE)];
} postino_mbedtls_session;
/// `memory` is borrowed, and may hold what postino_mbedtls_session_octets() gave before; 2048 bytes
/// are plenty.
postino_fault postino_mbedtls_session_init(postino_mbedtls_session* session, size_t size,
                                           unsigned char* memory, size_t memory_size);
/// Returns what is to be kept over a deep sleep; empty when there is none.
postino_key postino_mbedtls_session_octets(const postino_mbedtls_session* session);
/// Overwrites all of it.
postino_fault postino_mbedtls_session_wipe(postino_mbedtls_session* session);

#define POSTINO_MBEDTLS_TRACE_SIZE POSTINO_SIZE(20, 40)
/// The server's certificate and its alerts in a trace.
typedef struct postino_mbedtls_trace {
  const void* is;
  void* more[POSTINO_MORE(POSTINO_MBEDTLS_TRACE_SIZE)];
} postino_mbedtls_trace;
postino_fault postino_mbedtls_trace_init(postino_mbedtls_trace* trace, size_t size,
                                         postino_trace_line line, void* context);
/// Returns the name of an alert, postino_error::native_code of a POSTINO_FAULT_TLS_ALERT; empty
/// where `number` has none.
postino_text postino_mbedtls_alert_name(int number);

#define POSTINO_MBEDTLS_TRANSPORT_SIZE POSTINO_SIZE(52, 88)
/// TLS over a socket, and what SCRAM-…-PLUS binds to.
typedef struct postino_mbedtls_transport {
  postino_transport transport;
  postino_binding binding;
  void* more[POSTINO_MORE(POSTINO_MBEDTLS_TRANSPORT_SIZE) - 1];
} postino_mbedtls_transport;
/// All are borrowed for the transport's life. `pool` is the client's own, with two packets at
/// least, or another.
postino_fault postino_mbedtls_transport_init(postino_mbedtls_transport* tls, size_t size,
                                             postino_socket* socket, postino_pool* pool,
                                             postino_mbedtls_drbg* drbg,
                                             const postino_mbedtls_settings* settings);
/// To be called after a change of the settings, while no connection is open.
postino_fault postino_mbedtls_transport_settings_changed(postino_mbedtls_transport* tls);
/// Whether the connection resumed an earlier session.
bool postino_mbedtls_transport_resumed(const postino_mbedtls_transport* tls);

#ifdef __cplusplus
}
#endif
