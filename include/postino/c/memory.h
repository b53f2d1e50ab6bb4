// SPDX-License-Identifier: MIT
/// What a client works in; all of it the caller's.
///
///     POSTINO_MEMORY(memory, 4, 1460, 8, 128);
///     postino_client_init(&client, sizeof client, &wire.transport, &memory);
#pragma once

#include "postino/c/report.h"

#ifdef __cplusplus
extern "C" {
#endif

#define POSTINO_POOL_SIZE POSTINO_SIZE(24, 32)
/// The packets of a client, or of several in one context of execution. All zero, as a static one
/// is, it has no packets yet.
typedef struct postino_pool {
  uint64_t words[POSTINO_WORDS(POSTINO_POOL_SIZE)];
} postino_pool;
#define POSTINO_POOL_INIT \
  {                       \
    { 0 }                 \
  }

/// Bytes that one packet of `packet_bytes` payload costs.
#define POSTINO_PACKET_SIZE(packet_bytes)                                           \
  ((POSTINO_SIZE(12U, 16U) + (packet_bytes) + (POSTINO_PACKET_CANARIES ? 4U : 0U) + \
    sizeof(void*) - 1U) /                                                           \
   sizeof(void*) * sizeof(void*))

/// All borrowed for the client's life.
typedef struct postino_memory {
  postino_pool* pool;
  void* packets;        ///< Aligned for a pointer. For a pool that has some already it may be NULL.
  size_t packets_size;  ///< Bytes: POSTINO_PACKET_SIZE() each. TLS needs two packets at least.
  size_t packet_bytes;  ///< The payload of one: 64 to 65535.
  postino_recipient_report* recipients;  ///< One for each recipient of a message.
  size_t recipient_count;
  char* reply_text;  ///< For the server's words; may be NULL.
  size_t reply_text_size;
} postino_memory;

/// Defines `name` and static storage for it: a number of packets, their payload, the most
/// recipients that a message has, and how much of the server's words is kept, 1 at least.
#define POSTINO_MEMORY(name, packet_count, payload, most_recipients, reply_octets)            \
  static uint64_t name##_packets[POSTINO_WORDS((packet_count)*POSTINO_PACKET_SIZE(payload))]; \
  static postino_recipient_report name##_recipients[most_recipients];                         \
  static char name##_reply_text[reply_octets];                                                \
  static postino_pool name##_pool;                                                            \
  static const postino_memory name = {                                                        \
      &name##_pool,      name##_packets,    (packet_count)*POSTINO_PACKET_SIZE(payload),      \
      (payload),         name##_recipients, (most_recipients),                                \
      name##_reply_text, (reply_octets)}

/// What a pool has seen, for a log of peaks.
typedef struct postino_pool_use {
  size_t count;           ///< Packets that there are.
  size_t taken;           ///< That are out now.
  size_t high_water;      ///< The most that ever were at once.
  uint32_t failed_takes;  ///< Takes that found the pool empty; saturating.
  uint32_t damaged;       ///< Packets that came back with a broken canary.
} postino_pool_use;
/// All zero for NULL.
postino_pool_use postino_pool_usage(const postino_pool* pool);

#ifdef __cplusplus
}
#endif
