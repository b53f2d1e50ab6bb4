// SPDX-License-Identifier: MIT
/* Mbed TLS 3.6 for a mail client and nothing else. Name this file in MBEDTLS_CONFIG_FILE, or copy
   it. Each switch has its value from the build, or else the one here; docs/sizes.md has the
   price. */
#ifndef POSTINO_MBEDTLS_CONFIG_H
#define POSTINO_MBEDTLS_CONFIG_H

/* The versions of the protocol; at least one. */
#ifndef POSTINO_TLS_1_2
#define POSTINO_TLS_1_2 1
#endif
#ifndef POSTINO_TLS_1_3
#define POSTINO_TLS_1_3 1
#endif
/* Servers and authorities with RSA keys. */
#ifndef POSTINO_TLS_RSA
#define POSTINO_TLS_RSA 1
#endif
/* P-384, SHA-384, AES-256: what the authorities of the public Internet sign with; 0 for a server of
   one's own. */
#ifndef POSTINO_TLS_LARGE
#define POSTINO_TLS_LARGE 1
#endif
/* X25519, ChaCha20-Poly1305. */
#ifndef POSTINO_TLS_EXTRAS
#define POSTINO_TLS_EXTRAS 1
#endif
/* Tickets and session ids: MbedSettings::session. */
#ifndef POSTINO_TLS_RESUMPTION
#define POSTINO_TLS_RESUMPTION 1
#endif
/* MD5 and SHA-1, for CRAM-MD5 and SCRAM-SHA-1; never for TLS. */
#ifndef POSTINO_TLS_OLD_HASHES
#define POSTINO_TLS_OLD_HASHES 1
#endif
/* Octets of the longest record that can be read and written. Under 16384 a smaller one is asked
   for, where that can be (MbedSettings::small_records); not all servers heed it, and a longer one
   ends in Fault::TlsBufferTooSmall. */
#ifndef POSTINO_TLS_RECORD_IN
#define POSTINO_TLS_RECORD_IN 16384
#endif
#ifndef POSTINO_TLS_RECORD_OUT
#define POSTINO_TLS_RECORD_OUT 4096
#endif
/* Bits of a scalar that are dealt with at once: 2 takes the least memory and the longest, 4 is what
   Mbed TLS has by default. */
#ifndef POSTINO_TLS_ECP_WINDOW
#define POSTINO_TLS_ECP_WINDOW 4
#endif
/* Computations on curves in slices, where MbedSettings::ecp_ops_per_poll says how long one may be:
   in TLS 1.2 with ECDHE-ECDSA, and nowhere else. */
#ifndef POSTINO_TLS_SLICED
#define POSTINO_TLS_SLICED 0
#endif

/* The platform. Firmware has no calloc: memory comes from postino::MbedHeap. */
#define MBEDTLS_HAVE_ASM
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#if !defined(__unix__) && !defined(__APPLE__) && !defined(_WIN32)
#include <stdio.h>
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS
#define MBEDTLS_PLATFORM_SNPRINTF_MACRO snprintf
#define MBEDTLS_PLATFORM_PRINTF_MACRO printf
#define MBEDTLS_PLATFORM_FPRINTF_MACRO fprintf
#endif

/* Curves, keys, signatures. */
#define MBEDTLS_BIGNUM_C
#define MBEDTLS_ECP_C
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECP_WINDOW_SIZE POSTINO_TLS_ECP_WINDOW
#define MBEDTLS_ECP_DP_SECP256R1_ENABLED
#if POSTINO_TLS_SLICED
#define MBEDTLS_ECP_RESTARTABLE
#endif
#define MBEDTLS_ECDH_C
#define MBEDTLS_ECDSA_C
#define MBEDTLS_ECDSA_DETERMINISTIC
#define MBEDTLS_HMAC_DRBG_C
#if POSTINO_TLS_LARGE
#define MBEDTLS_ECP_DP_SECP384R1_ENABLED
#define MBEDTLS_SHA384_C
#define MBEDTLS_SHA512_C
#else
#define MBEDTLS_SHA512_SMALLER
#endif
#if POSTINO_TLS_EXTRAS
#define MBEDTLS_ECP_DP_CURVE25519_ENABLED
#define MBEDTLS_CHACHA20_C
#define MBEDTLS_POLY1305_C
#define MBEDTLS_CHACHAPOLY_C
#endif
#if POSTINO_TLS_RSA
#define MBEDTLS_RSA_C
#define MBEDTLS_PKCS1_V15
#define MBEDTLS_PKCS1_V21
#define MBEDTLS_X509_RSASSA_PSS_SUPPORT
#define MBEDTLS_KEY_EXCHANGE_ECDHE_RSA_ENABLED
#endif

/* Hashes and ciphers. */
#define MBEDTLS_MD_C
#define MBEDTLS_SHA224_C
#define MBEDTLS_SHA256_C
#if POSTINO_TLS_OLD_HASHES
#define MBEDTLS_MD5_C
#define MBEDTLS_SHA1_C
#endif
#define MBEDTLS_AES_C
#define MBEDTLS_AES_ROM_TABLES
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_BLOCK_CIPHER_NO_DECRYPT
#if !POSTINO_TLS_LARGE
#define MBEDTLS_AES_ONLY_128_BIT_KEY_LENGTH
#define MBEDTLS_CTR_DRBG_USE_128_BIT_KEY
#endif
#define MBEDTLS_GCM_C
#define MBEDTLS_CIPHER_C
#define MBEDTLS_CTR_DRBG_C
#define MBEDTLS_PLATFORM_ZEROIZE_C

/* Certificates. */
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C
#define MBEDTLS_OID_C
#define MBEDTLS_PK_C
#define MBEDTLS_PK_PARSE_C
#define MBEDTLS_PK_PARSE_EC_EXTENDED
#define MBEDTLS_BASE64_C
#define MBEDTLS_X509_USE_C
#define MBEDTLS_X509_CRT_PARSE_C
#define MBEDTLS_X509_REMOVE_INFO
/* Mbed TLS can't slice the check of a chain whose anchors it asks for one by one. */
#if !POSTINO_TLS_SLICED
#define MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK
#endif

/* TLS. */
#define MBEDTLS_SSL_TLS_C
#define MBEDTLS_SSL_CLI_C
#define MBEDTLS_SSL_SERVER_NAME_INDICATION
#define MBEDTLS_SSL_KEEP_PEER_CERTIFICATE
#define MBEDTLS_SSL_MAX_FRAGMENT_LENGTH
#define MBEDTLS_SSL_IN_CONTENT_LEN POSTINO_TLS_RECORD_IN
#define MBEDTLS_SSL_OUT_CONTENT_LEN POSTINO_TLS_RECORD_OUT
#define MBEDTLS_SSL_KEYING_MATERIAL_EXPORT
#if POSTINO_TLS_RESUMPTION
#define MBEDTLS_SSL_SESSION_TICKETS
#endif
#if POSTINO_TLS_1_2
#define MBEDTLS_SSL_PROTO_TLS1_2
#define MBEDTLS_SSL_EXTENDED_MASTER_SECRET
#define MBEDTLS_KEY_EXCHANGE_ECDHE_ECDSA_ENABLED
#else
#undef MBEDTLS_KEY_EXCHANGE_ECDHE_RSA_ENABLED
#endif
#if POSTINO_TLS_1_3
#define MBEDTLS_SSL_PROTO_TLS1_3
#define MBEDTLS_SSL_TLS1_3_COMPATIBILITY_MODE
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL_ENABLED
#if POSTINO_TLS_RESUMPTION
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_PSK_EPHEMERAL_ENABLED
/* No clock, yet a ticket has an age (RFC 8446 4.2.11.1): GnuTLS declines one whose age is
 * impossible, and that is what Mbed TLS sends without MBEDTLS_HAVE_TIME. src/resumption.cpp makes
 * it 0. */
#define MBEDTLS_HAVE_TIME
#define MBEDTLS_PLATFORM_TIME_MACRO(when) 0
#define MBEDTLS_PLATFORM_MS_TIME_ALT
#endif
#if POSTINO_TLS_RECORD_IN < 16384
#define MBEDTLS_SSL_RECORD_SIZE_LIMIT
#endif
#define MBEDTLS_HKDF_C
#define MBEDTLS_PSA_CRYPTO_C
#define MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
#define MBEDTLS_PSA_KEY_SLOT_COUNT 8
#endif

#endif
