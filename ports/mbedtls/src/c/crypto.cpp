// SPDX-License-Identifier: MIT
#include "postino/c/mbedtls.h"
#include "postino/c/storage.hpp"
#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_hash.hpp"

namespace face = postino::c;

postino_fault postino_mbedtls_drbg_init(postino_mbedtls_drbg* drbg, size_t size,
                                        postino_random* entropy) {
  if (entropy == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::MbedDrbg>(drbg, size, *face::as<postino::RandomSource>(entropy));
}

postino_fault postino_mbedtls_hash_init(postino_mbedtls_hash* hash, size_t size,
                                        postino_mbedtls_algorithm algorithm) {
  if (algorithm > POSTINO_MBEDTLS_SHA256) return POSTINO_FAULT_INVALID_ENUMERATOR;
  return face::make<postino::MbedHash>(hash, size,
                                       static_cast<postino::MbedHash::Algorithm>(algorithm));
}
