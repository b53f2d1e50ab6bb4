// SPDX-License-Identifier: MIT
/// HTML, inline parts and attachments beside the text of a message.
///
///     postino_attachment file = POSTINO_ATTACHMENT_INIT;
///     postino_mime_content parts = POSTINO_MIME_CONTENT_INIT;
///     file.content.source = &pump_log.source;
///     parts.attachments.list = &file, parts.attachments.count = 1;
///     postino_mime_init(&mime, sizeof mime, &parts);
///     postino_send(&client, &relay, &alarm, &mime.composer);
#pragma once

#include "postino/c/mail.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Octets of any kind in memory, or what a source brings. They arrive as they are.
typedef struct POSTINO_SHARED postino_content {
  const void* data;
  size_t size;
  postino_source* source;  ///< NULL: what is at `data`.
} postino_content;
#define POSTINO_CONTENT_INIT \
  { NULL, 0, NULL }

typedef enum postino_disposition {
  POSTINO_DISPOSITION_ATTACHMENT = 0,
  POSTINO_DISPOSITION_INLINE = 1
} postino_disposition;

typedef enum postino_auto_submitted {
  POSTINO_AUTO_SUBMITTED_GENERATED = 0,  ///< By a device.
  POSTINO_AUTO_SUBMITTED_REPLIED = 1,    ///< By a device, to another message.
  POSTINO_AUTO_SUBMITTED_NO = 2          ///< By a person; no line.
} postino_auto_submitted;

/// A part that is no text of the message.
typedef struct POSTINO_SHARED postino_attachment {
  postino_text name;  ///< Of the file, UTF-8; none when empty.
  postino_text type;  ///< "text/csv; charset=utf-8"; not multipart/.
  postino_content content;
  postino_text content_id;   ///< "logo@plant.example", in HTML "cid:logo@plant.example".
  postino_text description;  ///< UTF-8, for people.
  postino_text language;     ///< "de, en" (RFC 3282).
  uint8_t disposition;       ///< A postino_disposition.
} postino_attachment;
/// application/octet-stream, and nothing else set.
#define POSTINO_ATTACHMENT_INIT                                                                 \
  {                                                                                             \
    POSTINO_TEXT_INIT, POSTINO_TEXT("application/octet-stream"), POSTINO_CONTENT_INIT,          \
        POSTINO_TEXT_INIT, POSTINO_TEXT_INIT, POSTINO_TEXT_INIT, POSTINO_DISPOSITION_ATTACHMENT \
  }

typedef struct POSTINO_SHARED postino_attachments {
  const postino_attachment* list;
  size_t count;
} postino_attachments;

typedef struct POSTINO_SHARED postino_texts {
  const postino_text* list;
  size_t count;
} postino_texts;

/// What a message has beside the fields of postino_mail. Each source is in a message once only.
typedef struct POSTINO_SHARED postino_mime_content {
  postino_body html;            ///< The same as the text as HTML, for those who can show it.
  postino_attachments inlines;  ///< What the HTML shows, by their content_id, which each must have.
  postino_attachments attachments;
  postino_text charset;      ///< Of both texts.
  postino_text language;     ///< Of both texts.
  uint8_t auto_submitted;    ///< A postino_auto_submitted.
  postino_text in_reply_to;  ///< The Message-ID that this one answers or follows.
  postino_texts references;  ///< Of all that came before it, oldest first.
} postino_mime_content;
/// utf-8, by a device, and nothing else set.
#define POSTINO_MIME_CONTENT_INIT                                                              \
  {                                                                                            \
    {POSTINO_TEXT_INIT, NULL}, {NULL, 0}, {NULL, 0}, POSTINO_TEXT("utf-8"), POSTINO_TEXT_INIT, \
        POSTINO_AUTO_SUBMITTED_GENERATED, POSTINO_TEXT_INIT, {                                 \
      NULL, 0                                                                                  \
    }                                                                                          \
  }

#define POSTINO_MIME_SIZE POSTINO_SIZE(68, 136)
typedef struct postino_mime {
  postino_composer composer;
  void* more[POSTINO_MORE(POSTINO_MIME_SIZE)];
} postino_mime;

/// Makes `mime`, of `size` bytes, a composer of messages with `content`, which is copied; what that
/// points to is borrowed.
postino_fault postino_mime_init(postino_mime* mime, size_t size,
                                const postino_mime_content* content);

#ifdef __cplusplus
}
#endif
