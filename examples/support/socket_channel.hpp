// SPDX-License-Identifier: MIT
/// TCP on loopback for the embedded server.
#pragma once

#include <cstdint>
#include <string>

#include "channel.hpp"

namespace postino::demo {

/// A descriptor that is closed at the end of its life.
class Handle {
 public:
  explicit Handle(int descriptor = -1) : descriptor_{descriptor} {}
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  ~Handle() { close(); }

  [[nodiscard]] int number() const { return descriptor_; }
  void close();

 private:
  int descriptor_;
};

/// A socket that listens on `address`, "127.0.0.1" or "::1", on a port that the kernel chose.
/// Throws std::system_error.
[[nodiscard]] Handle listen_on(const std::string& address);
[[nodiscard]] std::uint16_t port_of(const Handle& listener);

/// `stop` ends every wait once it can be read from or was hung up.
[[nodiscard]] bool wait_for(int descriptor, short events, int stop);

class SocketChannel final : public Channel {
 public:
  SocketChannel(Handle connection, int stop);

  SocketChannel(const SocketChannel&) = delete;
  SocketChannel& operator=(const SocketChannel&) = delete;
  /// Closes in order, and waits for the client to do the same.
  ~SocketChannel() override;

  std::size_t read(std::span<char> into) override;
  bool write(std::string_view octets) override;
  void reset() override;

 private:
  Handle connection_;
  int stop_;
};

}  // namespace postino::demo
