// SPDX-License-Identifier: MIT
/// Mechanisms by which the password does not go out.
///
///     static postino_strongest strongest;
///     postino_strongest_init(&strongest, sizeof strongest, &sha256.hash, &drbg.random, NULL);
///     relay.login.value.mechanisms = postino_strongest_mechanisms(&strongest);
#pragma once

#include "postino/c/crypto.h"
#include "postino/c/mechanism.h"

#ifdef __cplusplus
extern "C" {
#endif

/// With an edited config.hpp define it as large as the compiler then asks for.
#ifndef POSTINO_SCRAM_EXCHANGE_SIZE
#define POSTINO_SCRAM_EXCHANGE_SIZE POSTINO_SIZE(404, 424)
#endif
/// What an exchange of SCRAM works with and remembers; of one client at a time.
typedef struct postino_scram_exchange {
  uint64_t words[POSTINO_WORDS(POSTINO_SCRAM_EXCHANGE_SIZE)];
} postino_scram_exchange;

/// `hash` makes it SCRAM-SHA-256 or SCRAM-SHA-1. `binding`: that of the TLS below, for
/// SCRAM-…-PLUS; else NULL. All are borrowed.
postino_fault postino_scram_exchange_init(postino_scram_exchange* exchange, size_t size,
                                          postino_hash* hash, postino_random* random,
                                          postino_binding* binding);
/// Maximum number of iterations that the server may ask for; 10000 if this was not called.
postino_fault postino_scram_exchange_limit(postino_scram_exchange* exchange,
                                           uint32_t max_iterations);

#define POSTINO_SCRAM_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_scram {
  postino_mechanism mechanism;
  void* more[POSTINO_MORE(POSTINO_SCRAM_SIZE)];
} postino_scram;

/// Makes `scram` the mechanism over `exchange`, which is borrowed; `plus`: bound to the TLS
/// connection below it.
postino_fault postino_scram_init(postino_scram* scram, size_t size,
                                 postino_scram_exchange* exchange, bool plus);

/// With an edited config.hpp define it as large as the compiler then asks for.
#ifndef POSTINO_STRONGEST_SIZE
#define POSTINO_STRONGEST_SIZE POSTINO_SIZE(444, 504)
#endif
/// All that take a password, strongest first: SCRAM with channel binding, SCRAM, PLAIN, LOGIN.
typedef struct postino_strongest {
  uint64_t words[POSTINO_WORDS(POSTINO_STRONGEST_SIZE)];
} postino_strongest;

/// As postino_scram_exchange_init(), with SHA-256.
postino_fault postino_strongest_init(postino_strongest* strongest, size_t size,
                                     postino_hash* sha256, postino_random* random,
                                     postino_binding* binding);
/// Returns the list, for postino_login::mechanisms; an empty one for NULL.
postino_mechanisms postino_strongest_mechanisms(const postino_strongest* strongest);

#define POSTINO_CRAM_MD5_SIZE POSTINO_SIZE(40, 56)
/// CRAM-MD5 with its exchange; of one client at a time. Name it only for a server that has neither
/// SCRAM nor TLS.
typedef struct postino_cram_md5 {
  postino_mechanism mechanism;
  void* more[POSTINO_MORE(POSTINO_CRAM_MD5_SIZE)];
} postino_cram_md5;

/// `md5` is borrowed.
postino_fault postino_cram_md5_init(postino_cram_md5* cram_md5, size_t size, postino_hash* md5);

#ifdef __cplusplus
}
#endif
