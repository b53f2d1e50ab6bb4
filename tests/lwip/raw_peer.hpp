// SPDX-License-Identifier: MIT
/// A peer of the contract's, in virtual time.
#pragma once

#include "contract/socket_fixture.hpp"
#include "raw_connection.hpp"
#include "stack.hpp"

namespace postino::test {

class RawPeer final : public contract::Peer {
 public:
  RawPeer(std::string_view address, std::uint16_t port) : listener_{address, port} {}

  /// What a test watches for may look at what is gone when its peer says goodbye.
  ~RawPeer() override { Stack::instance().wire.let_go(); }
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  [[nodiscard]] std::uint16_t port() const override { return listener_.port(); }
  bool accept() override;
  void send(std::string_view octets) override { connection_->send(octets); }
  std::string read(std::size_t most) override;
  contract::End read_to_end() override;
  void half_close() override { connection_->half_close(); }
  void close() override { connection_->close(); }
  void reset() override { connection_->reset(); }
  [[nodiscard]] RawConnection& connection() { return *connection_; }

 private:
  RawListener listener_;
  std::unique_ptr<RawConnection> connection_;
};

}  // namespace postino::test
