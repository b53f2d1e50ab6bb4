// SPDX-License-Identifier: MIT
// What a Mbed TLS must have been built with, in words; the first source, so that they come before
// the errors that a lack of it leads to.
#include <mbedtls/build_info.h>

#if MBEDTLS_VERSION_MAJOR != 3 || MBEDTLS_VERSION_MINOR != 6
#error "postino::mbedtls needs Mbed TLS 3.6"
#endif
#if !defined(MBEDTLS_SSL_CLI_C)
#error "postino::mbedtls needs MBEDTLS_SSL_CLI_C, a TLS client"
#endif
#if !defined(MBEDTLS_X509_CRT_PARSE_C)
#error "postino::mbedtls needs MBEDTLS_X509_CRT_PARSE_C, certificates"
#endif
#if !defined(MBEDTLS_CTR_DRBG_C)
#error "postino::mbedtls needs MBEDTLS_CTR_DRBG_C, for MbedDrbg"
#endif
#if !defined(MBEDTLS_SHA256_C)
#error "postino::mbedtls needs MBEDTLS_SHA256_C, for pins and sessions"
#endif
#if !defined(MBEDTLS_BASE64_C)
#error "postino::mbedtls needs MBEDTLS_BASE64_C, for certificates in PEM"
#endif
