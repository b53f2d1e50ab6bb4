// SPDX-License-Identifier: MIT
/// The suite that a port instantiates with its fixture, and the steps its tests are made of.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "postino/storage.hpp"
#include "socket_fixture.hpp"

namespace postino::contract {

class SocketContract : public testing::TestWithParam<PortUnderTest> {
 protected:
  static constexpr std::size_t packet_bytes = 1024;
  static constexpr Millis patience{3000};
  /// No call that returns later than this can be called non-blocking.
  static constexpr Millis at_once{100};

  Socket& socket() { return fixture_->socket(); }
  Waiter& waiter() { return fixture_->waiter(); }
  PacketPool& pool() { return storage_.pool(); }
  std::unique_ptr<Peer> listen(std::string_view address = "127.0.0.1", std::uint16_t port = 0) {
    return fixture_->listen(address, port);
  }

  /// Calls connect() until it is not Pending any more.
  Progress connect(std::string_view host, std::uint16_t port);
  /// Whether a look-up can bring them all.
  [[nodiscard]] bool can_look_up(const std::vector<std::string>& addresses) const;
  /// A connection that the peer has taken.
  std::unique_ptr<Peer> connect_to_peer(std::string_view address = "127.0.0.1");
  /// A packet that holds `octets`.
  Packet packet_of(std::string_view octets);
  /// Calls send() until it is not Pending any more.
  Progress send(std::string_view octets, Push push = Push::Now);
  /// Sends full packets until one is Pending; `sent` is all that was handed over, and the Pending
  /// packet is returned.
  Packet fill_window(std::string& sent);
  /// Sends until the connection says that it is over.
  Progress send_until_over();
  /// Calls receive() until it is not pending() any more.
  Transfer receive(std::span<char> into);
  Transfer receive_one();
  /// Receives until `most` octets have come, or none come any more.
  std::string receive_text(std::size_t most);
  std::string local_address();
  /// Waits until every packet is back in the pool.
  void wait_for_packets();
  /// How long `call` took.
  template <class Call>
  Millis duration_of(Call call) {
    const Millis begin = waiter().now();
    call();
    return waiter().now() - begin;
  }

  // The pool outlives the socket, which may hold packets of it.
  Storage<Sizes{.packets = 4, .packet_bytes = packet_bytes}> storage_;
  std::unique_ptr<SocketFixture> fixture_ = GetParam().make_fixture();
};

/// Names a test after the port.
inline std::string name_of(const testing::TestParamInfo<PortUnderTest>& info) {
  return info.param.name;
}

/// A name of `size` octets, in labels of at most 63.
std::string long_name(std::size_t size);

/// `count` octets that differ from their neighbours.
std::string pattern(std::size_t count);

}  // namespace postino::contract
