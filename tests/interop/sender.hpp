// SPDX-License-Identifier: MIT
/// A client over real sockets.
#pragma once

#include <string>
#include <vector>

#include "postino/posix_port.hpp"
#include "postino/postino.hpp"

namespace postino::test {

/// A Report that owns its words.
struct Sent {
  Outcome outcome = Outcome::Deferred;
  Error error{};
  std::string text;
  std::vector<RecipientReport> recipients;
};

/// Timeouts of seconds, so that a hang is a failure and not a long wait.
[[nodiscard]] Server server_at(View host, std::uint16_t port);

/// A port, a transport and a client; `sizes` of the pool at run time.
class Sender {
 public:
  explicit Sender(std::size_t packets = 4, std::size_t packet_bytes = 1460);

  /// One mail on a connection of its own.
  Sent send(const Server& server, const Mail& mail, const Composer& composer = text_mail);
  /// One mail; the connection stays for the next that follows at once.
  Sent send_and_stay(const Server& server, const Mail& mail, const Composer& composer = text_mail);
  void quit();

  [[nodiscard]] const PacketPool& pool() const { return pool_; }

 private:
  std::vector<std::byte> blocks_;
  PacketPool pool_;
  std::vector<RecipientReport> recipients_{100};
  std::vector<char> reply_text_ = std::vector<char>(256);
  PosixPort port_;
  PlainTransport plain_{port_};
  Scoped<Client> client_{plain_, Memory{pool_, recipients_, reply_text_}};
};

}  // namespace postino::test
