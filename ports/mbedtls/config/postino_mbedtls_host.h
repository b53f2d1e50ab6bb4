// SPDX-License-Identifier: MIT
/* The preset host: a computer. AES by the processor's own instructions where it has them, full
   records, and suites in the order of their speed, which docs/sizes-tls.md has measured; a server
   that follows the client's order takes the first. */
#define POSTINO_TLS_RECORD_IN 16384
#define POSTINO_TLS_RECORD_OUT 16384
#include "postino_mbedtls_config.h"

#define MBEDTLS_AESNI_C
#define MBEDTLS_AESCE_C
#undef MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_GCM_LARGE_TABLE
#define MBEDTLS_SSL_CIPHERSUITES                                                                \
  MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256, MBEDTLS_TLS1_3_AES_128_GCM_SHA256,                   \
      MBEDTLS_TLS1_3_AES_256_GCM_SHA384, MBEDTLS_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, \
      MBEDTLS_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,                                      \
      MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,                                          \
      MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,                                            \
      MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,                                          \
      MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
