// SPDX-License-Identifier: MIT
/// A message, and what composes it. All that it points to is borrowed until the report.
///
///     postino_mail alarm = POSTINO_MAIL_INIT;
///     alarm.from.address = postino_text_of("node7@plant.example");
///     alarm.to.one.address = postino_text_of("ops@plant.example");
///     alarm.subject = postino_text_of("Pump 3 stopped");
///     alarm.text.text = postino_text_of("Dry run at 14:02.\r\n");
#pragma once

#include "postino/c/source.h"

#ifdef __cplusplus
extern "C" {
#endif

struct postino_parameters;

/// An address, "node7@plant.example" (RFC 5321 4.1.2), and the name to show, which may be empty.
typedef struct POSTINO_SHARED postino_mailbox {
  postino_text address;
  postino_text name;
} postino_mailbox;
#define POSTINO_MAILBOX_INIT \
  { POSTINO_TEXT_INIT, POSTINO_TEXT_INIT }

/// Parses "node7@plant.example" or "Node 7 <node7@plant.example>"; returns views into `text`. Any
/// other input yields an address that send reports as invalid.
postino_mailbox postino_mailbox_parse(postino_text text);

/// `count` mailboxes at `list`, or where `count` is 0 the one; none when its address is empty.
typedef struct POSTINO_SHARED postino_recipients {
  const postino_mailbox* list;
  size_t count;
  postino_mailbox one;
} postino_recipients;
#define POSTINO_RECIPIENTS_INIT \
  { NULL, 0, POSTINO_MAILBOX_INIT }

/// A header of the caller's own: a name of printable ASCII without colon, and UTF-8.
typedef struct POSTINO_SHARED postino_header {
  postino_text name;
  postino_text value;
} postino_header;

typedef struct POSTINO_SHARED postino_headers {
  const postino_header* list;
  size_t count;
} postino_headers;

/// Time of day for the Date header. All zero: no Date line, the submission server adds it.
typedef struct POSTINO_SHARED postino_date {
  uint32_t unix_seconds;       ///< Since 1970-01-01 00:00 UTC.
  int16_t utc_offset_minutes;  ///< Local time less UTC, -1439 to 1439.
} postino_date;

/// Makes a Message-ID that is the same on every retry. `seed`: 64 random bits that are kept for the
/// retries, or a number that this device uses for one message only, and then `device` tells it from
/// others. 0: no Message-ID line.
typedef struct POSTINO_SHARED postino_message_id {
  uint64_t seed;
  postino_text domain;  ///< Right of the @; the sender's domain when empty.
  postino_text device;  ///< A serial number; a hash of it is shown. Empty where `seed` is random.
} postino_message_id;

typedef enum postino_priority {
  POSTINO_PRIORITY_NORMAL = 0,
  POSTINO_PRIORITY_LOW = 1,
  POSTINO_PRIORITY_HIGH = 2
} postino_priority;

/// A text in memory, or what a source brings.
typedef struct POSTINO_SHARED postino_body {
  postino_text text;
  postino_source* source;  ///< NULL: `text`.
} postino_body;

typedef struct POSTINO_SHARED postino_parameter_list {
  const struct postino_parameters* const* list;
  size_t count;
} postino_parameter_list;

/// One message. All zero but for what is set is a message too, so it may be a constant:
/// `static const postino_mail alarm = {.from = ...};`
typedef struct POSTINO_SHARED postino_mail {
  postino_mailbox from;    ///< Required. Also the reverse-path, unless `sender` is set.
  postino_mailbox sender;  ///< Who really sent it (RFC 5322 3.6.2).
  postino_mailbox reply_to;
  postino_recipients to;
  postino_recipients cc;
  postino_recipients bcc;  ///< In the envelope only, never in the content.
  postino_text subject;    ///< UTF-8.
  postino_date date;
  postino_message_id message_id;
  uint8_t priority;        ///< A postino_priority.
  bool null_reverse_path;  ///< MAIL FROM:<>, so that nobody gets a bounce.
  postino_headers headers;
  postino_body text;                  ///< UTF-8. Line ends may be CRLF, LF or CR.
  postino_parameter_list parameters;  ///< What is asked of extensions: extensions.h.
} postino_mail;
/// A message with nothing set.
#define POSTINO_MAIL_INIT                                                                      \
  {                                                                                            \
    POSTINO_MAILBOX_INIT, POSTINO_MAILBOX_INIT, POSTINO_MAILBOX_INIT, POSTINO_RECIPIENTS_INIT, \
        POSTINO_RECIPIENTS_INIT, POSTINO_RECIPIENTS_INIT, POSTINO_TEXT_INIT, {0, 0},           \
        {0, POSTINO_TEXT_INIT, POSTINO_TEXT_INIT}, POSTINO_PRIORITY_NORMAL, false, {NULL, 0},  \
        {POSTINO_TEXT_INIT, NULL}, {                                                           \
      NULL, 0                                                                                  \
    }                                                                                          \
  }

/// Writes the Message-ID of `mail` with its angle brackets to `into`, what a later message names as
/// the one that it follows. Returns the bytes written; 0 when it has none or `room` is too small.
size_t postino_message_id_write(const postino_mail* mail, char* into, size_t room);

/// What composes a message. Its content is the library's.
typedef struct postino_composer {
  const void* is;
} postino_composer;

/// Headers and a text.
const postino_composer* postino_text_mail(void);
/// The least that is a message: From, To, Cc, Subject, a priority, and a text that goes as it is.
/// All headers are ASCII, addresses have no names. Costs less flash than postino_text_mail().
const postino_composer* postino_plain_text(void);
/// postino_mail::text is the whole message, headers and all, and goes out as it is. Of the other
/// fields only the senders and the recipients count.
const postino_composer* postino_raw_mail(void);

#ifdef __cplusplus
}
#endif
