// SPDX-License-Identifier: MIT
#include "lwip_test.hpp"

namespace postino::test {

LwipTest::~LwipTest() {
  stack.wire.clear();
  names.release();
  socket.abort();
  stack.settle();
  EXPECT_TRUE(stack.run_until([this] { return socket.quiet(); }, minutes(1)));
  EXPECT_EQ(stack.usage(), usage);
  EXPECT_EQ(taken(), 0U);
  EXPECT_EQ(pool().damaged(), 0U);
}

std::string LwipTest::pattern(std::size_t count) {
  std::string octets;
  for (std::size_t i = 0; i < count; ++i) octets.push_back(static_cast<char>('!' + i % 89));
  return octets;
}

Progress LwipTest::connect(std::string_view host, std::uint16_t port) {
  Progress result = Progress::Pending;
  stack.run_until(
      [&] {
        result = socket.connect(host, port);
        return result != Progress::Pending;
      },
      minutes(1));
  return result;
}

std::unique_ptr<RawPeer> LwipTest::connect_to_peer() {
  auto peer = std::make_unique<RawPeer>("127.0.0.2", 0);
  EXPECT_EQ(connect("127.0.0.2", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
  return peer;
}

Packet LwipTest::packet_of(PacketPool& pool, std::string_view octets) {
  Packet packet = pool.take();
  EXPECT_TRUE(packet);
  packet.extend(octets.copy(packet.room().data(), packet.room().size()));
  EXPECT_EQ(packet.size(), octets.size());
  return packet;
}

Progress LwipTest::send(std::string_view octets, Push push) {
  Packet packet = packet_of(octets);
  return socket.send(packet, push);
}

std::string LwipTest::receive(std::size_t most) {
  std::string got;
  stack.run_until(
      [&] {
        std::array<char, 700> room{};
        const auto want = std::min(room.size(), most - got.size());
        const Transfer result = socket.receive(std::span{room}.first(want));
        got.append(room.data(), result.count());
        return got.size() == most || (result.count() == 0 && result != Transfer::pending());
      },
      seconds(2));
  return got;
}

}  // namespace postino::test
