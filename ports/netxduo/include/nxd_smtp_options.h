// SPDX-License-Identifier: MIT
/// The options of NetX Duo's SMTP client, and Postino's own beside them. Each may be defined
/// before, with one value for nxd_smtp_client.c and whatever includes nxd_smtp_client.h. Times are
/// in ticks, of which NX_IP_PERIODIC_RATE are a second.
///
///     static CHAR password[NX_SMTP_CLIENT_MAX_PASSWORD + 1];
#ifndef NXD_SMTP_OPTIONS_H
#define NXD_SMTP_OPTIONS_H

#include "nx_api.h"

#ifndef NX_SMTP_CLIENT_PACKET_TIMEOUT
#define NX_SMTP_CLIENT_PACKET_TIMEOUT (2UL * NX_IP_PERIODIC_RATE)
#endif
#ifndef NX_SMTP_CLIENT_CONNECTION_TIMEOUT
#define NX_SMTP_CLIENT_CONNECTION_TIMEOUT (10UL * NX_IP_PERIODIC_RATE)
#endif
#ifndef NX_SMTP_CLIENT_DISCONNECT_TIMEOUT
#define NX_SMTP_CLIENT_DISCONNECT_TIMEOUT (5UL * NX_IP_PERIODIC_RATE)
#endif
#ifndef NX_SMTP_GREETING_TIMEOUT
#define NX_SMTP_GREETING_TIMEOUT (10UL * NX_IP_PERIODIC_RATE)
#endif
#ifndef NX_SMTP_ENVELOPE_TIMEOUT
#define NX_SMTP_ENVELOPE_TIMEOUT (10UL * NX_IP_PERIODIC_RATE)
#endif
#ifndef NX_SMTP_MESSAGE_TIMEOUT
#define NX_SMTP_MESSAGE_TIMEOUT (30UL * NX_IP_PERIODIC_RATE)
#endif
#ifndef NX_SMTP_CLIENT_SEND_TIMEOUT
#define NX_SMTP_CLIENT_SEND_TIMEOUT (5UL * NX_IP_PERIODIC_RATE)
#endif
/// Bytes of the user's name, and of the client's domain.
#ifndef NX_SMTP_CLIENT_MAX_USERNAME
#define NX_SMTP_CLIENT_MAX_USERNAME 40
#endif
#ifndef NX_SMTP_CLIENT_MAX_PASSWORD
#define NX_SMTP_CLIENT_MAX_PASSWORD 20
#endif

/// Without effect, so that a program which defines or reads them is compiled.
#ifndef NX_SMTP_CLIENT_TCP_WINDOW_SIZE
#define NX_SMTP_CLIENT_TCP_WINDOW_SIZE 1460
#endif
#ifndef NX_SMTP_SERVER_CHALLENGE_MAX_STRING
#define NX_SMTP_SERVER_CHALLENGE_MAX_STRING 200
#endif

/// Packets of each client, two at least for TLS; the payload of one; bytes of the server's words.
#ifndef NX_SMTP_POSTINO_PACKETS
#define NX_SMTP_POSTINO_PACKETS 2
#endif
#ifndef NX_SMTP_POSTINO_PACKET_BYTES
#define NX_SMTP_POSTINO_PACKET_BYTES 512
#endif
#ifndef NX_SMTP_POSTINO_REPLY_TEXT
#define NX_SMTP_POSTINO_REPLY_TEXT 64
#endif

#endif
