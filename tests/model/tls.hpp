// SPDX-License-Identifier: MIT
/// A Transport over a Wire whose TLS is a pretence.
#pragma once

#include "model/server.hpp"
#include "model/wire.hpp"
#include "postino/transport.hpp"

namespace postino::model {

class PretendedTls final : public Transport {
 public:
  PretendedTls(Wire& wire, Server& server) : wire_{&wire}, server_{&server} {}

  void begin_message(Handshaking how) {
    how_ = how;
    calls_ = 0;
  }

  [[nodiscard]] Socket& socket() const override { return *wire_; }
  [[nodiscard]] Fault check() const override { return Fault::None; }
  Progress secure(std::string_view name) override;
  [[nodiscard]] Fault fault() const override { return fault_; }
  [[nodiscard]] int native_code() const override { return 0; }
  [[nodiscard]] Protection protection() const override { return Protection::None; }
  Progress send(Packet& packet, Push push) override { return wire_->send(packet, push); }
  Transfer receive(std::span<char> into) override;
  void close() override {
    fault_ = Fault::None;
    wire_->close();
  }
  void abort() override {
    fault_ = Fault::None;
    wire_->abort();
  }

 private:
  Wire* wire_;
  Server* server_;
  Handshaking how_{};
  std::uint8_t calls_ = 0;
  Fault fault_ = Fault::None;
};

}  // namespace postino::model
