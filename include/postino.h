// SPDX-License-Identifier: MIT
/// Postino's face for C, all of it; docs/c-api.md is its page. What a program does not name is not
/// in its image. Ports: postino/c/posix.h, postino/c/lwip.h, postino/c/mbedtls.h.
///
///     static postino_posix_port port;
///     static postino_plain_transport wire;
///     static postino_client client;
///     POSTINO_MEMORY(memory, 4, 1460, 8, 128);
///     postino_posix_port_init(&port, sizeof port);
///     postino_plain_transport_init(&wire, sizeof wire, &port.socket);
///     postino_client_init(&client, sizeof client, &wire.transport, &memory);
///     postino_send_and_wait(&client, &port.waiter, &relay, &alarm, postino_text_mail(), &report);
#pragma once

#include "postino/c/client.h"
#include "postino/c/crypto.h"
#include "postino/c/error.h"
#include "postino/c/extension_list.h"
#include "postino/c/extensions.h"
#include "postino/c/mail.h"
#include "postino/c/mechanism.h"
#include "postino/c/memory.h"
#include "postino/c/mime.h"
#include "postino/c/queue.h"
#include "postino/c/report.h"
#include "postino/c/scram.h"
#include "postino/c/server.h"
#include "postino/c/small_client.h"
#include "postino/c/small_tls_client.h"
#include "postino/c/socket.h"
#include "postino/c/source.h"
#include "postino/c/text.h"
#include "postino/c/transport.h"
