// SPDX-License-Identifier: MIT
// HTML with a picture from memory, and an attachment that a callback makes as it is sent.
#include "check.h"
#include "scenarios.h"

/// A log of so many octets: line n is "nnnnnnnn pump 3 dry\n".
enum { log_octets = 100000, line_octets = 20 };

static int32_t read_log(void* context, uint32_t offset, char* into, size_t room) {
  unsigned* pulls = context;
  char line[32];
  size_t count = 0;
  // Nothing is there at each third call: a slow flash.
  if (++*pulls % 3 == 0) return POSTINO_PENDING;
  if (offset == log_octets) return POSTINO_END;
  while (count != room && offset + count != log_octets) {
    const uint32_t at = offset + (uint32_t)count;
    (void)snprintf(line, sizeof line, "%08u pump 3 dry\n", (unsigned)(at / line_octets));
    into[count++] = line[at % line_octets];
  }
  return (int32_t)count;
}

int send_attachments(struct world* world) {
  static const unsigned char picture[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
  static postino_plain_transport wire;
  static postino_client client;
  static postino_callback_source log;
  static postino_mime mime;
  postino_attachment shown = POSTINO_ATTACHMENT_INIT, file = POSTINO_ATTACHMENT_INIT;
  postino_mime_content parts = POSTINO_MIME_CONTENT_INIT;
  postino_report report;
  unsigned pulls = 0;

  CHECK(postino_callback_source_init(&log, sizeof log, read_log, &pulls, log_octets) ==
        POSTINO_FAULT_NONE);
  shown.type = postino_text_of("image/png");
  shown.content.data = picture;
  shown.content.size = sizeof picture;
  shown.content_id = postino_text_of("pump@plant.example");
  shown.disposition = POSTINO_DISPOSITION_INLINE;
  file.name = postino_text_of("pump3.log");
  file.content.source = &log.source;
  parts.html.text = postino_text_of("<p>Dry run <img src=\"cid:pump@plant.example\">");
  parts.inlines.list = &shown;
  parts.inlines.count = 1;
  parts.attachments.list = &file;
  parts.attachments.count = 1;
  CHECK(postino_mime_init(&mime, sizeof mime, &parts) == POSTINO_FAULT_NONE);

  CHECK(postino_plain_transport_init(&wire, sizeof wire, &world->port->socket) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_client_init(&client, sizeof client, &wire.transport, world->memory) ==
        POSTINO_FAULT_NONE);
  world->alarm.date = postino_posix_date();
  world->alarm.message_id.seed = 0x5eed5eed5eed5eed;
  CHECK(postino_send_and_wait(&client, &world->port->waiter, &world->relay, &world->alarm,
                              &mime.composer, &report) == POSTINO_FAULT_NONE);
  CHECK(accepted(&report));
  CHECK(pulls > 3);
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}
