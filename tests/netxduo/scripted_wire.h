// SPDX-License-Identifier: MIT
/// A server in memory under the calls of NetX Duo, and a clock that goes where it is waited for.
#pragma once

#include "nxd_smtp_client.h"

#define SILENCE NULL  ///< As a reply: none, ever.
#define GOODBYE ""    ///< As a reply: the server closes.

/// `instead` is what the server answers to `verb`: "" is the greeting, "." the end of a message.
typedef struct scripted_wire {
  const char* verb;
  const char* instead;
  int32_t fails;  ///< What connect() returns; 0 stands for POSTINO_DONE.
  bool never_connects;
  bool fails_in_data;  ///< The connection is lost while the message is sent.
  UINT refuses;        ///< What nx_smtp_postino_open() returns.
  bool has_no_waiter;
  bool wants_tls;  ///< Whether nx_smtp_postino_open() does.
  int opened;      ///< How often less how often closed.
  char heard[4096];
  size_t heard_size;
  postino_callback_socket socket;
  postino_callback_waiter waiter;
  postino_plain_transport transport;
  postino_text says;
  size_t line;  ///< Where in `heard` the line begins that is under way.
  bool in_data;
  bool connected;
  bool closes;  ///< Whether the server did.
  uint32_t clock;
} scripted_wire;

/// Whether the client said `words`.
bool heard(const scripted_wire* wire, const char* words);
