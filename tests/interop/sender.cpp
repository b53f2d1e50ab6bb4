// SPDX-License-Identifier: MIT
#include "sender.hpp"

#include <cstdlib>

namespace postino::test {
namespace {

Sent keep(const Report& report) {
  return {.outcome = report.outcome,
          .error = report.error,
          .text = std::string{report.text},
          .recipients = {report.recipients.begin(), report.recipients.end()}};
}

}  // namespace

Server server_at(View host, std::uint16_t port) {
  Server server{.host = host, .port = port, .security = Security::None};
  server.timeouts = netx_timeouts;
  server.timeouts.session = seconds(60);
  return server;
}

Sender::Sender(std::size_t packets, std::size_t packet_bytes)
    : blocks_(packets * PacketPool::block_bytes(packet_bytes)), pool_{blocks_, packet_bytes} {}

Sent Sender::send(const Server& server, const Mail& mail, const Composer& composer) {
  return keep(send_mail(client_, port_, server, mail, composer));
}

Sent Sender::send_and_stay(const Server& server, const Mail& mail, const Composer& composer) {
  if (!client_.send(server, mail, composer)) std::abort();
  while (true) {
    client_.poll(port_.now());
    if (const Report* const report = client_.take_report()) return keep(*report);
    port_.wait(client_.poll_at());
  }
}

void Sender::quit() {
  client_.quit();
  client_.poll(port_.now());
  while (client_.connected()) {
    port_.wait(client_.poll_at());
    client_.poll(port_.now());
  }
}

}  // namespace postino::test
