// SPDX-License-Identifier: MIT
// As image.cpp, in C: a text with Client, or with POSTINO_IMAGE_SMALL a text from a source with
// SmallClient, PLAIN and LOGIN. The socket is one of callbacks, since C has no other without a
// port.
#include "postino.h"

uint32_t volatile tick;

static int32_t on_connect(void* context, postino_text host, uint16_t port) {
  (void)context, (void)host, (void)port;
  return (int32_t)tick;
}
static int32_t on_send(void* context, postino_text octets, bool more) {
  (void)context, (void)octets, (void)more;
  return (int32_t)tick;
}
static int32_t on_receive(void* context, char* into, size_t room) {
  (void)context, (void)into, (void)room;
  return (int32_t)tick;
}
static void on_close(void* context) {
  (void)context;
  tick = 0;
}

static const postino_socket_calls calls = {.connect = on_connect,
                                           .send = on_send,
                                           .receive = on_receive,
                                           .close = on_close,
                                           .abort = on_close};
static postino_callback_socket port;
POSTINO_MEMORY(memory, 4, 1460, 8, 128);

#ifdef POSTINO_IMAGE_SMALL
static int32_t read_log(void* context, uint32_t offset, char* into, size_t room) {
  (void)context, (void)offset, (void)into, (void)room;
  return (int32_t)tick;
}

static postino_small_client client;
static postino_callback_source pump_log;
static const postino_server relay = {.host = POSTINO_TEXT("192.0.2.25"),
                                     .security = POSTINO_SECURITY_NONE,
                                     .login = {{.user = POSTINO_TEXT("pump3"),
                                                .password = POSTINO_TEXT("secret"),
                                                .mechanisms = POSTINO_PASSWORDS,
                                                .allow_clear_text = true},
                                               true},
                                     .ehlo_name = POSTINO_TEXT("node7.plant.example"),
                                     .timeouts = POSTINO_TIMEOUTS_INIT};
static const postino_mail alarm = {.from = {.address = POSTINO_TEXT("node7@plant.example")},
                                   .to = {.one = {.address = POSTINO_TEXT("ops@plant.example")}},
                                   .subject = POSTINO_TEXT("Pump 3 stopped"),
                                   .text = {.source = &pump_log.source}};

static void start(void) {
  postino_callback_socket_init(&port, sizeof port, &calls, NULL);
  postino_callback_source_init(&pump_log, sizeof pump_log, read_log, NULL, tick);
  postino_small_client_init(&client, sizeof client, &port.socket, &memory);
}

static void step(void) {
  postino_report report;
  if (postino_small_idle(&client)) {
    postino_small_send(&client, &relay, &alarm, postino_plain_text());
  }
  postino_small_poll(&client, tick);
  if (postino_small_take_report(&client, &report)) tick = report.outcome;
}
#else
static postino_plain_transport wire;
static postino_client client;
static const postino_server relay = {.host = POSTINO_TEXT("192.0.2.25"),
                                     .security = POSTINO_SECURITY_NONE,
                                     .ehlo_name = POSTINO_TEXT("node7.plant.example"),
                                     .timeouts = POSTINO_TIMEOUTS_INIT};
static const postino_mail alarm = {.from = {.address = POSTINO_TEXT("node7@plant.example")},
                                   .to = {.one = {.address = POSTINO_TEXT("ops@plant.example")}},
                                   .subject = POSTINO_TEXT("Pump 3 stopped"),
                                   .text = {.text = POSTINO_TEXT("Dry run at 14:02.\r\n")}};

static void start(void) {
  postino_callback_socket_init(&port, sizeof port, &calls, NULL);
  postino_plain_transport_init(&wire, sizeof wire, &port.socket);
  postino_client_init(&client, sizeof client, &wire.transport, &memory);
}

static void step(void) {
  postino_report report;
  if (postino_idle(&client)) postino_send(&client, &relay, &alarm, postino_text_mail());
  postino_poll(&client, tick);
  if (postino_take_report(&client, &report)) tick = report.outcome;
}
#endif

void _start(void);
void _start(void) {
  start();
  for (;;) step();
}
