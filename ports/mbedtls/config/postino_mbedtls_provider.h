// SPDX-License-Identifier: MIT
/* The preset provider: public ones, whose records may be of 16 KB whatever they are asked for, and
   chains of 4 to 6 KB with keys of RSA and on P-384. docs/sizes-tls.md has what that takes. */
#define POSTINO_TLS_1_2 1
#define POSTINO_TLS_1_3 1
#define POSTINO_TLS_RSA 1
#define POSTINO_TLS_LARGE 1
#define POSTINO_TLS_EXTRAS 0
#define POSTINO_TLS_OLD_HASHES 0
#define POSTINO_TLS_RECORD_IN 16384
#define POSTINO_TLS_RECORD_OUT 2048
#include "postino_mbedtls_config.h"
