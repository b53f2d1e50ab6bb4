// SPDX-License-Identifier: MIT
/// What SCRAM and CRAM-MD5 ask for: a hash and random numbers, of Mbed TLS (postino/c/mbedtls.h) or
/// of the caller's own.
///
///     static postino_callback_random trng;
///     postino_callback_random_init(&trng, sizeof trng, read_trng, NULL);
#pragma once

#include "postino/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Interfaces. Their content is the library's.
typedef struct postino_hash {
  const void* is;
} postino_hash;
typedef struct postino_random {
  const void* is;
} postino_random;
typedef struct postino_binding {
  const void* is;
} postino_binding;

/// Fills `into` with random octets that nobody can guess. False: there are none now.
typedef bool (*postino_fill)(void* context, char* into, size_t count);

#define POSTINO_CALLBACK_RANDOM_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_callback_random {
  postino_random random;
  void* more[POSTINO_MORE(POSTINO_CALLBACK_RANDOM_SIZE)];
} postino_callback_random;

/// Makes `random`, of `size` bytes, a source of random numbers that asks `fill` with `context`.
postino_fault postino_callback_random_init(postino_callback_random* random, size_t size,
                                           postino_fill fill, void* context);

/// One hash function and the HMAC over it (RFC 2104), for one computation at a time. False: it
/// failed, and has ended.
typedef struct postino_hash_calls {
  size_t digest_size;  ///< In bytes, at most 32: 16 for MD5, 20 for SHA-1, 32 for SHA-256.
  bool (*hash)(void* context, postino_text octets, char* digest);
  bool (*begin)(void* context, postino_text key);
  bool (*update)(void* context, postino_text octets);
  bool (*finish)(void* context, char* digest);  ///< The key is wiped.
} postino_hash_calls;
#define POSTINO_HASH_CALLS_INIT \
  { 0, NULL, NULL, NULL, NULL }

#define POSTINO_CALLBACK_HASH_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_callback_hash {
  postino_hash hash;
  void* more[POSTINO_MORE(POSTINO_CALLBACK_HASH_SIZE)];
} postino_callback_hash;

/// Makes `hash`, of `size` bytes, the hash of `calls`, which are borrowed, with `context`.
postino_fault postino_callback_hash_init(postino_callback_hash* hash, size_t size,
                                         const postino_hash_calls* calls, void* context);

#ifdef __cplusplus
}
#endif
