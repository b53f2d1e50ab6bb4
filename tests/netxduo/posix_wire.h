// SPDX-License-Identifier: MIT
/// The calls of NetX Duo over POSIX sockets, on this machine.
#pragma once

#include "nxd_smtp_client.h"
#include "postino/c/posix.h"

/// What NX_IP::stack points to. `port`: that of the server on the loopback interface which stands
/// in for the one of the address and port that the client was created with.
typedef struct posix_wire {
  uint16_t port;
  postino_posix_port posix;
  postino_plain_transport transport;
} posix_wire;
