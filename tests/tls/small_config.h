// SPDX-License-Identifier: MIT
/* The smallest that makes sense: with POSTINO_TLS_SLICED, and as ESP-IDF has it, anchors are parsed
   up front. */
#include "postino_mbedtls_config.h"
#if defined(MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK)
#error "anchors would be asked for one by one"
#endif
