// SPDX-License-Identifier: MIT
/// A socket of the port, a peer, and steps that tests are made of.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "name_server.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/storage.hpp"
#include "raw_peer.hpp"
#include "stack.hpp"

namespace postino::test {

/// When it ends, lwIP has everything back, and no packet is missing.
class LwipTest : public testing::Test {
 protected:
  ~LwipTest() override;

  static std::string pattern(std::size_t count);

  Progress connect(std::string_view host, std::uint16_t port);
  /// A connection to 127.0.0.2 that the peer has taken.
  std::unique_ptr<RawPeer> connect_to_peer();
  Packet packet_of(std::string_view octets) { return packet_of(pool(), octets); }
  static Packet packet_of(PacketPool& pool, std::string_view octets);
  Progress send(std::string_view octets, Push push = Push::Now);
  /// What arrives in two seconds, up to `most`.
  std::string receive(std::size_t most);
  PacketPool& pool() { return storage_.pool(); }
  [[nodiscard]] std::size_t taken() { return pool().taken(); }

  Stack& stack = Stack::instance();
  NameServer names;
  std::vector<std::size_t> usage = stack.usage();
  Storage<Sizes{.packets = 6, .packet_bytes = 2000}> storage_;
  LwipSocket socket;
};

}  // namespace postino::test
