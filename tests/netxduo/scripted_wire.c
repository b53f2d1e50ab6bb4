// SPDX-License-Identifier: MIT
#include "scripted_wire.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char* verb;
  const char* reply;
} usual[] = {{"", "220 mail.example\r\n"},
             {"EHLO", "250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n"},
             {"AUTH", "235 2.7.0 welcome\r\n"},
             {"MAIL", "250 OK\r\n"},
             {"RCPT", "250 OK\r\n"},
             {"DATA", "354 go on\r\n"},
             {".", "250 taken\r\n"},
             {"QUIT", "221 bye\r\n"}};

bool heard(const scripted_wire* wire, const char* words) {
  return strstr(wire->heard, words) != NULL;
}

static void answer(scripted_wire* wire, const char* verb) {
  const char* reply = "500 what?\r\n";
  for (size_t i = 0; i != sizeof usual / sizeof *usual; ++i) {
    if (strcmp(verb, usual[i].verb) == 0) reply = usual[i].reply;
  }
  if (wire->verb != NULL && strcmp(verb, wire->verb) == 0) reply = wire->instead;
  wire->says = postino_text_of(reply);
  wire->closes = reply != SILENCE && *reply == '\0';
  wire->in_data = strcmp(verb, "DATA") == 0 && reply != SILENCE && strncmp(reply, "354", 3) == 0;
}

static void take_line(scripted_wire* wire) {
  char verb[8] = "";
  const char* const line = wire->heard + wire->line;
  wire->line = wire->heard_size;
  if (!wire->in_data) {
    for (size_t i = 0; i != sizeof verb - 1 && line[i] > ' '; ++i) verb[i] = line[i];
    answer(wire, verb);
  } else if (strcmp(line, ".\r\n") == 0) {
    answer(wire, ".");
  }
}

static int32_t connect_wire(void* context, postino_text host, uint16_t port) {
  scripted_wire* const wire = context;
  (void)host;
  (void)port;
  if (wire->never_connects) return POSTINO_PENDING;
  if (wire->fails != 0) return wire->fails;
  wire->heard_size = wire->line = 0;
  wire->connected = true;
  answer(wire, "");
  return POSTINO_DONE;
}

static int32_t send_octets(void* context, postino_text octets, bool more) {
  scripted_wire* const wire = context;
  (void)more;
  if (wire->in_data && wire->fails_in_data) return POSTINO_FAILED;
  if (octets.size > sizeof wire->heard - 1 - wire->heard_size) abort();
  for (size_t i = 0; i != octets.size; ++i) {
    wire->heard[wire->heard_size++] = octets.data[i];
    wire->heard[wire->heard_size] = '\0';
    if (octets.data[i] == '\n') take_line(wire);
  }
  return (int32_t)octets.size;
}

static int32_t receive_octets(void* context, char* into, size_t room) {
  scripted_wire* const wire = context;
  const size_t count = wire->says.size < room ? wire->says.size : room;
  if (wire->closes) return POSTINO_END;
  if (count == 0) return POSTINO_PENDING;
  memcpy(into, wire->says.data, count);
  wire->says.data += count;
  wire->says.size -= count;
  return (int32_t)count;
}

static void close_wire(void* context) { ((scripted_wire*)context)->connected = false; }

static uint32_t now(void* context) { return ((scripted_wire*)context)->clock; }

static void wait_until(void* context, uint32_t until) {
  scripted_wire* const wire = context;
  if (!wire->connected || (wire->says.size == 0 && !wire->closes)) wire->clock = until;
}

UINT nx_smtp_postino_open(NX_SMTP_CLIENT* client) {
  static const postino_socket_calls calls = {.connect = connect_wire,
                                             .send = send_octets,
                                             .receive = receive_octets,
                                             .close = close_wire,
                                             .abort = close_wire};
  static const postino_waiter_calls waits = {now, wait_until};
  scripted_wire* const wire = client->ip->stack;
  if (wire->refuses != NX_SUCCESS) return wire->refuses;
  postino_callback_socket_init(&wire->socket, sizeof wire->socket, &calls, wire);
  postino_callback_waiter_init(&wire->waiter, sizeof wire->waiter, &waits, wire);
  postino_plain_transport_init(&wire->transport, sizeof wire->transport, &wire->socket.socket);
  client->transport = &wire->transport.transport;
  client->waiter = wire->has_no_waiter ? NULL : &wire->waiter.waiter;
  client->wire = wire;
  if (wire->wants_tls) client->server.security = POSTINO_SECURITY_TLS;
  ++wire->opened;
  return NX_SUCCESS;
}

void nx_smtp_postino_close(NX_SMTP_CLIENT* client) {
  --((scripted_wire*)client->ip->stack)->opened;
}
