// SPDX-License-Identifier: MIT
#include "posix_wire.h"

UINT nx_smtp_postino_open(NX_SMTP_CLIENT* client) {
  posix_wire* const wire = client->ip->stack;
  postino_posix_port_init(&wire->posix, sizeof wire->posix);
  postino_plain_transport_init(&wire->transport, sizeof wire->transport, &wire->posix.socket);
  client->transport = &wire->transport.transport;
  client->waiter = &wire->posix.waiter;
  client->wire = wire;
  client->server.host = postino_text_of("127.0.0.1");
  client->server.port = wire->port;
  return NX_SUCCESS;
}

void nx_smtp_postino_close(NX_SMTP_CLIENT* client) {
  posix_wire* const wire = client->wire;
  postino_posix_port_delete(&wire->posix);
}
