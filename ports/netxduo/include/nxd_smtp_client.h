// SPDX-License-Identifier: MIT
/// The calls of NetX Duo's SMTP client, over Postino: a program that makes them is compiled with
/// this header in place of NetX Duo's. docs/migrating-from-netx-duo.md has what differs.
///
///     status = nxd_smtp_client_create(&demo_client, &client_ip, &client_packet_pool, USERNAME,
///                                     PASSWORD, FROM_ADDRESS, LOCAL_DOMAIN,
///                                     NX_SMTP_CLIENT_AUTH_PLAIN, &server_ip_address, 25);
///     status = nx_smtp_mail_send(&demo_client, RECIPIENT_ADDRESS, NX_SMTP_MAIL_PRIORITY_NORMAL,
///                                SUBJECT_LINE, MAIL_BODY, sizeof(MAIL_BODY) - 1);
///     status = nx_smtp_client_delete(&demo_client);
#ifndef NXD_SMTP_CLIENT_H
#define NXD_SMTP_CLIENT_H

#include "nx_api.h"
#include "nxd_smtp_options.h"
#include "nxd_smtp_status.h"
#include "postino.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NX_SMTP_MAIL_PRIORITY_LOW 0x01
#define NX_SMTP_MAIL_PRIORITY_NORMAL 0x02
#define NX_SMTP_MAIL_PRIORITY_HIGH 0x04

#define NX_SMTP_CLIENT_AUTH_NONE 0xFFFF
#define NX_SMTP_CLIENT_AUTH_LOGIN 1
#define NX_SMTP_CLIENT_AUTH_CRAM_MD5 2  ///< PLAIN, as in NetX Duo.
#define NX_SMTP_CLIENT_AUTH_PLAIN 3

/// Room for an IPv6 address as text.
#define NX_SMTP_POSTINO_HOST_SIZE 40

/// A client: the caller's, and not moved while it lives. All zero, or deleted, it is none.
typedef struct NX_SMTP_CLIENT_STRUCT {
  ULONG id;
  NX_IP* ip;
  NX_PACKET_POOL* packet_pool;
  // What nx_smtp_postino_open() sets.
  postino_transport* transport;
  postino_waiter* waiter;
  void* wire;  ///< The firmware's own, for nx_smtp_postino_close().
  // What nx_smtp_postino_open() may change.
  postino_server server;
  // The library's.
  const CHAR* from_address;  ///< Borrowed, as in NetX Duo.
  CHAR username[NX_SMTP_CLIENT_MAX_USERNAME + 1];
  CHAR password[NX_SMTP_CLIENT_MAX_PASSWORD + 1];
  CHAR domain[NX_SMTP_CLIENT_MAX_USERNAME + 1];
  CHAR host[NX_SMTP_POSTINO_HOST_SIZE];
  const postino_mechanism* mechanisms[2];
  postino_client client;
  postino_pool pool;
  uint64_t packets[POSTINO_WORDS(NX_SMTP_POSTINO_PACKETS *
                                 POSTINO_PACKET_SIZE(NX_SMTP_POSTINO_PACKET_BYTES))];
  postino_recipient_report recipient;
  char reply_text[NX_SMTP_POSTINO_REPLY_TEXT];
  postino_report report;
  bool sent;  ///< Whether there is a report.
} NX_SMTP_CLIENT;

/// Makes `client_ptr` a client of the server at `server_address`. `username`, `password` and
/// `client_domain` are copied, `from_address` is borrowed. NX_PTR_ERROR for NULL; NX_SIZE_ERROR for
/// a text that has no room; NX_IP_ADDRESS_ERROR for another version of IP than 4 and 6; and what
/// nx_smtp_postino_open() returns. Then the client is none, and its credentials are wiped.
UINT nxd_smtp_client_create(NX_SMTP_CLIENT* client_ptr, NX_IP* ip_ptr,
                            NX_PACKET_POOL* client_packet_pool_ptr, CHAR* username, CHAR* password,
                            CHAR* from_address, CHAR* client_domain, UINT authentication_type,
                            NXD_ADDRESS* server_address, UINT port);

/// Sends a message to one recipient, on a connection of its own; blocks. After any status it can be
/// called again.
UINT nx_smtp_mail_send(NX_SMTP_CLIENT* client_ptr, CHAR* recipient_address, UINT priority,
                       CHAR* subject, CHAR* mail_body, UINT mail_body_length);

/// Ends the client's life and wipes its credentials. NX_PTR_ERROR for NULL, and for what is none.
UINT nx_smtp_client_delete(NX_SMTP_CLIENT* client_ptr);

// What NetX Duo does not have.

/// Returns why the last message ended as it did, with the server's words: a status does not tell
/// POSTINO_OUTCOME_UNKNOWN, a message that may have arrived, from one that did not. NULL for what
/// is no client, and before the first message.
///
///     if (nx_smtp_postino_report(&demo_client)->outcome == POSTINO_OUTCOME_UNKNOWN) give_up();
const postino_report* nx_smtp_postino_report(const NX_SMTP_CLIENT* client_ptr);

/// The firmware supplies these two. nxd_smtp_client_create() calls the first one last; it sets
/// `transport` and `waiter`, and may change `server`, for instance to TLS and the server's name.
/// Another status than NX_SUCCESS is returned to the caller, and there is no client.
UINT nx_smtp_postino_open(NX_SMTP_CLIENT* client_ptr);
/// Ends what the first one began; nx_smtp_client_delete() calls it last.
void nx_smtp_postino_close(NX_SMTP_CLIENT* client_ptr);

#ifdef __cplusplus
}
#endif

#endif
