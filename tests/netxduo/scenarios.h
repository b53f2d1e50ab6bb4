// SPDX-License-Identifier: MIT
/// What the tests of the calls share; each returns 0 when all was as it should be.
#pragma once

#include "check.h"
#include "scripted_wire.h"

/// A client over a wire, and how it was created.
typedef struct world {
  scripted_wire wire;
  NX_IP ip;
  NX_PACKET_POOL pool;
  NX_SMTP_CLIENT client;
} world;

UINT create(world* at, UINT authentication_type);
UINT send_alarm(world* at);

int check_arguments(void);
int check_lives(void);
int check_messages(void);
int check_statuses(void);
