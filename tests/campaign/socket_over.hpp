// SPDX-License-Identifier: MIT
/// A Transport in clear as the Socket that SmallClient wants, so that what passes can be seen.
#pragma once

#include "postino/transport.hpp"

namespace postino::test {

class SocketOver final : public Socket {
 public:
  explicit SocketOver(Transport& transport) : transport_{&transport} {}

  Progress connect(std::string_view host, std::uint16_t port) override {
    return transport_->socket().connect(host, port);
  }
  Progress send(Packet& packet, Push push) override { return transport_->send(packet, push); }
  Transfer receive(std::span<char> into) override { return transport_->receive(into); }
  void close() override { transport_->close(); }
  void abort() override { transport_->abort(); }
  std::size_t local_address(std::span<char> into) const override {
    return transport_->socket().local_address(into);
  }
  [[nodiscard]] std::size_t packets_held() const override {
    return transport_->socket().packets_held();
  }
  [[nodiscard]] int native_code() const override { return transport_->native_code(); }

 private:
  Transport* transport_;
};

}  // namespace postino::test
