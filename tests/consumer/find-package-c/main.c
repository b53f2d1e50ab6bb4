// SPDX-License-Identifier: MIT
// Sends to a port where nobody listens: all of the library that a text message needs is there.
#include "postino.h"
#include "postino/c/posix.h"

POSTINO_MEMORY(memory, 2, 512, 1, 64);
static postino_posix_port port;
static postino_plain_transport wire;
static postino_client client;
static const postino_server relay = {.host = POSTINO_TEXT("127.0.0.1"),
                                     .port = 1,
                                     .security = POSTINO_SECURITY_NONE,
                                     .timeouts = POSTINO_TIMEOUTS_INIT};
static const postino_mail alarm = {.from = {.address = POSTINO_TEXT("node7@plant.example")},
                                   .to = {.one = {.address = POSTINO_TEXT("ops@plant.example")}},
                                   .text = {.text = POSTINO_TEXT("Dry run.\r\n")}};

int main(void) {
  postino_report report;
  if (postino_posix_port_init(&port, sizeof port) != POSTINO_FAULT_NONE) return 1;
  postino_plain_transport_init(&wire, sizeof wire, &port.socket);
  postino_client_init(&client, sizeof client, &wire.transport, &memory);
  postino_send_and_wait(&client, &port.waiter, &relay, &alarm, postino_text_mail(), &report);
  postino_posix_port_delete(&port);
  return report.error.fault == POSTINO_FAULT_CONNECT_FAILED ? 0 : 1;
}
