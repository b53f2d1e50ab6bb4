// SPDX-License-Identifier: MIT
// A program in C that sends: sends SCENARIO HOST PORT [AUTHORITY]. Ends with 0 when all was as it
// should be; what arrived is c_test.py's to judge.
#include <stdlib.h>

#include "check.h"
#include "scenarios.h"

POSTINO_MEMORY(memory, 4, 1460, 8, 128);

static const struct {
  const char* name;
  int (*run)(struct world* world);
} scenarios[] = {{"text", send_text},
                 {"small", send_with_small_client},
                 {"tls", send_over_tls_with_scram},
                 {"small_tls", send_with_small_tls_client},
                 {"attachments", send_attachments},
                 {"several", send_to_several},
                 {"again", abort_and_send_again},
                 {"queue", send_queue},
                 {"callbacks", send_over_callbacks}};

static void fill(struct world* world, char** arguments) {
  world->memory = &memory;
  world->relay.host = postino_text_of(arguments[2]);
  world->relay.port = (uint16_t)strtoul(arguments[3], NULL, 10);
  world->relay.security = POSTINO_SECURITY_NONE;
  world->relay.ehlo_name = postino_text_of("client.example");
  world->relay.timeouts.session = 60000;
  world->authority = arguments[4];
  world->alarm.from.address = postino_text_of("node7@plant.example");
  world->alarm.to.one.address = postino_text_of("ops@plant.example");
  world->alarm.subject = postino_text_of("Pump 3 stopped");
  world->alarm.text.text = postino_text_of("Dry run at 14:02.\r\n.A line with a dot\r\n");
}

int main(int count, char** arguments) {
  static postino_posix_port port;
  struct world world = {NULL, NULL, NULL, POSTINO_SERVER_INIT, POSTINO_MAIL_INIT};
  int failed = 1;
  if (count != 4 && count != 5) return 64;
  fill(&world, arguments);
  world.port = &port;
  CHECK(postino_posix_port_init(&port, sizeof port) == POSTINO_FAULT_NONE);
  for (size_t i = 0; i != sizeof scenarios / sizeof *scenarios; ++i) {
    if (strcmp(arguments[1], scenarios[i].name) == 0) failed = scenarios[i].run(&world);
  }
  CHECK(postino_posix_port_delete(&port) == POSTINO_FAULT_NONE);
  CHECK(postino_pool_usage(memory.pool).taken == 0);
  CHECK(postino_pool_usage(memory.pool).damaged == 0);
  return failed;
}
