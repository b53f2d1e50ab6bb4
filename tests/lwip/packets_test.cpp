// SPDX-License-Identifier: MIT
/// Packets that lwIP sends from without a copy: when they come back, whatever happens.
#include "lwip_test.hpp"

namespace postino::test {
namespace {

using LwipPackets = LwipTest;

TEST_F(LwipPackets, AnAcknowledgementOfAPartGivesNothingBack) {
  const auto peer = connect_to_peer();
  const std::string text = pattern(TCP_MSS + 1);
  std::size_t segments = 0;
  stack.wire.passes = [&](const Segment& segment) {
    return segment.payload == 0 || ++segments != 2;
  };
  EXPECT_EQ(send(text), Progress::Done);
  EXPECT_TRUE(
      stack.run_until([&] { return peer->connection().available() == TCP_MSS; }, seconds(1)));
  stack.run_for(Millis{300});  // the acknowledgement may be a delayed one
  EXPECT_EQ(taken(), 1U);
  EXPECT_EQ(socket.packets_held(), 1U);
  EXPECT_EQ(peer->read(text.size()), text);
  stack.run_for(Millis{300});
  EXPECT_EQ(taken(), 0U);
}

TEST_F(LwipPackets, OneAcknowledgementGivesSeveralBack) {
  const auto peer = connect_to_peer();
  std::size_t acknowledgements = 0;
  stack.wire.passes = [&](const Segment& segment) {
    if (segment.from_port == peer->port()) ++acknowledgements;
    return true;
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(send(pattern(100), Push::Later), Progress::Done);
  EXPECT_EQ(send(pattern(1), Push::Now), Progress::Done);
  EXPECT_EQ(socket.packets_held(), 4U);
  stack.run_until([&] { return acknowledgements != 0; }, seconds(1));
  stack.run_for(Millis{5});
  EXPECT_EQ(acknowledgements, 1U);
  EXPECT_EQ(taken(), 0U);
}

TEST_F(LwipPackets, OneAcknowledgementCanEndInsideAPacket) {
  const auto peer = connect_to_peer();
  std::size_t segments = 0;
  stack.wire.passes = [&](const Segment& segment) {
    return segment.payload == 0 || ++segments != 2;
  };
  // Packets of 1000 in segments of TCP_MSS: the first segment ends inside the second packet.
  EXPECT_EQ(send(pattern(1000), Push::Later), Progress::Done);
  EXPECT_EQ(send(pattern(1000), Push::Now), Progress::Done);
  EXPECT_TRUE(stack.run_until([&] { return taken() == 1; }, Millis{400}));
  stack.run_for(Millis{300});
  EXPECT_EQ(taken(), 1U);
  EXPECT_EQ(peer->read(2000), pattern(1000) + pattern(1000));
  stack.run_for(Millis{300});
  EXPECT_EQ(taken(), 0U);
}

TEST_F(LwipPackets, AResetGivesAllBack) {
  const auto peer = connect_to_peer();
  stack.wire.passes = [](const Segment& segment) { return segment.payload == 0; };
  EXPECT_EQ(send(pattern(1000)), Progress::Done);
  EXPECT_EQ(send(pattern(1000)), Progress::Done);
  peer->reset();
  EXPECT_TRUE(stack.run_until([&] { return taken() == 0; }, seconds(1)));
  char octet = 0;
  EXPECT_EQ(socket.receive({&octet, 1}), Transfer::failed());
  EXPECT_EQ(socket.native_code(), ERR_RST);
  EXPECT_EQ(send("x"), Progress::Failed);
  EXPECT_EQ(socket.native_code(), ERR_RST);
  std::array<char, 46> text{};
  EXPECT_EQ(socket.local_address(text), 0U);
}

TEST_F(LwipPackets, SilenceGivesAllBackInTheEnd) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(1000)), Progress::Done);
  stack.wire.cut(true);
  stack.run_for(seconds(10));
  EXPECT_EQ(taken(), 1U);
  EXPECT_TRUE(stack.run_until([&] { return taken() == 0; }, minutes(120)));
  EXPECT_EQ(socket.native_code(), ERR_ABRT);
}

TEST_F(LwipPackets, AClosedConnectionGivesBackWithoutFurtherCalls) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(2000)), Progress::Done);
  socket.close();
  EXPECT_EQ(taken(), 1U);
  EXPECT_EQ(socket.packets_held(), 1U);
  EXPECT_FALSE(socket.quiet());
  EXPECT_EQ(peer->read(2000), pattern(2000));
  stack.run_for(Millis{300});
  EXPECT_EQ(taken(), 0U);
  EXPECT_TRUE(socket.quiet());
}

TEST_F(LwipPackets, AClosedConnectionWhosePeerVanishesGivesBackInTheEnd) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(2000)), Progress::Done);
  socket.close();
  stack.wire.cut(true);
  EXPECT_TRUE(stack.run_until([&] { return taken() == 0 && socket.quiet(); }, minutes(120)));
}

TEST_F(LwipPackets, AbortResetsEarlierConnectionsThatStillHoldPackets) {
  const auto first = connect_to_peer();
  stack.wire.passes = [&](const Segment& segment) { return segment.port != first->port(); };
  EXPECT_EQ(send(pattern(2000)), Progress::Done);
  socket.close();
  const auto second = connect_to_peer();
  EXPECT_EQ(send(pattern(300)), Progress::Done);
  EXPECT_EQ(socket.packets_held(), 2U);
  socket.abort();
  EXPECT_EQ(socket.packets_held(), 0U);
  EXPECT_EQ(taken(), 0U);
}

TEST_F(LwipPackets, SeveralConnectionsBeingClosedHoldTheirOwn) {
  const auto first = connect_to_peer();
  stack.wire.passes = [](const Segment& segment) { return segment.payload == 0; };
  EXPECT_EQ(send("first"), Progress::Done);
  socket.close();
  const auto second = connect_to_peer();
  EXPECT_EQ(send("second"), Progress::Done);
  socket.close();
  EXPECT_EQ(taken(), 2U);
  stack.wire.passes = [](const Segment&) { return true; };
  EXPECT_EQ(second->read(100), "second");
  EXPECT_EQ(first->read(100), "first");
  stack.run_for(Millis{300});
  EXPECT_EQ(taken(), 0U);
}

TEST_F(LwipPackets, ConnectWaitsWhileTooManyAreBeingClosed) {
  std::vector<std::unique_ptr<RawPeer>> peers;
  stack.wire.passes = [](const Segment& segment) { return segment.payload == 0; };
  for (int i = 0; i < 3; ++i) {
    peers.push_back(connect_to_peer());
    EXPECT_EQ(send("x"), Progress::Done);
    socket.close();
  }
  const RawPeer last{"127.0.0.3", 0};
  EXPECT_EQ(socket.connect("127.0.0.3", last.port()), Progress::Pending);
  stack.run_for(seconds(2));
  EXPECT_EQ(socket.connect("127.0.0.3", last.port()), Progress::Pending);
  stack.wire.passes = [](const Segment&) { return true; };
  EXPECT_EQ(connect("127.0.0.3", last.port()), Progress::Done);
}

TEST_F(LwipPackets, EachReturnsToItsOwnPool) {
  Storage<Sizes{.packets = 2, .packet_bytes = 100}> other;
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("one "), Progress::Done);
  Packet packet = packet_of(other.pool(), "two ");
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Pending);
  EXPECT_TRUE(stack.run_until([&] { return socket.send(packet, Push::Now) == Progress::Done; },
                              seconds(1)));
  EXPECT_EQ(other.pool().taken(), 1U);
  EXPECT_EQ(taken(), 0U);
  EXPECT_EQ(peer->read(8), "one two ");
  stack.run_for(Millis{300});
  EXPECT_EQ(other.pool().taken(), 0U);
}

TEST_F(LwipPackets, OneLargerThanTheSendBufferIsCopiedInParts) {
  Storage<Sizes{.packets = 1, .packet_bytes = 3 * TCP_SND_BUF}> large;
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("before "), Progress::Done);
  Packet packet = packet_of(large.pool(), pattern(3 * TCP_SND_BUF));
  std::string got;
  EXPECT_TRUE(stack.run_until(
      [&] {
        got += peer->connection().take(100000);
        return socket.send(packet, Push::Now) == Progress::Done;
      },
      minutes(1)));
  EXPECT_EQ(send(" behind"), Progress::Pending);
  got += peer->read(100000);
  EXPECT_EQ(got, "before " + pattern(3 * TCP_SND_BUF));
  EXPECT_EQ(large.pool().taken(), 0U);
  EXPECT_EQ(send(" behind"), Progress::Done);
  EXPECT_EQ(peer->read(7), " behind");
}

TEST_F(LwipPackets, NoMoreIsCopiedThanMakesTheRestFit) {
  Storage<Sizes{.packets = 1, .packet_bytes = TCP_SND_BUF + TCP_MSS}> large;
  for (const std::size_t size :
       {TCP_SND_BUF + std::size_t{1}, TCP_SND_BUF + std::size_t{TCP_MSS}}) {
    const auto peer = connect_to_peer();
    Packet packet = packet_of(large.pool(), pattern(size));
    EXPECT_EQ(socket.send(packet, Push::Now), Progress::Pending);
    EXPECT_EQ(packet.size(), size - TCP_MSS);
    socket.abort();
  }
}

TEST_F(LwipPackets, NothingIsCopiedWhileAPacketIsInFlight) {
  Storage<Sizes{.packets = 1, .packet_bytes = 2 * TCP_SND_BUF}> large;
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("before"), Progress::Done);
  Packet packet = packet_of(large.pool(), pattern(2 * TCP_SND_BUF));
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Pending);
  EXPECT_EQ(packet.size(), 2U * TCP_SND_BUF);
  packet.give_back();
}

TEST_F(LwipPackets, CloseWithCopiesInFlightDeliversThem) {
  Storage<Sizes{.packets = 1, .packet_bytes = 2 * TCP_SND_BUF}> large;
  const auto peer = connect_to_peer();
  Packet packet = packet_of(large.pool(), pattern(2 * TCP_SND_BUF));
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Pending);
  const std::size_t handed_over = 2 * TCP_SND_BUF - packet.size();
  EXPECT_GT(handed_over, 0U);
  packet.give_back();
  socket.close();
  EXPECT_EQ(peer->read(100000), pattern(handed_over));
  EXPECT_EQ(peer->read_to_end(), contract::End::InOrder);
}

}  // namespace
}  // namespace postino::test
