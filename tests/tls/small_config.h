// SPDX-License-Identifier: MIT
/* The smallest that makes sense, and as ESP-IDF has it: anchors are parsed up front. */
#include "postino_mbedtls_config.h"
#undef MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK
