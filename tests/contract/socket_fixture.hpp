// SPDX-License-Identifier: MIT
/// What a port provides to be held to the contract of socket.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "postino/socket.hpp"

namespace postino::contract {

/// How a peer sees the connection end.
enum class End { InOrder, Reset, NotYet };

/// The other end of the connection: listens from the start, and does only what it is told. Its
/// receive window is small. Each call waits up to two seconds for what it is about, and lets the
/// stack under test run meanwhile where that needs it.
class Peer {
 public:
  virtual ~Peer() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Takes the connection; false when none came.
  virtual bool accept() = 0;
  virtual void send(std::string_view octets) = 0;
  /// What arrives until there are `most` octets or the connection ends.
  virtual std::string read(std::size_t most) = 0;
  /// Waits for the end, throwing away what arrives before.
  virtual End read_to_end() = 0;
  /// Sends no more, but would read.
  virtual void half_close() = 0;
  virtual void close() = 0;
  virtual void reset() = 0;
};

/// One socket under test and its surroundings: the addresses 127.0.0.1 to 127.0.0.9 and ::1, all of
/// this machine, and a table of names.
class SocketFixture {
 public:
  virtual ~SocketFixture() = default;

  virtual Socket& socket() = 0;
  virtual Waiter& waiter() = 0;
  /// A peer at `address`; the port is free there when it is 0. An address and port without a peer
  /// refuses.
  virtual std::unique_ptr<Peer> listen(std::string_view address, std::uint16_t port) = 0;
  /// From here on `address` and `port` leave attempts to connect without an answer.
  virtual void make_silent(std::string_view address, std::uint16_t port) = 0;
  /// From here on `name` has these addresses, in this order; any other name has none.
  virtual void set_name(std::string_view name, std::vector<std::string> addresses) = 0;
  /// Look-ups of names do not end until release_look_ups().
  virtual void hold_look_ups() = 0;
  virtual void release_look_ups() = 0;
  /// Maximum number of addresses of one kind, IPv4 or IPv6, that a look-up brings.
  [[nodiscard]] virtual std::size_t addresses_of_a_kind() const { return 9; }
};

/// The suite's parameter.
struct PortUnderTest {
  const char* name;
  std::function<std::unique_ptr<SocketFixture>()> make_fixture;

  friend void PrintTo(const PortUnderTest& port, std::ostream* out) { *out << port.name; }
};

}  // namespace postino::contract
