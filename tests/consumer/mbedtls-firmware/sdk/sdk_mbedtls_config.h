// SPDX-License-Identifier: MIT
/* Named in MBEDTLS_CONFIG_FILE: beside Mbed TLS's own headers "mbedtls_config.h" would be its
   default one. */
#include "mbedtls_config.h"
