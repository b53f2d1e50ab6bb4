// SPDX-License-Identifier: MIT
/// A port to begin with: copy this folder, rename the class, fill in the functions. It compiles,
/// and every connect fails, until then. ports/README.md tells the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/socket.hpp"

namespace postino {

/// Constant-initialised, so that a static one costs no start-up code. An image that polls and never
/// blocks needs no Waiter: leave that base and its two functions out.
class TemplatePort final : public Socket, public Waiter {
 public:
  constexpr TemplatePort() = default;
  TemplatePort(const TemplatePort&) = delete;
  TemplatePort& operator=(const TemplatePort&) = delete;

  Progress connect(std::string_view host, std::uint16_t port) override;
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;
  std::size_t local_address(std::span<char> into) const override;
  [[nodiscard]] std::size_t packets_held() const override;
  [[nodiscard]] int native_code() const override;

  Millis now() override;
  void wait(Millis until) override;

 private:
  /// What connect() goes through. A stack whose callbacks come from an interrupt or another thread
  /// keeps a flag for each event here as well, set by the callback and read by the calls above.
  enum class State : std::uint8_t { Closed, LookingUp, Connecting, Connected };

  State state_ = State::Closed;
  int native_code_ = 0;
};

}  // namespace postino
