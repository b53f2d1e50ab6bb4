// SPDX-License-Identifier: MIT
/// What the application learns of a message.
///
///     postino_report report;
///     if (postino_take_report(&client, &report) && report.outcome == POSTINO_OUTCOME_ACCEPTED) {
///       forget_alarm();
///     }
#pragma once

#include "postino/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How the connection was protected when the report was made.
typedef enum postino_protection {
  POSTINO_PROTECTION_NONE = 0,             ///< In clear.
  POSTINO_PROTECTION_UNVERIFIED = 1,       ///< TLS with whoever answered.
  POSTINO_PROTECTION_DATES_UNCHECKED = 2,  ///< TLS with the server named, perhaps expired.
  POSTINO_PROTECTION_VERIFIED = 3          ///< TLS with the server named.
} postino_protection;

/// What became of one recipient.
typedef struct POSTINO_SHARED postino_recipient_report {
  uint8_t outcome;  ///< A postino_outcome.
  uint16_t code;    ///< The reply to RCPT; 0 when none came.
  postino_enhanced_status enhanced;
} postino_recipient_report;

/// What became of one message. What it points to holds until the client's next send.
typedef struct postino_report {
  uint8_t outcome;     ///< A postino_outcome.
  uint8_t protection;  ///< A postino_protection.
  uint8_t attempts;    ///< Connections on which the message was begun.
  postino_error error;
  postino_text text;       ///< The server's words. Untrusted: log them through postino_escape().
  postino_text mechanism;  ///< Of the login; empty when there was none.
  /// In the order of the message: to, cc, bcc. Empty with POSTINO_OUTCOME_INVALID_ARGUMENT.
  const postino_recipient_report* recipients;
  size_t recipient_count;
} postino_report;

/// Writes `text` fit for a log to `into`: printable ASCII as it is, anything else and the backslash
/// as \xNN, cut between characters at `room` bytes. Returns the bytes written, no NUL among them.
size_t postino_escape(postino_text text, char* into, size_t room);

#ifdef __cplusplus
}
#endif
