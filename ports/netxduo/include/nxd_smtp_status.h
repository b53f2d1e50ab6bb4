// SPDX-License-Identifier: MIT
/// The status codes of NetX Duo's SMTP client, by what makes them come up here.
///
///     if (status == NX_SMTP_AUTH_REPLY_ERROR) give_up();
#ifndef NXD_SMTP_STATUS_H
#define NXD_SMTP_STATUS_H

// How a function was called.
#define NX_SMTP_INVALID_PARAM 0xA5          ///< An address, a subject, a length, a name.
#define NX_SMTP_AUTHENTICATION_ERROR 0xA0   ///< Credentials that can't be used.
#define NX_SMTP_OVERSIZE_MAIL_DATA 0xA1     ///< More than the server takes.
#define NX_SMTP_CLIENT_NOT_INTIALIZED 0xB2  ///< No client: not created, or deleted.

// What the server said, by what it answered.
#define NX_SMTP_GREET_REPLY_ERROR 0xA7
#define NX_SMTP_HELLO_REPLY_ERROR 0xA8
#define NX_SMTP_AUTH_REPLY_ERROR 0xAD  ///< Also where it offers no login that may be used.
#define NX_SMTP_MAIL_REPLY_ERROR 0xA9
#define NX_SMTP_RCPT_REPLY_ERROR 0xAA
#define NX_SMTP_DATA_REPLY_ERROR 0xAC
#define NX_SMTP_MESSAGE_REPLY_ERROR 0xAB
#define NX_SMTP_SERVER_ERROR_CODE_RECEIVED 0xA4  ///< Anything else: STARTTLS.

// What it said is no reply.
#define NX_SMTP_SERVER_ERROR_REPLY 0xAE    ///< Not one of SMTP.
#define NX_SMTP_INVALID_SERVER_REPLY 0xA2  ///< One that came before its command.
#define NX_SMTP_OVERSIZE_SERVER_REPLY 0xB1
#define NX_SMTP_INVALID_SERVER_CHALLENGE 0xB0

// What failed on the way. No connection is NX_NOT_CONNECTED, no reply in time is NX_NO_PACKET.
#define NX_SMTP_PACKET_ALLOCATE_ERROR 0xA6
#define NX_SMTP_TRANSMIT_ERROR 0xAF  ///< In the midst of the message.
#define NX_SMTP_INTERNAL_ERROR 0xA3  ///< TLS, among others.

#endif
