// SPDX-License-Identifier: MIT
#include "postino/c/small_client.h"

#include "c/calls.hpp"
#include "postino/small_client.hpp"

using postino::SmallClient;
namespace face = postino::c;

postino_fault postino_small_client_init(postino_small_client* client, size_t size,
                                        postino_socket* socket, const postino_memory* memory) {
  return face::init<SmallClient, postino::Socket>(client, size, socket, memory);
}

postino_fault postino_small_send(postino_small_client* client, const postino_server* server,
                                 const postino_mail* mail, const postino_composer* composer) {
  return face::send<SmallClient>(client, server, mail, composer);
}

postino_fault postino_small_poll(postino_small_client* client, uint32_t now) {
  return face::poll<SmallClient>(client, now);
}

uint32_t postino_small_poll_at(const postino_small_client* client) {
  return face::poll_at<SmallClient>(client);
}

bool postino_small_take_report(postino_small_client* client, postino_report* report) {
  return face::take_report<SmallClient>(client, report);
}

bool postino_small_idle(const postino_small_client* client) {
  return face::idle<SmallClient>(client);
}

bool postino_small_connected(const postino_small_client* client) {
  return face::connected<SmallClient>(client);
}

postino_fault postino_small_abort(postino_small_client* client) {
  return face::abort<SmallClient>(client);
}

postino_fault postino_small_client_delete(postino_small_client* client) {
  return face::end<SmallClient>(client);
}
