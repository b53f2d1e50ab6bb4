// SPDX-License-Identifier: MIT
// A firmware in C that sends a message over lwIP: no heap, no C++ library.
#include "c/board.h"
#include "postino.h"
#include "postino/c/lwip.h"

enum { exit_accepted = 0, exit_rejected = 69, exit_no_ethernet = 71, exit_deferred = 75 };

static postino_lwip_socket port;
static postino_plain_transport wire;
static postino_client client;
POSTINO_MEMORY(memory, 4, 1460, 2, 128);

static void print(const char* text) { board_print(postino_text_of(text)); }

static bool start(void) {
  return postino_lwip_socket_init(&port, sizeof port) == POSTINO_FAULT_NONE &&
         postino_plain_transport_init(&wire, sizeof wire, &port.socket) == POSTINO_FAULT_NONE &&
         postino_client_init(&client, sizeof client, &wire.transport, &memory) ==
             POSTINO_FAULT_NONE;
}

static void fill(const board_settings* settings, postino_server* relay, postino_mail* alarm) {
  relay->host = settings->server;
  relay->port = settings->port;
  relay->security = POSTINO_SECURITY_NONE;
  relay->login.given = settings->user.size != 0;
  relay->login.value.user = settings->user;
  relay->login.value.password = settings->password;
  relay->login.value.allow_clear_text = true;
  alarm->from.address = postino_text_of("node7@plant.example");
  alarm->to.one.address = settings->to;
  alarm->subject = postino_text_of("Pump 3 stopped");
  alarm->text.text = postino_text_of("Dry run at 14:02.\r\n.A line with a dot\r\n");
}

static void print_report(const postino_report* report) {
  print("mail 1 try 1 ");
  board_print(postino_outcome_name(report->outcome));
  print(" ");
  board_print(postino_fault_name(report->error.fault));
  print(" ");
  board_print(postino_phase_name(report->error.phase));
  print(" ");
  board_print_number(report->error.code);
  print("\n");
}

static void turn(void) {
  postino_poll(&client, board_milliseconds());
  board_turn(postino_poll_at(&client));
}

static int end(int status) {
  print("packets taken ");
  board_print_number((unsigned)postino_pool_usage(memory.pool).taken);
  print("\nexit ");
  board_print_number((unsigned)status);
  print("\n");
  return status;
}

int board_main(void) {
  static postino_server relay = POSTINO_SERVER_INIT;
  static postino_mail alarm = POSTINO_MAIL_INIT;
  board_settings settings;
  postino_report report;
  if (!board_start(&settings) || !start()) return end(exit_no_ethernet);
  fill(&settings, &relay, &alarm);
  if (postino_send(&client, &relay, &alarm, postino_text_mail()) != POSTINO_FAULT_NONE) {
    return end(exit_rejected);
  }
  while (!postino_take_report(&client, &report)) turn();
  print_report(&report);
  while (postino_connected(&client) || !postino_lwip_socket_quiet(&port)) turn();
  if (report.outcome == POSTINO_OUTCOME_ACCEPTED) return end(exit_accepted);
  return end(report.outcome == POSTINO_OUTCOME_DEFERRED ? exit_deferred : exit_rejected);
}
