// SPDX-License-Identifier: MIT
/// Several messages, one after the other, on one connection.
///
///     static postino_queue queue;
///     postino_queue_init(&queue, sizeof queue, next_alarm, alarm_ended, NULL);
///     postino_send_queue(&client, &relay, &queue);
#pragma once

#include "postino/c/client.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A message and what composes it, borrowed until it has ended. Both NULL: there is none.
typedef struct postino_queued {
  const postino_mail* mail;
  const postino_composer* composer;
} postino_queued;
#define POSTINO_QUEUED_INIT \
  { NULL, NULL }

/// Returns the message at index `place` (0: the oldest unfinished one), the same each time until it
/// has ended.
typedef postino_queued (*postino_queue_at)(void* context, uint16_t place);
/// Removes the oldest message, which ended as `report` says; that holds until this returns.
typedef void (*postino_queue_ended)(void* context, const postino_report* report);

#define POSTINO_QUEUE_SIZE POSTINO_SIZE(16, 32)
typedef struct postino_queue {
  uint64_t words[POSTINO_WORDS(POSTINO_QUEUE_SIZE)];
} postino_queue;

/// Makes `queue`, of `size` bytes, the one of these callbacks, which call no function of the
/// client's. A message with NULL where none may be ends with POSTINO_FAULT_NULL_POINTER.
postino_fault postino_queue_init(postino_queue* queue, size_t size, postino_queue_at at,
                                 postino_queue_ended ended, void* context);

/// Starts on the messages of `queue`; postino_poll() carries them on. Done, and postino_idle(),
/// when it has no further message, or when the connection is lost: what was not handed over is
/// still in the queue then. `server` and `queue` are borrowed until then.
postino_fault postino_send_queue(postino_client* client, const postino_server* server,
                                 postino_queue* queue);

#ifdef __cplusplus
}
#endif
