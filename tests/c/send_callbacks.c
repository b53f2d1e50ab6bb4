// SPDX-License-Identifier: MIT
// A socket and a waiter that are made of callbacks over BSD sockets: what a stack without a port
// needs.
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"
#include "scenarios.h"

struct connection {
  int descriptor;
  int error;
};

static int32_t failed(struct connection* connection) {
  connection->error = errno;
  return errno == EAGAIN || errno == EINPROGRESS ? POSTINO_PENDING : POSTINO_FAILED;
}

static int32_t on_connect(void* context, postino_text host, uint16_t port) {
  struct connection* connection = context;
  struct sockaddr_in to = {0};
  char name[INET_ADDRSTRLEN];
  if (connection->descriptor < 0) {
    if (host.size >= sizeof name) return POSTINO_NOT_FOUND;
    memcpy(name, host.data, host.size);
    name[host.size] = '\0';
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    if (inet_pton(AF_INET, name, &to.sin_addr) != 1) return POSTINO_NOT_FOUND;
    connection->descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (connection->descriptor < 0) return failed(connection);
    (void)fcntl(connection->descriptor, F_SETFL, O_NONBLOCK);
    if (connect(connection->descriptor, (const struct sockaddr*)&to, sizeof to) != 0) {
      return failed(connection);
    }
    return POSTINO_DONE;
  }
  struct pollfd ready = {connection->descriptor, POLLOUT, 0};
  if (poll(&ready, 1, 0) == 0) return POSTINO_PENDING;
  return (ready.revents & POLLERR) != 0 ? POSTINO_FAILED : POSTINO_DONE;
}

/// Takes seven octets at most: a stack with little room.
static int32_t on_send(void* context, postino_text octets, bool more) {
  struct connection* connection = context;
  const size_t count = octets.size < 7 ? octets.size : 7;
  const ssize_t taken = send(connection->descriptor, octets.data, count, MSG_NOSIGNAL);
  (void)more;
  return taken < 0 ? failed(connection) : (int32_t)taken;
}

static int32_t on_receive(void* context, char* into, size_t room) {
  struct connection* connection = context;
  const ssize_t count = recv(connection->descriptor, into, room, 0);
  if (count == 0) return POSTINO_END;
  return count < 0 ? failed(connection) : (int32_t)count;
}

static void on_close(void* context) {
  struct connection* connection = context;
  if (connection->descriptor >= 0) (void)close(connection->descriptor);
  connection->descriptor = -1;
}

static size_t on_local_address(void* context, char* into, size_t room) {
  (void)context;
  if (room < 9) return 0;
  memcpy(into, "127.0.0.1", 9);
  return 9;
}

static int on_native_code(void* context) { return ((const struct connection*)context)->error; }

static uint32_t on_now(void* context) {
  (void)context;
  return postino_posix_now();
}

static void on_wait(void* context, uint32_t until) {
  const struct connection* connection = context;
  struct pollfd ready = {connection->descriptor, POLLIN, 0};
  const uint32_t left = until - postino_posix_now();
  (void)poll(&ready, 1, left < 10 ? (int)left : 10);
}

int send_over_callbacks(struct world* world) {
  static const postino_socket_calls socket_calls = {.connect = on_connect,
                                                    .send = on_send,
                                                    .receive = on_receive,
                                                    .close = on_close,
                                                    .abort = on_close,
                                                    .local_address = on_local_address,
                                                    .native_code = on_native_code};
  static const postino_waiter_calls waiter_calls = {on_now, on_wait};
  static postino_callback_socket port;
  static postino_callback_waiter waiter;
  static postino_plain_transport wire;
  static postino_client client;
  struct connection connection = {-1, 0};
  postino_report report;
  CHECK(postino_callback_socket_init(&port, sizeof port, &socket_calls, &connection) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_callback_waiter_init(&waiter, sizeof waiter, &waiter_calls, &connection) ==
        POSTINO_FAULT_NONE);
  CHECK(postino_plain_transport_init(&wire, sizeof wire, &port.socket) == POSTINO_FAULT_NONE);
  CHECK(postino_client_init(&client, sizeof client, &wire.transport, world->memory) ==
        POSTINO_FAULT_NONE);
  world->relay.ehlo_name.size = 0;
  CHECK(postino_send_and_wait(&client, &waiter.waiter, &world->relay, &world->alarm,
                              postino_text_mail(), &report) == POSTINO_FAULT_NONE);
  CHECK(accepted(&report));
  CHECK(connection.descriptor < 0);
  CHECK(postino_client_delete(&client) == POSTINO_FAULT_NONE);
  return 0;
}
