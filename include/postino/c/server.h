// SPDX-License-Identifier: MIT
/// A server, and who we are to it. Borrowed while a message is under way.
///
///     postino_server relay = POSTINO_SERVER_INIT;
///     relay.host = postino_text_of("mail.plant.example");
///     relay.security = POSTINO_SECURITY_TLS;
#pragma once

#include "postino/c/extension_list.h"
#include "postino/c/mechanism.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How the connection is protected.
typedef enum postino_security {
  POSTINO_SECURITY_STARTTLS = 0,       ///< Required (RFC 3207). Port 587.
  POSTINO_SECURITY_TLS = 1,            ///< From the first octet (RFC 8314 3.3). Port 465.
  POSTINO_SECURITY_OPPORTUNISTIC = 2,  ///< STARTTLS when offered, else in clear without a login.
  POSTINO_SECURITY_NONE = 3            ///< In clear. Port 25.
} postino_security;

/// How far commands run ahead of their replies, where the server offers PIPELINING (RFC 2920).
typedef enum postino_pipelining {
  POSTINO_PIPELINING_WITHIN_MAIL = 0,
  POSTINO_PIPELINING_OFF = 1,
  POSTINO_PIPELINING_ACROSS_MAILS = 2
} postino_pipelining;

/// How long each phase may take, in milliseconds, from 1 on; as postino::Timeouts.
typedef struct POSTINO_SHARED postino_timeouts {
  uint32_t connect;      ///< Looking up the name and trying all its addresses.
  uint32_t greeting;     ///< The server's first reply.
  uint32_t command;      ///< EHLO, HELO, STARTTLS, MAIL, RCPT, RSET.
  uint32_t handshake;    ///< The whole TLS handshake.
  uint32_t auth;         ///< Each round of an authentication exchange.
  uint32_t data;         ///< DATA to its 354.
  uint32_t block;        ///< Each packet of the message, until the transport took it.
  uint32_t end_of_data;  ///< The end of the message to its final reply.
  uint32_t quit;         ///< QUIT to the close.
  uint32_t packet_wait;  ///< An empty pool while no packet of ours is in flight.
  uint32_t session;      ///< The whole of one message.
  uint32_t first_reply;  ///< The first one on a connection that was kept open.
} postino_timeouts;
/// Those of RFC 5321 4.5.3.2, and 30 s to connect.
#define POSTINO_TIMEOUTS_INIT \
  { 30000, 300000, 300000, 60000, 120000, 120000, 180000, 600000, 5000, 2000, 3600000, 30000 }

/// The defaults of NetX Duo's client.
#define POSTINO_NETX_TIMEOUTS_INIT \
  { 10000, 10000, 10000, 10000, 10000, 30000, 30000, 30000, 5000, 2000, 3600000, 10000 }

/// `value` counts where it is given.
typedef struct POSTINO_SHARED postino_optional_login {
  postino_login value;
  bool given;
} postino_optional_login;

struct postino_lmtp;

typedef struct POSTINO_SHARED postino_server {
  postino_text host;  ///< Name, IPv4 or IPv6 address without brackets. Required.
  uint16_t port;      ///< 0: the one that `security` names.
  uint8_t security;   ///< A postino_security.
  postino_optional_login login;
  postino_text ehlo_name;         ///< A domain or an address literal; empty: that of the local end.
  uint8_t pipelining;             ///< A postino_pipelining.
  postino_extensions extensions;  ///< postino_extensions_of().
  const struct postino_lmtp* lmtp;  ///< postino_lmtp_protocol(); NULL: SMTP.
  uint32_t keep_open;  ///< Milliseconds that the connection stays open for a further message.
  postino_timeouts timeouts;
} postino_server;
/// STARTTLS at its port, no login yet, and the RFC's timeouts.
#define POSTINO_SERVER_INIT                                                          \
  {                                                                                  \
    POSTINO_TEXT_INIT, 0, POSTINO_SECURITY_STARTTLS, {POSTINO_LOGIN_INIT, false},    \
        POSTINO_TEXT_INIT, POSTINO_PIPELINING_WITHIN_MAIL, {NULL, 0, NULL}, NULL, 0, \
        POSTINO_TIMEOUTS_INIT                                                        \
  }

/// LMTP (RFC 2033): a result for each recipient after the end of a message.
const struct postino_lmtp* postino_lmtp_protocol(void);

#ifdef __cplusplus
}
#endif
