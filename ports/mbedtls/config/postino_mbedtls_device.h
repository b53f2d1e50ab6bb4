// SPDX-License-Identifier: MIT
/* The preset device: a server of a firm's, with keys on P-256 or RSA, that heeds
   max_fragment_length. TLS 1.2 is offered too, since a hello for TLS 1.3 alone has no such request.
   docs/tls.md says which servers heed it, docs/sizes-tls.md what it takes. */
#define POSTINO_TLS_1_2 1
#define POSTINO_TLS_1_3 1
#define POSTINO_TLS_RSA 1
#define POSTINO_TLS_LARGE 0
#define POSTINO_TLS_EXTRAS 0
#define POSTINO_TLS_OLD_HASHES 0
#define POSTINO_TLS_RECORD_IN 4096
#define POSTINO_TLS_RECORD_OUT 1024
#define POSTINO_TLS_ECP_WINDOW 2
#include "postino_mbedtls_config.h"
