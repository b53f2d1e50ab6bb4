// SPDX-License-Identifier: MIT
/* The preset relay: one's own server, with TLS 1.3, a key on P-256 and a chain of less than 2 KB.
   docs/sizes-tls.md has its memory, and the servers that it is not for. */
#define POSTINO_TLS_1_2 0
#define POSTINO_TLS_1_3 1
#define POSTINO_TLS_RSA 0
#define POSTINO_TLS_LARGE 0
#define POSTINO_TLS_EXTRAS 0
#define POSTINO_TLS_OLD_HASHES 0
#define POSTINO_TLS_RECORD_IN 2048
#define POSTINO_TLS_RECORD_OUT 512
#define POSTINO_TLS_ECP_WINDOW 2
#include "postino_mbedtls_config.h"
