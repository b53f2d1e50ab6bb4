// SPDX-License-Identifier: MIT
/// Octets that come when asked for: a file, a generator, a log in slow flash.
///
///     static postino_callback_source pump_log;
///     postino_callback_source_init(&pump_log, sizeof pump_log, read_log, NULL, 100000);
///     alarm.text.source = &pump_log.source;
#pragma once

#include "postino/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What a callback returns in place of a number of octets.
#define POSTINO_PENDING 0     ///< Nothing now, perhaps later.
#define POSTINO_END (-1)      ///< No more will come, and that is in order.
#define POSTINO_FAILED (-2)   ///< No more will come, and that is a failure.
#define POSTINO_INVALID (-3)  ///< A source's octets may not go on the wire.

#define POSTINO_UNKNOWN_SIZE 0xffffffffU

/// A source, whatever it is made of. Its content is the library's.
typedef struct postino_source {
  const void* is;
} postino_source;

/// Writes the next octets, those from `offset` on, to `into` and returns how many, at most `room`,
/// or one of the above. `offset` is 0 again when the message is tried again. What returns more than
/// `room` fails: POSTINO_FAULT_SOURCE_FAILED.
typedef int32_t (*postino_pull)(void* context, uint32_t offset, char* into, size_t room);

#define POSTINO_CALLBACK_SOURCE_SIZE POSTINO_SIZE(20, 32)
typedef struct postino_callback_source {
  postino_source source;
  void* more[POSTINO_MORE(POSTINO_CALLBACK_SOURCE_SIZE)];
} postino_callback_source;

/// Makes `source`, of `size` bytes, a source that asks `pull` with `context`. `octets`: from first
/// to last, or POSTINO_UNKNOWN_SIZE. Used in one place of one message at a time.
postino_fault postino_callback_source_init(postino_callback_source* source, size_t size,
                                           postino_pull pull, void* context, uint32_t octets);

#ifdef __cplusplus
}
#endif
