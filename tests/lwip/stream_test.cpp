// SPDX-License-Identifier: MIT
/// Octets in both directions: segments, windows, and ends of connections.
#include <lwip/memp.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/timeouts.h>

#include "lwip_test.hpp"
#include "postino/lwip_waiter.hpp"

namespace postino::test {
namespace {

using LwipStream = LwipTest;

TEST_F(LwipStream, AFlightLeavesInOneSegment) {
  const auto peer = connect_to_peer();
  std::vector<std::size_t> segments;
  stack.wire.on_segment = [&](const Segment& segment, const pbuf&) {
    if (segment.payload != 0) segments.push_back(segment.payload);
  };
  EXPECT_EQ(send("MAIL\r\n", Push::Later), Progress::Done);
  EXPECT_EQ(send("RCPT\r\n", Push::Later), Progress::Done);
  EXPECT_TRUE(segments.empty());
  EXPECT_EQ(send("DATA\r\n", Push::Now), Progress::Done);
  EXPECT_EQ(segments, (std::vector<std::size_t>{18}));
}

TEST_F(LwipStream, OnlyTheEndOfAFlightAsksForDelivery) {
  const auto peer = connect_to_peer();
  std::vector<bool> pushes;
  stack.wire.on_segment = [&](const Segment& segment, const pbuf&) {
    if (segment.payload != 0) pushes.push_back(segment.push);
  };
  EXPECT_EQ(send(pattern(TCP_MSS), Push::Later), Progress::Done);
  EXPECT_EQ(send("DATA\r\n", Push::Now), Progress::Done);
  EXPECT_EQ(pushes, (std::vector<bool>{false, true}));
}

TEST_F(LwipStream, TheEndOfAFlightDoesNotWaitForAnAcknowledgement) {
  const auto peer = connect_to_peer();
  std::size_t segments = 0;
  stack.wire.on_segment = [&](const Segment& segment, const pbuf&) {
    if (segment.payload != 0) ++segments;
  };
  EXPECT_EQ(send("one", Push::Now), Progress::Done);
  EXPECT_EQ(send("two", Push::Now), Progress::Done);
  EXPECT_EQ(segments, 2U);
}

TEST_F(LwipStream, AFlightThatDoesNotFitLeavesInParts) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(2000), Push::Later), Progress::Done);
  EXPECT_EQ(send(pattern(2000), Push::Later), Progress::Pending);
  stack.run_for(Millis{20});
  EXPECT_EQ(peer->connection().available(), 2000U);
}

TEST_F(LwipStream, APeerThatFloodsIsHeldByTheWindow) {
  const auto peer = connect_to_peer();
  RawConnection& flood = peer->connection();
  const std::string text = pattern(5 * TCP_WND);
  std::size_t sent = 0;
  const auto pour = [&] {
    const std::size_t part = std::min(flood.room(), text.size() - sent);
    if (part != 0) flood.send(std::string_view{text}.substr(sent, part));
    sent += part;
    return false;
  };
  stack.run_until(pour, seconds(5));
  EXPECT_LE(sent, TCP_WND + TCP_SND_BUF);
  std::string got;
  stack.run_until(
      [&] {
        pour();
        std::array<char, 300> room{};
        got.append(room.data(), socket.receive(room).count());
        return got.size() == text.size();
      },
      minutes(1));
  EXPECT_TRUE(got == text);
}

TEST_F(LwipStream, ThereIsNewsAsLongAsSomethingIsLeftToRead) {
  const auto peer = connect_to_peer();
  static_cast<void>(socket.take_news());
  peer->send("220");
  EXPECT_TRUE(stack.run_until([this] { return socket.take_news(); }, seconds(1)));
  for (int i = 0; i < 3; ++i) {
    char octet = 0;
    EXPECT_EQ(socket.receive({&octet, 1}), Transfer::octets(1));
    EXPECT_TRUE(socket.take_news());
  }
  char octet = 0;
  EXPECT_EQ(socket.receive({&octet, 1}), Transfer::pending());
  EXPECT_FALSE(socket.take_news());
}

TEST_F(LwipStream, WhatCameBeforeAResetIsDeliveredFirst) {
  const auto peer = connect_to_peer();
  peer->send("421 going down\r\n");
  stack.run_for(Millis{5});
  peer->reset();
  stack.run_for(Millis{5});
  EXPECT_EQ(send("x"), Progress::Failed);
  EXPECT_EQ(receive(100), "421 going down\r\n");
  char octet = 0;
  EXPECT_EQ(socket.receive({&octet, 1}), Transfer::failed());
}

TEST_F(LwipStream, CloseIsNoResetForAPeerThatGoesOnSending) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
  socket.close();
  peer->send("221 bye\r\n");
  stack.run_for(Millis{20});
  peer->send("and more\r\n");
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
  EXPECT_EQ(peer->read_to_end(), contract::End::InOrder);
  peer->close();
  EXPECT_TRUE(stack.run_until([this] { return socket.quiet(); }, seconds(5)));
}

TEST_F(LwipStream, CloseWithoutMemoryEndsTheConnectionLater) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
  std::vector<void*> segments;
  while (void* const segment = memp_malloc(MEMP_TCP_SEG)) segments.push_back(segment);
  socket.close();
  for (void* const segment : segments) memp_free(MEMP_TCP_SEG, segment);
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
  EXPECT_EQ(peer->read_to_end(), contract::End::InOrder);
}

TEST_F(LwipStream, AnAcknowledgementStaysNewsWhenConnectIsAskedAgain) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("EHLO\r\n"), Progress::Done);
  static_cast<void>(socket.take_news());
  stack.run_for(Millis{300});
  EXPECT_EQ(socket.connect("127.0.0.2", peer->port()), Progress::Done);
  EXPECT_TRUE(socket.take_news());
}

TEST_F(LwipStream, WhatAPeerStillSendsToAClosedConnectionIsThrownAway) {
  const auto peer = connect_to_peer();
  RawConnection& flood = peer->connection();
  std::size_t left = 5 * TCP_WND;
  const auto pour = [&] {
    const std::size_t part = std::min(flood.room(), left);
    if (part != 0) flood.send(pattern(part));
    left -= part;
    return left == 0;
  };
  stack.run_until([&] { return pour(), false; }, seconds(1));
  EXPECT_GT(left, 0U);
  socket.close();
  EXPECT_TRUE(stack.run_until(pour, seconds(5)));
  EXPECT_EQ(peer->read_to_end(), contract::End::InOrder);
  peer->close();
  EXPECT_TRUE(stack.run_until([] { return tcp_active_pcbs == nullptr; }, seconds(5)));
}

TEST_F(LwipStream, AnOrderlyEndLeavesNothingBehind) {
  for (int i = 0; i < 20; ++i) {
    const auto peer = connect_to_peer();
    EXPECT_EQ(send(pattern(1500)), Progress::Done);
    if (i % 2 == 0) peer->half_close();
    stack.run_for(Millis{static_cast<std::uint32_t>(i % 4)});
    socket.close();
    EXPECT_EQ(peer->read(1500), pattern(1500));
    EXPECT_EQ(peer->read_to_end(), contract::End::InOrder);
    peer->close();
    stack.run_for(seconds(1));
    EXPECT_TRUE(socket.quiet());
  }
  stack.settle();
  EXPECT_EQ(stack.usage(), usage);
}

TEST_F(LwipStream, APeerThatNeverClosesIsGivenUp) {
  const auto peer = connect_to_peer();
  const std::vector<std::size_t> connected = stack.usage();
  socket.close();
  stack.run_for(seconds(50));
  EXPECT_EQ(stack.usage(), connected);
  stack.run_for(seconds(60));
  EXPECT_NE(stack.usage(), connected);
}

TEST_F(LwipStream, PeersThatNeverCloseDoNotKeepANewConnectionAway) {
  std::vector<std::unique_ptr<RawPeer>> peers;
  for (int i = 0; i < MEMP_NUM_TCP_PCB; ++i) {
    peers.push_back(connect_to_peer());
    socket.close();
    stack.run_for(seconds(1));
  }
}

TEST_F(LwipStream, BeforeItIsConnectedItHasNoLocalAddress) {
  const RawPeer peer{"127.0.0.2", 0};
  std::array<char, 46> text{};
  EXPECT_EQ(socket.local_address(text), 0U);
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
  EXPECT_EQ(socket.local_address(text), 0U);
  stack.run_for(seconds(1));
  EXPECT_EQ(socket.local_address(text), 0U) << "nobody was told yet";
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Done);
  EXPECT_EQ(socket.local_address(text), 9U);
  socket.abort();
}

TEST_F(LwipStream, TheLocalAddressHasSmallLetters) {
  const RawPeer peer{"2001:db8::ab", 0};
  EXPECT_EQ(connect("2001:DB8::AB", peer.port()), Progress::Done);
  std::array<char, 46> text{};
  const std::size_t size = socket.local_address(text);
  EXPECT_EQ((std::string{text.data(), size}), "2001:db8::ab");
}

/// A callback of lwIP's that belongs to somebody else.
TEST_F(LwipStream, AbortWorksWithinACallbackOfAnotherConnection) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(2000)), Progress::Done);
  peer->connection().on_event = [this] { socket.abort(); };
  stack.run_for(seconds(1));
  EXPECT_EQ(taken(), 0U);
  EXPECT_TRUE(socket.quiet());
  EXPECT_EQ(peer->read_to_end(), contract::End::Reset);
}

TEST_F(LwipStream, AbortAndCloseWorkWithinATimer) {
  for (const bool close : {false, true}) {
    const auto peer = connect_to_peer();
    EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
    struct Order {
      LwipSocket* socket;
      bool close;
    } order{&socket, close};
    sys_timeout(
        100,
        [](void* argument) {
          const auto& [which, in_order] = *static_cast<Order*>(argument);
          in_order ? which->close() : which->abort();
        },
        &order);
    stack.run_for(seconds(1));
    EXPECT_EQ(peer->read(6), "QUIT\r\n");
    EXPECT_EQ(peer->read_to_end(), close ? contract::End::InOrder : contract::End::Reset);
  }
}

}  // namespace
}  // namespace postino::test
