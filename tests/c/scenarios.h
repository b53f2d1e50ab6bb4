// SPDX-License-Identifier: MIT
/// The scenarios of sends.c; each returns 0 when all was as it should be.
#pragma once

#include "postino.h"
#include "postino/c/posix.h"

/// What a scenario works with.
struct world {
  postino_posix_port* port;
  const postino_memory* memory;
  const char* authority;  ///< A file in PEM; NULL where there is no TLS.
  postino_server relay;   ///< The server, in clear and without a login.
  postino_mail alarm;     ///< A message for it.
};

int send_text(struct world* world);
int send_with_small_client(struct world* world);
int send_over_tls_with_scram(struct world* world);
int send_with_small_tls_client(struct world* world);
int send_attachments(struct world* world);
int send_to_several(struct world* world);
int abort_and_send_again(struct world* world);
int send_queue(struct world* world);
int send_over_callbacks(struct world* world);
