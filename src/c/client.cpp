// SPDX-License-Identifier: MIT
#include "postino/c/client.h"

#include "c/calls.hpp"
#include "postino/client.hpp"

using postino::Client;
namespace face = postino::c;

postino_fault postino_client_init(postino_client* client, size_t size, postino_transport* transport,
                                  const postino_memory* memory) {
  return face::init<Client, postino::Transport>(client, size, transport, memory);
}

postino_fault postino_send(postino_client* client, const postino_server* server,
                           const postino_mail* mail, const postino_composer* composer) {
  return face::send<Client>(client, server, mail, composer);
}

postino_fault postino_poll(postino_client* client, uint32_t now) {
  return face::poll<Client>(client, now);
}

uint32_t postino_poll_at(const postino_client* client) { return face::poll_at<Client>(client); }

bool postino_take_report(postino_client* client, postino_report* report) {
  return face::take_report<Client>(client, report);
}

bool postino_idle(const postino_client* client) { return face::idle<Client>(client); }

bool postino_connected(const postino_client* client) { return face::connected<Client>(client); }

postino_fault postino_quit(postino_client* client) {
  const postino_fault fault = face::unusable<Client>(client);
  if (fault == POSTINO_FAULT_NONE) face::client_in<Client>(client).quit();
  return fault;
}

postino_fault postino_abort(postino_client* client) { return face::abort<Client>(client); }

postino_fault postino_client_delete(postino_client* client) { return face::end<Client>(client); }
