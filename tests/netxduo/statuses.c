// SPDX-License-Identifier: MIT
// Each status that a message can end with, and that the next message is sent.
#include "scenarios.h"
#include "status.h"

#define TEN(line) line line line line line line line line line line

static const struct {
  const char* verb;
  const char* reply;
  UINT status;
  postino_outcome outcome;
} cases[] = {
    {"", "554 no\r\n", NX_SMTP_GREET_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"", "421 later\r\n", NX_SMTP_GREET_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"", "HTTP/1.1 400 Bad Request\r\n", NX_SMTP_SERVER_ERROR_REPLY, POSTINO_OUTCOME_DEFERRED},
    {"", SILENCE, NX_NO_PACKET, POSTINO_OUTCOME_DEFERRED},
    {"", GOODBYE, NX_NOT_CONNECTED, POSTINO_OUTCOME_DEFERRED},
    {"EHLO", "421 later\r\n", NX_SMTP_HELLO_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"EHLO", "250-mail.example\r\n250 AUTH PLAIN\r\n250 two\r\n", NX_SMTP_INVALID_SERVER_REPLY,
     POSTINO_OUTCOME_DEFERRED},
    {"EHLO", "250 mail.example\r\n", NX_SMTP_AUTH_REPLY_ERROR, POSTINO_OUTCOME_UNSAFE},
    {"EHLO", "250-mail.example\r\n250 AUTH GSSAPI\r\n", NX_SMTP_AUTH_REPLY_ERROR,
     POSTINO_OUTCOME_UNSAFE},
    {"EHLO", "250-mail.example\r\n250-SIZE 10\r\n250 AUTH PLAIN\r\n", NX_SMTP_OVERSIZE_MAIL_DATA,
     POSTINO_OUTCOME_REJECTED},
    {"AUTH", "535 no\r\n", NX_SMTP_AUTH_REPLY_ERROR, POSTINO_OUTCOME_REJECTED},
    {"AUTH", "454 later\r\n", NX_SMTP_AUTH_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"MAIL", "451 later\r\n", NX_SMTP_MAIL_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"MAIL", "530 login first\r\n", NX_SMTP_MAIL_REPLY_ERROR, POSTINO_OUTCOME_REJECTED},
    {"MAIL", "550 no\r\n", NX_SMTP_MAIL_REPLY_ERROR, POSTINO_OUTCOME_REJECTED},
    {"MAIL", TEN(TEN("250-x\r\n")) TEN(TEN("250-x\r\n")), NX_SMTP_OVERSIZE_SERVER_REPLY,
     POSTINO_OUTCOME_DEFERRED},
    {"RCPT", "450 later\r\n", NX_SMTP_RCPT_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"RCPT", "550 no\r\n", NX_SMTP_RCPT_REPLY_ERROR, POSTINO_OUTCOME_REJECTED},
    {"DATA", "451 later\r\n", NX_SMTP_DATA_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {"DATA", "250 what\r\n", NX_SMTP_DATA_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {".", "451 later\r\n", NX_SMTP_MESSAGE_REPLY_ERROR, POSTINO_OUTCOME_DEFERRED},
    {".", "554 no\r\n", NX_SMTP_MESSAGE_REPLY_ERROR, POSTINO_OUTCOME_REJECTED},
    {".", SILENCE, NX_NO_PACKET, POSTINO_OUTCOME_UNKNOWN},
    {".", GOODBYE, NX_NOT_CONNECTED, POSTINO_OUTCOME_UNKNOWN},
    {"QUIT", SILENCE, NX_SUCCESS, POSTINO_OUTCOME_ACCEPTED},
};

/// A message that fails, and one after it, by the same client.
static int check_case(size_t which) {
  static world at;
  at.wire.verb = cases[which].verb;
  at.wire.instead = cases[which].reply;
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
  const UINT status = send_alarm(&at);
  const postino_report* const report = nx_smtp_postino_report(&at.client);
  if (status != cases[which].status || report->outcome != cases[which].outcome) {
    (void)fprintf(stderr, "\"%s\" answered %s: 0x%x, %s\n", cases[which].verb,
                  cases[which].reply != NULL ? cases[which].reply : "by nothing", status,
                  postino_fault_name(report->error.fault).data);
    return 1;
  }
  at.wire.verb = NULL;
  CHECK(send_alarm(&at) == NX_SUCCESS);
  CHECK(nx_smtp_postino_report(&at.client)->outcome == POSTINO_OUTCOME_ACCEPTED);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  CHECK(at.wire.opened == 0);
  return 0;
}

static int check_challenge(void) {
  static world at;
  at.wire.verb = "AUTH";
  at.wire.instead = "334 !no base64!\r\n";
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
  CHECK(send_alarm(&at) == NX_SMTP_INVALID_SERVER_CHALLENGE);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

static int check_ways(void) {
  static const int32_t fails[] = {POSTINO_FAILED, POSTINO_NOT_FOUND};
  static world at;
  static CHAR body[4 * NX_SMTP_POSTINO_PACKET_BYTES];
  CHAR to[] = "ops@plant.example";
  CHAR subject[] = "Pump 3 stopped";
  memset(body, 'x', sizeof body);
  for (size_t i = 63; i < sizeof body; i += 64) body[i] = '\n';
  CHECK(create(&at, NX_SMTP_CLIENT_AUTH_PLAIN) == NX_SUCCESS);
  for (size_t i = 0; i != sizeof fails / sizeof *fails; ++i) {
    at.wire.fails = fails[i];
    CHECK(send_alarm(&at) == NX_NOT_CONNECTED);
  }
  at.wire.fails = 0;
  at.wire.never_connects = true;
  CHECK(send_alarm(&at) == NX_NOT_CONNECTED);
  CHECK(at.wire.clock == at.client.server.timeouts.connect);
  at.wire.never_connects = false;
  at.wire.fails_in_data = true;
  CHECK(nx_smtp_mail_send(&at.client, to, 2, subject, body, sizeof body) == NX_SMTP_TRANSMIT_ERROR);
  CHECK(nx_smtp_postino_report(&at.client)->outcome == POSTINO_OUTCOME_DEFERRED);
  at.wire.fails_in_data = false;
  CHECK(send_alarm(&at) == NX_SUCCESS);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

/// What a wire without TLS, and with room for every packet, does not bring up.
static int check_others(void) {
  static const struct {
    postino_fault fault;
    postino_phase phase;
    UINT status;
  } others[] = {
      {POSTINO_FAULT_REPLY_TOO_LONG, POSTINO_PHASE_EHLO, NX_SMTP_OVERSIZE_SERVER_REPLY},
      {POSTINO_FAULT_REPLY_LINE_TOO_LONG, POSTINO_PHASE_EHLO, NX_SMTP_OVERSIZE_SERVER_REPLY},
      {POSTINO_FAULT_NEGATIVE_REPLY, POSTINO_PHASE_HELO, NX_SMTP_HELLO_REPLY_ERROR},
      {POSTINO_FAULT_TIMEOUT, POSTINO_PHASE_CONNECT, NX_NOT_CONNECTED},
      {POSTINO_FAULT_TIMEOUT, POSTINO_PHASE_CHUNK, NX_SMTP_TRANSMIT_ERROR},
      {POSTINO_FAULT_NO_PACKET, POSTINO_PHASE_EHLO, NX_SMTP_PACKET_ALLOCATE_ERROR},
      {POSTINO_FAULT_SPEAKS_TLS, POSTINO_PHASE_GREETING, NX_SMTP_SERVER_ERROR_REPLY},
      {POSTINO_FAULT_NEGATIVE_REPLY, POSTINO_PHASE_START_TLS, NX_SMTP_SERVER_ERROR_CODE_RECEIVED},
      {POSTINO_FAULT_START_TLS_REJECTED, POSTINO_PHASE_START_TLS,
       NX_SMTP_SERVER_ERROR_CODE_RECEIVED},
      {POSTINO_FAULT_WRONG_NAME, POSTINO_PHASE_HANDSHAKE, NX_SMTP_INTERNAL_ERROR}};
  postino_report report;
  memset(&report, 0, sizeof report);
  for (size_t i = 0; i != sizeof others / sizeof *others; ++i) {
    report.error.fault = (uint8_t)others[i].fault;
    report.error.phase = (uint8_t)others[i].phase;
    CHECK(nx_smtp_postino_status(&report) == others[i].status);
  }
  return 0;
}

static int check_fields(void) {
  static const postino_field credentials[] = {POSTINO_FIELD_USER, POSTINO_FIELD_PASSWORD,
                                              POSTINO_FIELD_TOKEN, POSTINO_FIELD_MECHANISMS};
  postino_report report;
  memset(&report, 0, sizeof report);
  report.outcome = POSTINO_OUTCOME_INVALID_ARGUMENT;
  for (unsigned field = POSTINO_FIELD_NONE; field <= POSTINO_FIELD_LMTP; ++field) {
    UINT wanted = NX_SMTP_INVALID_PARAM;
    for (size_t i = 0; i != sizeof credentials / sizeof *credentials; ++i) {
      if (field == (unsigned)credentials[i]) wanted = NX_SMTP_AUTHENTICATION_ERROR;
    }
    report.error.field = (uint8_t)field;
    CHECK(nx_smtp_postino_status(&report) == wanted);
  }
  return 0;
}

/// Nothing but an accepted message is a success, whatever the report.
static int check_all(void) {
  postino_report report;
  memset(&report, 0, sizeof report);
  for (unsigned outcome = 0; outcome != 8; ++outcome) {
    for (unsigned fault = 0; fault != 256; ++fault) {
      for (unsigned phase = 0; phase != 20; ++phase) {
        report.outcome = (uint8_t)outcome;
        report.error.fault = (uint8_t)fault;
        report.error.phase = (uint8_t)phase;
        CHECK((nx_smtp_postino_status(&report) == NX_SUCCESS) ==
              (outcome == POSTINO_OUTCOME_ACCEPTED));
      }
    }
  }
  return 0;
}

static int check_credentials(void) {
  static world at;
  at.ip.stack = &at.wire;
  CHAR nothing[] = "";
  CHAR from[] = "node7@plant.example";
  NXD_ADDRESS server = {NX_IP_VERSION_V4, {0x7f000001}};
  CHECK(nxd_smtp_client_create(&at.client, &at.ip, &at.pool, nothing, nothing, from, nothing,
                               NX_SMTP_CLIENT_AUTH_PLAIN, &server, 25) == NX_SUCCESS);
  CHECK(send_alarm(&at) == NX_SMTP_AUTHENTICATION_ERROR);
  CHECK(nx_smtp_client_delete(&at.client) == NX_SUCCESS);
  return 0;
}

int check_statuses(void) {
  for (size_t i = 0; i != sizeof cases / sizeof *cases; ++i) {
    if (check_case(i) != 0) return 1;
  }
  return check_challenge() || check_ways() || check_others() || check_fields() || check_all() ||
         check_credentials();
}
