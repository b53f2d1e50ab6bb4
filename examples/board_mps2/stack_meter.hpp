// SPDX-License-Identifier: MIT
/// How deep the stack is that Postino itself needs, without the port's and lwIP's below it.
#pragma once

#include <cstddef>

#include "board/memory.hpp"
#include "postino/socket.hpp"

namespace board {

/// Looks at the painted stack whenever Postino calls the port, and paints anew what the port used.
class StackMeter final : public postino::Socket {
 public:
  /// `port` is borrowed for the meter's life.
  constexpr explicit StackMeter(postino::Socket& port) : port_{&port} {}

  /// What runs between these two is measured.
  void begin();
  void end() { look(); }
  /// Octets of stack below begin()'s caller.
  [[nodiscard]] std::size_t peak() const { return peak_; }

  postino::Progress connect(std::string_view host, std::uint16_t port) override {
    const Call call{*this};
    return port_->connect(host, port);
  }
  postino::Progress send(postino::Packet& packet, postino::Push push) override {
    const Call call{*this};
    return port_->send(packet, push);
  }
  postino::Transfer receive(std::span<char> into) override {
    const Call call{*this};
    return port_->receive(into);
  }
  void close() override {
    const Call call{*this};
    port_->close();
  }
  void abort() override {
    const Call call{*this};
    port_->abort();
  }
  std::size_t local_address(std::span<char> into) const override {
    const Call call{*this};
    return port_->local_address(into);
  }
  [[nodiscard]] std::size_t packets_held() const override { return port_->packets_held(); }
  [[nodiscard]] int native_code() const override { return port_->native_code(); }

 private:
  class Call {
   public:
    explicit Call(const StackMeter& meter) { meter.look(); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() { paint_stack(); }
  };

  void look() const;

  postino::Socket* port_;
  std::size_t top_ = 0;
  mutable std::size_t peak_ = 0;
};

}  // namespace board
