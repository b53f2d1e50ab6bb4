// SPDX-License-Identifier: MIT
/// The least that logs in and sends, in clear over a socket; docs/client-small.md lists what it
/// does not do, each with the fault that says so.
///
///     static postino_small_client client;
///     postino_small_client_init(&client, sizeof client, &port.socket, &memory);
///     postino_small_send(&client, &relay, &alarm, postino_plain_text());
#pragma once

#include "postino/c/mail.h"
#include "postino/c/memory.h"
#include "postino/c/server.h"
#include "postino/c/transport.h"

#ifdef __cplusplus
extern "C" {
#endif

/// With an edited config.hpp define it as large as the compiler then asks for.
#ifndef POSTINO_SMALL_CLIENT_SIZE
#define POSTINO_SMALL_CLIENT_SIZE (POSTINO_SIZE(260, 376) + (POSTINO_PACKET_CANARIES ? 8 : 0))
#endif
/// postino::SmallClient.
typedef struct postino_small_client {
  uint64_t words[POSTINO_WORDS(POSTINO_SMALL_CLIENT_SIZE)];
} postino_small_client;

/// As postino_client_init(), directly on a socket.
postino_fault postino_small_client_init(postino_small_client* client, size_t size,
                                        postino_socket* socket, const postino_memory* memory);
/// As postino_send() to postino_abort().
postino_fault postino_small_send(postino_small_client* client, const postino_server* server,
                                 const postino_mail* mail, const postino_composer* composer);
postino_fault postino_small_poll(postino_small_client* client, uint32_t now);
uint32_t postino_small_poll_at(const postino_small_client* client);
bool postino_small_take_report(postino_small_client* client, postino_report* report);
bool postino_small_idle(const postino_small_client* client);
bool postino_small_connected(const postino_small_client* client);
postino_fault postino_small_abort(postino_small_client* client);
postino_fault postino_small_client_delete(postino_small_client* client);

#ifdef __cplusplus
}
#endif
