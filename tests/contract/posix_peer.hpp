// SPDX-License-Identifier: MIT
/// A peer made of blocking BSD sockets.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "postino/posix/address.hpp"
#include "postino/posix/descriptor.hpp"
#include "socket_fixture.hpp"

namespace postino::contract {

/// The socket address of a numeric host.
posix::Address posix_address(std::string_view host, std::uint16_t port);

class PosixPeer final : public Peer {
 public:
  /// `backlog` as in listen(2). A port that is chosen here, because `port` is 0, is taken at all
  /// addresses of the tests, so that no other process answers at one that ought to refuse.
  PosixPeer(std::string_view address, std::uint16_t port, int backlog);

  [[nodiscard]] std::uint16_t port() const override;
  bool accept() override;
  void send(std::string_view octets) override;
  std::string read(std::size_t most) override;
  End read_to_end() override;
  void half_close() override;
  void close() override { connection_.reset(); }
  void reset() override;
  /// errno that the kernel keeps for the connection: EPIPE for a reset behind its end.
  [[nodiscard]] int kept_error() const;

 private:
  bool take_port_everywhere();

  posix::Descriptor listener_;
  std::vector<posix::Descriptor> reservations_;
  posix::Descriptor connection_;
};

/// A listener whose queue is full, so that the kernel leaves further attempts without an answer.
class SilentListener {
 public:
  SilentListener(std::string_view address, std::uint16_t port);
  [[nodiscard]] std::uint16_t port() const { return listener_.port(); }

 private:
  PosixPeer listener_;
  std::vector<posix::Descriptor> queue_;
};

}  // namespace postino::contract
