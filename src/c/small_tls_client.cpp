// SPDX-License-Identifier: MIT
#include "postino/c/small_tls_client.h"

#include "c/calls.hpp"
#include "postino/small_tls_client.hpp"

using postino::SmallTlsClient;
namespace face = postino::c;

postino_fault postino_small_tls_client_init(postino_small_tls_client* client, size_t size,
                                            postino_transport* transport,
                                            const postino_memory* memory) {
  return face::init<SmallTlsClient, postino::Transport>(client, size, transport, memory);
}

postino_fault postino_small_tls_send(postino_small_tls_client* client, const postino_server* server,
                                     const postino_mail* mail, const postino_composer* composer) {
  return face::send<SmallTlsClient>(client, server, mail, composer);
}

postino_fault postino_small_tls_poll(postino_small_tls_client* client, uint32_t now) {
  return face::poll<SmallTlsClient>(client, now);
}

uint32_t postino_small_tls_poll_at(const postino_small_tls_client* client) {
  return face::poll_at<SmallTlsClient>(client);
}

bool postino_small_tls_take_report(postino_small_tls_client* client, postino_report* report) {
  return face::take_report<SmallTlsClient>(client, report);
}

bool postino_small_tls_idle(const postino_small_tls_client* client) {
  return face::idle<SmallTlsClient>(client);
}

bool postino_small_tls_connected(const postino_small_tls_client* client) {
  return face::connected<SmallTlsClient>(client);
}

postino_fault postino_small_tls_abort(postino_small_tls_client* client) {
  return face::abort<SmallTlsClient>(client);
}

postino_fault postino_small_tls_client_delete(postino_small_tls_client* client) {
  return face::end<SmallTlsClient>(client);
}
