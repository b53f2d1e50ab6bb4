// SPDX-License-Identifier: MIT
// Texts, by each of the clients in clear, and one after another.
#include "check.h"
#include "scenarios.h"

static postino_plain_transport wire;
static postino_client client;

static int begin(struct world* world) {
  CHECK(postino_plain_transport_init(&wire, sizeof wire, &world->port->socket) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_client_init(&client, sizeof client, &wire.transport, world->memory) ==
        POSTINO_FAULT_NONE);
  return 0;
}

/// The loop of a program that has other things to do too.
static void carry_on(postino_report* report) {
  while (!postino_take_report(&client, report)) postino_poll(&client, postino_posix_now());
}

int send_text(struct world* world) {
  postino_report report;
  if (begin(world) != 0) return 1;
  CHECK(postino_idle(&client));
  CHECK(postino_send_and_wait(&client, &world->port->waiter, &world->relay, &world->alarm,
                              postino_text_mail(), &report) == POSTINO_FAULT_NONE);
  CHECK(accepted(&report));
  CHECK(report.protection == POSTINO_PROTECTION_NONE);
  CHECK(report.recipient_count == 1 && report.recipients[0].code == 250);
  CHECK(!postino_connected(&client));
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}

int send_with_small_client(struct world* world) {
  static postino_small_client small;
  postino_report report;
  CHECK(postino_small_client_init(&small, sizeof small, &world->port->socket, world->memory) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_small_send(&small, &world->relay, &world->alarm, postino_plain_text()) ==
        POSTINO_FAULT_NONE);
  while (!postino_small_take_report(&small, &report)) {
    CHECK(postino_small_poll(&small, postino_posix_now()) == POSTINO_FAULT_NONE);
  }
  CHECK(accepted(&report));
  while (postino_small_connected(&small)) postino_small_poll(&small, postino_posix_now());
  CHECK(postino_small_idle(&small));
  CHECK(postino_small_client_delete(&small) == POSTINO_FAULT_NONE);
  return 0;
}

int abort_and_send_again(struct world* world) {
  postino_report report;
  if (begin(world) != 0) return 1;
  CHECK(postino_send(&client, &world->relay, &world->alarm, postino_text_mail()) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_send(&client, &world->relay, &world->alarm, postino_text_mail()) ==
        POSTINO_FAULT_NOT_IDLE);
  postino_poll(&client, postino_posix_now());
  CHECK(postino_connected(&client));
  CHECK(postino_abort(&client) == POSTINO_FAULT_NONE);
  CHECK(postino_take_report(&client, &report));
  CHECK(report.outcome == POSTINO_OUTCOME_DEFERRED);
  CHECK(report.error.fault == POSTINO_FAULT_ABORTED);
  CHECK(is(postino_fault_name(report.error.fault), "Aborted"));
  CHECK(postino_send(&client, &world->relay, &world->alarm, postino_text_mail()) ==
        POSTINO_FAULT_NONE);
  carry_on(&report);
  CHECK(accepted(&report));
  CHECK(postino_finish(&client, &world->port->waiter) == POSTINO_FAULT_NONE);
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}

int send_to_several(struct world* world) {
  static const postino_mailbox to[] = {
      {POSTINO_TEXT("ops@plant.example"), POSTINO_TEXT("Leitwarte S\xc3\xbc"
                                                       "d")},
      {POSTINO_TEXT("nobody@plant.example"), POSTINO_TEXT("")}};
  postino_report report;
  world->alarm.to.list = to;
  world->alarm.to.count = sizeof to / sizeof *to;
  world->alarm.bcc.one.address = postino_text_of("archive@plant.example");
  if (begin(world) != 0) return 1;
  CHECK(postino_send_and_wait(&client, &world->port->waiter, &world->relay, &world->alarm,
                              postino_text_mail(), &report) == POSTINO_FAULT_NONE);
  CHECK(accepted(&report));
  CHECK(report.recipient_count == 3);
  CHECK(report.recipients[0].outcome == POSTINO_OUTCOME_ACCEPTED);
  CHECK(report.recipients[1].outcome == POSTINO_OUTCOME_REJECTED);
  CHECK(report.recipients[1].code == 550);
  CHECK(report.recipients[2].outcome == POSTINO_OUTCOME_ACCEPTED);
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}

/// Three messages, by their subjects.
struct alarms {
  postino_mail list[3];
  size_t ended;
  bool all_accepted;
};

static postino_queued next_alarm(void* context, uint16_t place) {
  const struct alarms* alarms = context;
  postino_queued found = POSTINO_QUEUED_INIT;
  if (alarms->ended + place < sizeof alarms->list / sizeof *alarms->list) {
    found.mail = &alarms->list[alarms->ended + place];
    found.composer = postino_plain_text();
  }
  return found;
}

static void alarm_ended(void* context, const postino_report* report) {
  struct alarms* alarms = context;
  alarms->all_accepted = accepted(report) && alarms->all_accepted;
  ++alarms->ended;
}

int send_queue(struct world* world) {
  static struct alarms alarms;
  static postino_queue queue;
  for (size_t i = 0; i != 3; ++i) alarms.list[i] = world->alarm;
  alarms.list[1].subject = postino_text_of("Pump 4 stopped");
  alarms.list[2].priority = POSTINO_PRIORITY_HIGH;
  alarms.all_accepted = true;
  world->relay.pipelining = POSTINO_PIPELINING_ACROSS_MAILS;
  if (begin(world) != 0) return 1;
  CHECK(postino_queue_init(&queue, sizeof queue, next_alarm, alarm_ended, &alarms) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_send_queue(&client, &world->relay, &queue) == POSTINO_FAULT_NONE);
  while (!postino_idle(&client)) postino_poll(&client, postino_posix_now());
  CHECK(alarms.ended == 3 && alarms.all_accepted);
  CHECK(postino_finish(&client, &world->port->waiter) == POSTINO_FAULT_NONE);
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}
