// SPDX-License-Identifier: MIT
/// Extensions, and what one message asks of them; each costs flash only where it is named.
///
///     static postino_dsn dsn;
///     postino_dsn_request request = POSTINO_DSN_REQUEST_INIT;
///     request.notify = POSTINO_NOTIFY_FAILURE | POSTINO_NOTIFY_DELAY;
///     postino_dsn_init(&dsn, sizeof dsn, &request);  // for postino_mail::parameters
///     list[0] = postino_dsn_extension();             // for postino_server::extensions
#pragma once

#include "postino/c/extension_list.h"
#include "postino/c/mail.h"
#include "postino/c/transport.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What one message asks of an extension. Its content is the library's.
typedef struct postino_parameters {
  const void* is;
} postino_parameters;

/// CHUNKING (RFC 3030): BDAT in place of DATA. Eager: the first chunk does not wait until a
/// recipient was accepted.
const postino_extension* postino_chunking(void);
const postino_extension* postino_eager_chunking(void);
/// BINARYMIME (RFC 3030); after CHUNKING in the list.
const postino_extension* postino_binary_mime(void);

/// DSN (RFC 3461).
const postino_extension* postino_dsn_extension(void);

/// When the sender hears of a recipient: SUCCESS, FAILURE and DELAY are joined by |.
typedef enum postino_notify {
  POSTINO_NOTIFY_AS_USUAL = 0,
  POSTINO_NOTIFY_SUCCESS = 1,
  POSTINO_NOTIFY_FAILURE = 2,
  POSTINO_NOTIFY_DELAY = 4,
  POSTINO_NOTIFY_NEVER = 8
} postino_notify;

/// What a report of a failure brings back.
typedef enum postino_returned {
  POSTINO_RETURNED_AS_USUAL = 0,
  POSTINO_RETURNED_FULL = 1,
  POSTINO_RETURNED_HEADERS = 2
} postino_returned;

typedef struct POSTINO_SHARED postino_dsn_recipient {
  uint8_t notify;         ///< Of postino_notify.
  postino_text original;  ///< Whom the message was first for; empty: nothing is said.
} postino_dsn_recipient;

typedef struct POSTINO_SHARED postino_dsn_request {
  uint8_t returned;                         ///< A postino_returned.
  postino_text envelope_id;                 ///< Comes back in each report. Printable ASCII.
  uint8_t notify;                           ///< For the recipients that the list does not reach to.
  const postino_dsn_recipient* recipients;  ///< In the order to, cc, bcc.
  size_t recipient_count;
} postino_dsn_request;
#define POSTINO_DSN_REQUEST_INIT \
  { POSTINO_RETURNED_AS_USUAL, POSTINO_TEXT_INIT, POSTINO_NOTIFY_AS_USUAL, NULL, 0 }

#define POSTINO_DSN_SIZE POSTINO_SIZE(28, 56)
typedef struct postino_dsn {
  postino_parameters parameters;
  void* more[POSTINO_MORE(POSTINO_DSN_SIZE)];
} postino_dsn;
postino_fault postino_dsn_init(postino_dsn* dsn, size_t size, const postino_dsn_request* request);

/// MT-PRIORITY (RFC 6710): -9 to 9, 9 the most urgent.
const postino_extension* postino_mt_priority_extension(void);
#define POSTINO_MT_PRIORITY_SIZE POSTINO_SIZE(8, 16)
typedef struct postino_mt_priority {
  postino_parameters parameters;
  void* more[POSTINO_MORE(POSTINO_MT_PRIORITY_SIZE)];
} postino_mt_priority;
postino_fault postino_mt_priority_init(postino_mt_priority* priority, size_t size, int8_t value);

/// SMTPUTF8 (RFC 6531) for postino_raw_mail() whose headers are UTF-8.
const postino_extension* postino_smtp_utf8_extension(void);
const postino_parameters* postino_utf8_headers(void);

/// REQUIRETLS (RFC 8689); `transport` is the client's.
const postino_extension* postino_require_tls_extension(void);
#define POSTINO_REQUIRE_TLS_SIZE POSTINO_SIZE(8, 16)
typedef struct postino_require_tls {
  postino_parameters parameters;
  void* more[POSTINO_MORE(POSTINO_REQUIRE_TLS_SIZE)];
} postino_require_tls;
postino_fault postino_require_tls_init(postino_require_tls* require, size_t size,
                                       const postino_transport* transport);

/// AUTH= of MAIL (RFC 4954 5): on whose behalf. Empty: not known.
const postino_extension* postino_submitted_by_extension(void);
#define POSTINO_SUBMITTED_BY_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_submitted_by {
  postino_parameters parameters;
  void* more[POSTINO_MORE(POSTINO_SUBMITTED_BY_SIZE)];
} postino_submitted_by;
postino_fault postino_submitted_by_init(postino_submitted_by* by, size_t size,
                                        postino_text address);

/// LIMITS (RFC 9422): the server's limits are obeyed. Serves one client at a time.
#define POSTINO_LIMITS_SIZE POSTINO_SIZE(24, 32)
typedef struct postino_limits {
  postino_extension extension;
  void* more[POSTINO_MORE(POSTINO_LIMITS_SIZE)];
} postino_limits;
postino_fault postino_limits_init(postino_limits* limits, size_t size);

/// DELIVERBY (RFC 2852), which serves one client at a time, and BY of one message.
#define POSTINO_DELIVER_BY_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_deliver_by {
  postino_extension extension;
  void* more[POSTINO_MORE(POSTINO_DELIVER_BY_SIZE)];
} postino_deliver_by;
postino_fault postino_deliver_by_init(postino_deliver_by* deliver_by, size_t size);

typedef enum postino_at_deadline {
  POSTINO_AT_DEADLINE_RETURN = 0,  ///< It is given up, and the sender told.
  POSTINO_AT_DEADLINE_NOTIFY = 1   ///< The sender gets a notice, and the server goes on trying.
} postino_at_deadline;

typedef struct POSTINO_SHARED postino_deadline {
  uint32_t seconds;  ///< From when the server takes the message: 1 to 999999999.
  uint8_t then;      ///< A postino_at_deadline.
  bool trace;        ///< Each relay reports.
} postino_deadline;
#define POSTINO_DEADLINE_INIT \
  { 0, POSTINO_AT_DEADLINE_RETURN, false }

#define POSTINO_DELIVER_WITHIN_SIZE POSTINO_SIZE(16, 24)
typedef struct postino_deliver_within {
  postino_parameters parameters;
  void* more[POSTINO_MORE(POSTINO_DELIVER_WITHIN_SIZE)];
} postino_deliver_within;
postino_fault postino_deliver_within_init(postino_deliver_within* within, size_t size,
                                          const postino_deliver_by* extension,
                                          const postino_deadline* deadline);

/// FUTURERELEASE (RFC 4865), which serves one client at a time, and HOLDFOR or HOLDUNTIL of one
/// message.
#define POSTINO_FUTURE_RELEASE_SIZE POSTINO_SIZE(32, 40)
typedef struct postino_future_release {
  postino_extension extension;
  void* more[POSTINO_MORE(POSTINO_FUTURE_RELEASE_SIZE)];
} postino_future_release;
postino_fault postino_future_release_init(postino_future_release* release, size_t size);

#define POSTINO_HOLD_SIZE POSTINO_SIZE(12, 24)
typedef struct postino_hold {
  postino_parameters parameters;
  void* more[POSTINO_MORE(POSTINO_HOLD_SIZE)];
} postino_hold;
/// 1 to 999999999 seconds from when the server takes the message.
postino_fault postino_hold_for_init(postino_hold* hold, size_t size,
                                    const postino_future_release* extension, uint32_t seconds);
/// Since 1970-01-01 00:00 UTC.
postino_fault postino_hold_until_init(postino_hold* hold, size_t size,
                                      const postino_future_release* extension,
                                      uint32_t unix_seconds);

#ifdef __cplusplus
}
#endif
