// SPDX-License-Identifier: MIT
/// The least that logs in and sends: for devices whose flash counts most (docs/client-small.md).
#pragma once

#include "postino/composer.hpp"
#include "postino/detail/client_of.hpp"
#include "postino/mail.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/socket.hpp"
#include "postino/storage.hpp"
#include "postino/time.hpp"

namespace postino {

/// As Client, over a Socket and in clear: PLAIN and LOGIN, one connection a message, one command at
/// a time, any Composer. What asks for more is reported as InvalidArgument, mostly with
/// Fault::NotForThisClient. Server::ehlo_name is required; Server::pipelining and keep_open are
/// without effect. Names and addresses are held to what can't inject a command, not to their
/// grammar. No HELO, no SIZE, no enhanced status codes.
class SmallClient {
 public:
  /// `socket` is borrowed for the client's life, and so is what `memory` refers to.
  constexpr SmallClient(Socket& socket, const Memory& memory) : client_{socket, memory} {}
  SmallClient(const SmallClient&) = delete;
  SmallClient& operator=(const SmallClient&) = delete;

  /// As Client::send(); the former connection is closed first.
  [[nodiscard]] bool send(const Server& server, const Mail& mail, const Composer& composer);
  bool send(const Server&&, const Mail&, const Composer&) = delete;
  bool send(const Server&, const Mail&&, const Composer&) = delete;
  bool send(const Server&&, const Mail&&, const Composer&) = delete;
  bool send(const Server&, const Mail&, const Composer&&) = delete;

  /// As those of Client.
  void poll(Millis now);
  [[nodiscard]] Millis poll_at() const { return client_.poll_at(); }
  [[nodiscard]] const Report* take_report();
  [[nodiscard]] bool idle() const { return client_.idle(); }
  [[nodiscard]] bool connected() const { return client_.connected(); }
  /// Without effect: each connection ends in order after its message.
  void quit() {}
  void abort();

 private:
  detail::ClientOf<detail::small> client_;
};

}  // namespace postino
