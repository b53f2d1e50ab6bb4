// SPDX-License-Identifier: MIT
/// A Transport over a FakeSocket whose TLS is a pretence that can fail in all the ways of a real
/// one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postino/transport.hpp"
#include "support/fake_socket.hpp"

namespace postino::test {

/// The handshake ends as the scripted server says. Anything else that the server sends while it
/// runs, or that still lay unread when it began, makes it fail, as a plain octet would a real one.
class FakeTransport final : public Transport {
 public:
  explicit FakeTransport(FakeSocket& socket) : socket_{&socket} {}

  bool has_tls = true;
  Protection verdict = Protection::Verified;  ///< What a handshake comes to.
  std::size_t rests = 0;  ///< After octets so many calls of receive() come to working().
  std::size_t works = 0;  ///< So many calls of secure() come to Progress::Working.
  bool breaks = false;    ///< From now on no octet can be protected or be trusted.

  [[nodiscard]] Socket& socket() const override { return *socket_; }
  [[nodiscard]] Fault check() const override {
    return has_tls ? Fault::None : Fault::TlsUnavailable;
  }
  Progress secure(std::string_view name) override;
  [[nodiscard]] Fault fault() const override { return fault_; }
  [[nodiscard]] int native_code() const override { return socket_->native_code(); }
  [[nodiscard]] Protection protection() const override {
    return secured_ == socket_->connections() ? verdict : Protection::None;
  }
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override { socket_->close(); }
  void abort() override { socket_->abort(); }

  /// The name that the certificate was to be checked for; empty: no handshake was begun.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  Progress fail();

  FakeSocket* socket_;
  std::string name_;
  std::size_t resting_ = 0;
  std::size_t secured_ = 0;  // the last connection whose handshake was done
  Fault fault_ = Fault::None;
};

}  // namespace postino::test
