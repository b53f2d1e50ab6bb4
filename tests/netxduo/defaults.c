// SPDX-License-Identifier: MIT
// The options where the build defines none: NetX Duo's.
#include "check.h"
#include "scripted_wire.h"

int main(void) {
  static scripted_wire wire;
  static NX_IP ip = {&wire};
  static NX_PACKET_POOL pool;
  static NX_SMTP_CLIENT client;
  static CHAR nothing[] = "";
  NXD_ADDRESS server = {NX_IP_VERSION_V4, {IP_ADDRESS(127, 0, 0, 1)}};
  postino_timeouts wanted = POSTINO_NETX_TIMEOUTS_INIT;
  wanted.block = 5000;
  CHECK(nxd_smtp_client_create(&client, &ip, &pool, nothing, nothing, nothing, nothing,
                               NX_SMTP_CLIENT_AUTH_NONE, &server, 25) == NX_SUCCESS);
  CHECK(memcmp(&client.server.timeouts, &wanted, sizeof wanted) == 0);
  CHECK(sizeof client.username == 41 && sizeof client.domain == 41);
  CHECK(sizeof client.password == 21);
  CHECK(NX_SMTP_CLIENT_TCP_WINDOW_SIZE == 1460 && NX_SMTP_SERVER_CHALLENGE_MAX_STRING == 200);
  CHECK(nx_smtp_client_delete(&client) == NX_SUCCESS);
  return 0;
}
