// SPDX-License-Identifier: MIT
// What goes out: logins, priorities, timeouts, and what must not.
#include "scenarios.h"

static int check_logins(void) {
  static const struct {
    UINT type;
    const char* says;  ///< NULL: no login.
  } types[] = {{NX_SMTP_CLIENT_AUTH_PLAIN, "AUTH PLAIN AHB1bXAzAERyeSBydW4gMTQ6MDI=\r\n"},
               {NX_SMTP_CLIENT_AUTH_CRAM_MD5, "AUTH PLAIN "},
               {77, "AUTH PLAIN "},
               {NX_SMTP_CLIENT_AUTH_LOGIN, "AUTH LOGIN"},
               {NX_SMTP_CLIENT_AUTH_NONE, NULL}};
  for (size_t i = 0; i != sizeof types / sizeof *types; ++i) {
    static world at;
    CHECK(create(&at, types[i].type) == NX_SUCCESS);
    CHECK(send_alarm(&at) == NX_SUCCESS);
    CHECK(heard(&at.wire, types[i].says != NULL ? types[i].says : "MAIL FROM"));
    CHECK(heard(&at.wire, "AUTH") == (types[i].says != NULL));
    CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  }
  return 0;
}

/// The other one is used where the server offers that alone.
static int check_other_mechanism(void) {
  static world at;
  at.wire.verb = "EHLO";
  at.wire.instead = "250-mail.example\r\n250 AUTH PLAIN\r\n";
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_LOGIN) == NX_SUCCESS);
  CHECK(send_alarm(&at) == NX_SUCCESS);
  CHECK(heard(&at.wire, "AUTH PLAIN "));
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

static int check_priorities(void) {
  static world at;
  static const struct {
    UINT priority;
    const char* header;  ///< NULL: none.
  } known[] = {{NX_SMTP_MAIL_PRIORITY_LOW, "X-Priority: 5"},
               {NX_SMTP_MAIL_PRIORITY_NORMAL, NULL},
               {NX_SMTP_MAIL_PRIORITY_HIGH, "X-Priority: 1"},
               {3, NULL}};
  CHAR to[] = "ops@plant.example";
  CHAR subject[] = "Pump 3 stopped";
  CHAR body[] = ".dot";
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_NONE) == NX_SUCCESS);
  for (size_t i = 0; i != sizeof known / sizeof *known; ++i) {
    CHECK(nx_smtp_mail_send(&at.client, to, known[i].priority, subject, body, 4) == NX_SUCCESS);
    CHECK(heard(&at.wire, "X-Priority: ") == (known[i].header != NULL));
    CHECK(known[i].header == NULL || heard(&at.wire, known[i].header));
    CHECK(heard(&at.wire, "EHLO plant.example\r\n"));
    CHECK(heard(&at.wire, "MAIL FROM:<node7@plant.example>"));
    CHECK(heard(&at.wire, "RCPT TO:<ops@plant.example>"));
    CHECK(heard(&at.wire, "\r\nSubject: Pump 3 stopped\r\n"));
    CHECK(heard(&at.wire, "\r\n\r\n..dot\r\n.\r\n"));
  }
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

static int check_injections(void) {
  static world at;
  CHAR to[] = "ops@plant.example";
  CHAR two[] = "ops@plant.example>\r\nRCPT TO:<x@y.example";
  CHAR subject[] = "Pump 3 stopped";
  CHAR bcc[] = "Pump 3\r\nBcc: x@y.example";
  CHAR body[] = "x";
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_NONE) == NX_SUCCESS);
  CHECK(nx_smtp_mail_send(&at.client, two, 2, subject, body, 1) == NX_SMTP_INVALID_PARAM);
  CHECK(nx_smtp_postino_report(&at.client)->error.field == POSTINO_FIELD_TO);
  CHECK(nx_smtp_mail_send(&at.client, to, 2, bcc, body, 1) == NX_SMTP_INVALID_PARAM);
  CHECK(nx_smtp_postino_report(&at.client)->error.fault == POSTINO_FAULT_LINE_BREAK);
  CHECK(at.wire.heard_size == 0);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

/// What the build defines: each another time, no wait, and one for ever.
static int check_timeouts(void) {
  static world at;
  const postino_timeouts* const set = &at.client.server.timeouts;
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_NONE) == NX_SUCCESS);
  CHECK(set->connect == 7010 && set->greeting == 11000 && set->quit == 3000);
  CHECK(set->command == 12340 && set->auth == 12340 && set->handshake == 12340);
  CHECK(set->data == 0x7fffffff && set->end_of_data == 0x7fffffff);
  CHECK(set->block == 2500);
  CHECK(set->packet_wait == 1);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

/// Over TLS no credentials may go out in clear, and a wire without TLS sends nothing.
static int check_tls(void) {
  static world at;
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
  CHECK(at.client.server.login.value.allow_clear_text);
  at.wire.wants_tls = true;
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
  CHECK(!at.client.server.login.value.allow_clear_text);
  CHECK(send_alarm(&at) == NX_SMTP_INVALID_PARAM);
  CHECK(nx_smtp_postino_report(&at.client)->error.fault == POSTINO_FAULT_TLS_UNAVAILABLE);
  CHECK(at.wire.heard_size == 0);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

int check_messages(void) {
  return check_logins() || check_other_mechanism() || check_priorities() || check_injections() ||
         check_timeouts() || check_tls();
}
