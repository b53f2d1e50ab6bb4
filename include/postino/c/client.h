// SPDX-License-Identifier: MIT
/// The client. It never blocks and never allocates; all its calls come from one context of
/// execution.
///
///     postino_send(&client, &relay, &alarm, postino_text_mail());
///     while (!postino_take_report(&client, &report)) {
///       postino_poll(&client, milliseconds());
///       sleep_until(postino_poll_at(&client));
///     }
#pragma once

#include "postino/c/mail.h"
#include "postino/c/memory.h"
#include "postino/c/server.h"
#include "postino/c/transport.h"

#ifdef __cplusplus
extern "C" {
#endif

/// With an edited config.hpp define it as large as the compiler then asks for.
#ifndef POSTINO_CLIENT_SIZE
#define POSTINO_CLIENT_SIZE (POSTINO_SIZE(344, 472) + (POSTINO_PACKET_CANARIES ? 8 : 0))
#endif
/// postino::Client. From within its callbacks only postino_idle(), postino_connected() and
/// postino_poll_at() may be called.
typedef struct postino_client {
  uint64_t words[POSTINO_WORDS(POSTINO_CLIENT_SIZE)];
} postino_client;

/// Makes `client`, of `size` bytes, a client over `transport`, which is borrowed for its life, and
/// so is what `memory` refers to.
///
///     static postino_client client;
///     postino_client_init(&client, sizeof client, &wire.transport, &memory);
postino_fault postino_client_init(postino_client* client, size_t size, postino_transport* transport,
                                  const postino_memory* memory);

/// Starts a message; postino_poll() carries it on, and postino_take_report() tells how it ended.
/// `server` and `mail` are borrowed until then. An open connection that such a server was given is
/// used again. Another fault than NONE: nothing was started, and there is no report. What only the
/// library can judge, an address for instance, is reported at once as
/// POSTINO_OUTCOME_INVALID_ARGUMENT.
///
///     if (postino_send(&client, &relay, &alarm, postino_text_mail()) != POSTINO_FAULT_NONE) {
///       give_up();
///     }
postino_fault postino_send(postino_client* client, const postino_server* server,
                           const postino_mail* mail, const postino_composer* composer);

/// Does all that can be done now, and returns. `now` is a clock in milliseconds that wraps. Call it
/// when something has arrived, when postino_poll_at() has come, or just often.
///
///     postino_poll(&client, milliseconds());
postino_fault postino_poll(postino_client* client, uint32_t now);

/// Returns when postino_poll() is needed even if nothing arrives, on the clock that it is given; 0
/// where the client is NULL or not initialised.
///
///     sleep_until(postino_poll_at(&client));
uint32_t postino_poll_at(const postino_client* client);

/// Writes the report of the last message to `report`, once, and returns true; false before it ended
/// and after it was taken. A client that is NULL or not initialised always has a report, of an
/// invalid argument with that fault, so that no loop waits for another one.
///
///     if (postino_take_report(&client, &report)) log_number(report.error.code);
bool postino_take_report(postino_client* client, postino_report* report);

/// Whether postino_send() would start a message.
bool postino_idle(const postino_client* client);
/// Whether a connection exists, in whatever state, a closing one included.
bool postino_connected(const postino_client* client);

/// Ends an open connection with QUIT once no message is under way; postino_poll() carries it on.
postino_fault postino_quit(postino_client* client);

/// Closes at once. A message under way ends with POSTINO_FAULT_ABORTED.
///
///     postino_abort(&client);
///     postino_take_report(&client, &report);  // Aborted
///     postino_send(&client, &relay, &alarm, postino_text_mail());
postino_fault postino_abort(postino_client* client);

/// Ends the client's life: aborts, and its storage and what it borrowed are the caller's again.
postino_fault postino_client_delete(postino_client* client);

/// Sends one message and writes its report, having closed the connection; blocks in `waiter`, which
/// serves the client's socket. Another fault than NONE is in the report too.
///
///     postino_send_and_wait(&client, &port.waiter, &relay, &alarm, postino_text_mail(), &report);
postino_fault postino_send_and_wait(postino_client* client, postino_waiter* waiter,
                                    const postino_server* server, const postino_mail* mail,
                                    const postino_composer* composer, postino_report* report);

/// Ends the connection with QUIT and returns once it is closed; blocks in `waiter`.
postino_fault postino_finish(postino_client* client, postino_waiter* waiter);

#ifdef __cplusplus
}
#endif
