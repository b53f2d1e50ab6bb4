// SPDX-License-Identifier: MIT
/// Between the session and the socket: octets in clear or, in ports/mbedtls, in TLS.
#pragma once

#include <string_view>

#include "postino/error.hpp"
#include "postino/report.hpp"
#include "postino/socket.hpp"

namespace postino {

struct Login;

/// Carries the conversation over a socket. Connecting and the address are the socket's own.
class Transport {
 public:
  /// The socket underneath; borrowed for the transport's life.
  [[nodiscard]] virtual Socket& socket() const = 0;
  /// Why secure() could never succeed, and any Security but None an invalid argument; Fault::None
  /// when it can: without TLS TlsUnavailable, else what is wrong with its settings.
  [[nodiscard]] virtual Fault check() const = 0;

  /// Runs a TLS handshake with the server called `name` on the connected socket, as far as it goes
  /// now. Done: from here on send() and receive() are protected. Working: a long computation is
  /// sliced over polls. Failed: fault() says why.
  virtual Progress secure(std::string_view name) = 0;
  /// Why secure(), send() or receive() failed for a reason of TLS; Fault::None for any other.
  [[nodiscard]] virtual Fault fault() const = 0;
  /// The number that the TLS library has for fault(), or that the socket has for its failure; 0
  /// when there is none.
  [[nodiscard]] virtual int native_code() const = 0;
  /// How the octets are protected now.
  [[nodiscard]] virtual Protection protection() const = 0;

  /// What a server may be told from here on, and may echo; nullptr: what it was told is not known
  /// any more. A transport that shows the conversation to somebody hides it. Borrowed until the
  /// next call.
  virtual void conceal(const Login*) {}

  /// As Socket::send and Socket::receive, which may also come to Transfer::working(): however much
  /// arrives that is no octet of the conversation, each call returns soon.
  virtual Progress send(Packet& packet, Push push) = 0;
  virtual Transfer receive(std::span<char> into) = 0;

  /// Closes in order, with TLS's own farewell where there is one.
  virtual void close() = 0;
  /// Closes at once; every packet is back in its pool when this returns.
  virtual void abort() = 0;

 protected:
  ~Transport() = default;
};

/// No protection at all: for Security::None.
class PlainTransport final : public Transport {
 public:
  /// `socket` is borrowed for the transport's life.
  constexpr explicit PlainTransport(Socket& socket) : socket_{&socket} {}

  [[nodiscard]] Socket& socket() const override;
  [[nodiscard]] Fault check() const override;
  Progress secure(std::string_view name) override;
  [[nodiscard]] Fault fault() const override;
  [[nodiscard]] int native_code() const override;
  [[nodiscard]] Protection protection() const override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;

 private:
  Socket* socket_;
};

}  // namespace postino
