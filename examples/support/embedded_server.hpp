// SPDX-License-Identifier: MIT
/// A small SMTP server on loopback, for the demo and for tests over real sockets.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "received_mail.hpp"
#include "server_options.hpp"

namespace postino::demo {

/// Runs in threads of its own from its first moment to its last.
class EmbeddedServer {
 public:
  /// Throws std::system_error when it can't listen.
  explicit EmbeddedServer(ServerOptions options = {});
  EmbeddedServer(const EmbeddedServer&) = delete;
  EmbeddedServer& operator=(const EmbeddedServer&) = delete;
  /// Ends every connection.
  ~EmbeddedServer();

  /// Chosen by the kernel; that of the first address, or of `address`.
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::uint16_t port(std::string_view address) const;

  /// What has arrived so far. A mail is here before its client has the reply.
  [[nodiscard]] std::vector<ReceivedMail> mails() const;
  /// Command lines so far, of all connections.
  [[nodiscard]] std::vector<std::string> commands() const;
  /// Connections that were ever made.
  [[nodiscard]] std::size_t connections() const;
  /// Whether all connections ended before `patience` did.
  [[nodiscard]] bool wait_until_idle(std::chrono::milliseconds patience) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace postino::demo
