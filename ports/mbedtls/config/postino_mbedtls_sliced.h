// SPDX-License-Identifier: MIT
/* The preset sliced: a device whose loop must not stand still for a handshake, and a server with a
   key on P-256 that heeds max_fragment_length. TLS 1.2 alone, for Mbed TLS 3.6 slices nothing of
   TLS 1.3. MbedSettings::ecp_ops_per_poll says how long a poll may be, docs/sizes-tls.md what that
   gives. */
#define POSTINO_TLS_1_2 1
#define POSTINO_TLS_1_3 0
#define POSTINO_TLS_RSA 0
#define POSTINO_TLS_LARGE 0
#define POSTINO_TLS_EXTRAS 0
#define POSTINO_TLS_OLD_HASHES 0
#define POSTINO_TLS_RECORD_IN 4096
#define POSTINO_TLS_RECORD_OUT 1024
#define POSTINO_TLS_ECP_WINDOW 2
#define POSTINO_TLS_SLICED 1
#include "postino_mbedtls_config.h"
