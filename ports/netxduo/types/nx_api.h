// SPDX-License-Identifier: MIT
/// The types and constants of NetX Duo that calls to its SMTP client name, for firmware that has
/// left NetX Duo, and for tests. Firmware that has it takes its own nx_api.h.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

typedef char CHAR;
typedef unsigned int UINT;
typedef unsigned long ULONG;

#define NX_NULL ((void*)0)
#ifndef NX_IP_PERIODIC_RATE
#define NX_IP_PERIODIC_RATE 100  ///< Ticks in a second.
#endif

/// What the calls only hand on to nx_smtp_postino_open(), which may look into them.
typedef struct NX_IP_STRUCT {
  void* stack;
} NX_IP;
typedef struct NX_PACKET_POOL_STRUCT {
  void* packets;
} NX_PACKET_POOL;

#define FEATURE_NX_IPV6
#define NX_IP_VERSION_V4 0x4
#define NX_IP_VERSION_V6 0x6
typedef struct NXD_ADDRESS_STRUCT {
  ULONG nxd_ip_version;
  union {
    ULONG v4;
    ULONG v6[4];
  } nxd_ip_address;
} NXD_ADDRESS;
#define IP_ADDRESS(a, b, c, d) \
  (((ULONG)(a) << 24) | ((ULONG)(b) << 16) | ((ULONG)(c) << 8) | (ULONG)(d))

#define NX_SUCCESS 0x00
#define NX_NO_PACKET 0x01
#define NX_PTR_ERROR 0x07
#define NX_SIZE_ERROR 0x09
#define NX_IP_ADDRESS_ERROR 0x21
#define NX_NOT_CONNECTED 0x38

#ifdef __cplusplus
}
#endif
