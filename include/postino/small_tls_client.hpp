// SPDX-License-Identifier: MIT
/// SmallClient over TLS (docs/client-small.md).
#pragma once

#include "postino/composer.hpp"
#include "postino/detail/client_of.hpp"
#include "postino/mail.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"
#include "postino/time.hpp"
#include "postino/transport.hpp"

namespace postino {

/// As SmallClient, over a Transport and its TLS, which is required: Server::security is StartTls or
/// Tls.
class SmallTlsClient {
 public:
  /// `transport` is borrowed for the client's life, and so is what `memory` refers to.
  constexpr SmallTlsClient(Transport& transport, const Memory& memory)
      : client_{transport, memory} {}
  SmallTlsClient(const SmallTlsClient&) = delete;
  SmallTlsClient& operator=(const SmallTlsClient&) = delete;

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
  detail::ClientOf<detail::small_tls> client_;
};

}  // namespace postino
