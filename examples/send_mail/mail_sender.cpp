// SPDX-License-Identifier: MIT
#include "mail_sender.hpp"

#include <iostream>

#include "stop.hpp"

namespace postino::demo {
namespace {

constexpr std::size_t reply_text_octets = 512;
/// A signal that comes just before a sleep is seen after it.
constexpr Millis max_sleep{250};

}  // namespace

void StandardErrorTrace::line(Direction direction, std::string_view text) {
  std::cerr << (direction == Direction::Sent ? "> " : "< ") << text << '\n';
}

MailSender::MailSender(const Options& options, const TlsFiles& files, std::size_t recipients)
    : blocks_(options.packets * PacketPool::block_bytes(options.packet_bytes)),
      pool_{blocks_, options.packet_bytes},
      recipients_(recipients),
      reply_text_(reply_text_octets),
      tls_{port_, options, files, sink_},
      traced_{tls_.transport(), sink_},
      client_{options.trace ? static_cast<Transport&>(traced_) : tls_.transport(),
              Memory{pool_, recipients_, reply_text_}} {}

void MailSender::send(const Server& server, MailQueue& queue) {
  if (!client_.send(server, queue)) return;
  while (!client_.idle()) {
    if (stopped()) client_.abort();
    client_.poll(port_.now());
    if (!client_.idle()) sleep();
  }
}

void MailSender::quit() {
  client_.quit();
  client_.poll(port_.now());
  while (client_.connected() && !stopped()) {
    sleep();
    client_.poll(port_.now());
  }
}

void MailSender::sleep() {
  const Millis soon = port_.now() + max_sleep;
  const Millis next = client_.poll_at();
  port_.wait(soon.reached(next) ? next : soon);
}

Server make_server(const Options& options, const Credentials& credentials,
                   std::span<const Mechanism* const> mechanisms, const Asked& asked) {
  Server server{.host = options.host,
                .port = options.port,
                .security = options.security,
                .ehlo_name = options.helo,
                .pipelining = options.extensions.pipelining,
                .extensions = asked.extensions(),
                .lmtp = options.extensions.lmtp ? &lmtp : nullptr,
                .timeouts = options.timeouts};
  if (!options.logs_in()) return server;
  server.login = Login{.user = options.user,
                       .password = credentials.password,
                       .token = credentials.token,
                       .mechanisms = mechanisms,
                       .allow_clear_text = options.clear_text_named};
  if (credentials.token_command) server.login->token = *credentials.token_command;
  return server;
}

}  // namespace postino::demo
