// SPDX-License-Identifier: MIT
/// connect(): names, addresses, and lwIP without memory.
#include <lwip/dns.h>
#include <lwip/memp.h>

#include <array>
#include <set>

#include "lwip_test.hpp"

namespace postino::test {
namespace {

using LwipAttempts = LwipTest;

TEST_F(LwipAttempts, TheAddressThatAnswersFirstIsTakenAndTheOtherIsDropped) {
  const RawPeer peer{"::1", 0};
  bool deaf = true;
  std::size_t asked = 0;
  stack.wire.passes = [&](const Segment& segment) {
    if (segment.to != "127.0.0.2") return true;
    if (segment.syn) ++asked;
    return !deaf;
  };
  names.set("relay.example", {"127.0.0.2", "::1"});
  EXPECT_EQ(connect("relay.example", peer.port()), Progress::Done);
  EXPECT_EQ(socket.native_code(), 0) << "the other did not fail";
  EXPECT_EQ(asked, 1U);
  deaf = false;
  stack.run_for(minutes(1));
  EXPECT_EQ(asked, 1U);
  EXPECT_EQ(send("x"), Progress::Done);
}

TEST_F(LwipAttempts, ALateAnswerOfTheFirstAddressCounts) {
  const RawPeer peer{"127.0.0.2", 0};
  std::size_t asked = 0;
  // The first SYN is lost, and the other address never answers.
  stack.wire.passes = [&](const Segment& segment) {
    return !segment.syn || (segment.to == "127.0.0.2" && ++asked > 1);
  };
  names.set("relay.example", {"127.0.0.2", "::1"});
  EXPECT_EQ(connect("relay.example", peer.port()), Progress::Done);
  EXPECT_EQ(asked, 2U);
}

TEST_F(LwipAttempts, TwoThatAnswerBeforeConnectIsAskedAgainMakeOneConnection) {
  RawPeer ipv4{"127.0.0.2", 0};
  RawPeer ipv6{"::1", ipv4.port()};
  std::size_t asked = 0;
  stack.wire.passes = [&](const Segment& segment) { return !segment.syn || ++asked > 2; };
  names.set("relay.example", {"127.0.0.2", "::1"});
  EXPECT_TRUE(stack.run_until(
      [&] {
        EXPECT_EQ(socket.connect("relay.example", ipv4.port()), Progress::Pending);
        return asked == 2;
      },
      seconds(2)));
  ASSERT_TRUE(ipv4.accept());
  ASSERT_TRUE(ipv6.accept());
  std::array<char, 46> text{};
  EXPECT_EQ(socket.local_address(text), 0U) << "connect() has not said so";
  EXPECT_EQ(socket.connect("relay.example", ipv4.port()), Progress::Done);
  EXPECT_EQ(send("hello"), Progress::Done);
  EXPECT_EQ(ipv4.read(5), "hello");
  EXPECT_EQ(ipv6.read_to_end(), contract::End::Reset);
}

TEST_F(LwipAttempts, AGreetingBeforeConnectIsAskedAgainIsKept) {
  RawPeer peer{"127.0.0.2", 0};
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
  ASSERT_TRUE(peer.accept());
  peer.send("220 early\r\n");
  stack.run_for(Millis{20});
  std::array<char, 64> room{};
  EXPECT_EQ(socket.receive(room), Transfer::failed());
  EXPECT_EQ(socket.native_code(), ERR_CONN);
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Done);
  EXPECT_TRUE(socket.take_news());
  EXPECT_EQ(receive(11), "220 early\r\n");
}

TEST_F(LwipAttempts, CloseAndAbortBeforeConnectIsAskedAgainEndTheConnection) {
  for (const bool close : {false, true}) {
    RawPeer peer{"127.0.0.2", 0};
    EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
    ASSERT_TRUE(peer.accept());
    stack.run_for(Millis{20});
    close ? socket.close() : socket.abort();
    EXPECT_EQ(peer.read_to_end(), close ? contract::End::InOrder : contract::End::Reset);
  }
}

TEST_F(LwipAttempts, WithoutANameServerANameIsNotFound) {
  dns_setserver(0, nullptr);
  EXPECT_EQ(socket.connect("relay.example", 25), Progress::NotFound);
  EXPECT_EQ(socket.native_code(), ERR_VAL);
}

TEST_F(LwipAttempts, ANameServerThatIsSilentEndsInNotFound) {
  names.hold();
  EXPECT_EQ(connect("relay.example", 25), Progress::NotFound);
  EXPECT_EQ(names.queries(), 8U);  // four for each kind of address
}

TEST_F(LwipAttempts, AnAddressNeedsNoNameServer) {
  dns_setserver(0, nullptr);
  const RawPeer peer{"127.0.0.2", 0};
  EXPECT_EQ(connect("127.0.0.2", peer.port()), Progress::Done);
}

TEST_F(LwipAttempts, ANameWithNulIsNotFound) {
  const std::string_view name{"127.0.0.2\0.example", 18};
  EXPECT_EQ(socket.connect(name, 25), Progress::NotFound);
  EXPECT_EQ(socket.native_code(), ERR_ARG);
}

TEST_F(LwipAttempts, AnUnreachableAddressFailsAtOnce) {
  EXPECT_EQ(socket.connect("192.0.2.1", 25), Progress::Failed);
  EXPECT_EQ(socket.native_code(), ERR_RTE);
}

TEST_F(LwipAttempts, ASilentAddressIsTriedOnceAndThenNothingIsDue) {
  std::set<std::uint16_t> attempts;
  stack.wire.passes = [&](const Segment& segment) {
    attempts.insert(segment.from_port);
    return false;
  };
  EXPECT_EQ(socket.connect("127.0.0.2", 25), Progress::Pending);
  for (int turn = 0; turn < 4; ++turn) {
    stack.run_for(Millis{200});
    EXPECT_EQ(socket.connect("127.0.0.2", 25), Progress::Pending);
    EXPECT_FALSE(socket.take_news());
  }
  EXPECT_EQ(attempts.size(), 1U);
}

TEST_F(LwipAttempts, ALookUpThatEndsIsNews) {
  for (const bool exists : {true, false}) {
    if (exists) names.set("relay.example", {"127.0.0.2"});
    EXPECT_EQ(socket.connect(exists ? "relay.example" : "nobody.example", 25), Progress::Pending);
    EXPECT_FALSE(socket.take_news());
    stack.run_for(Millis{20});
    EXPECT_TRUE(socket.take_news());
    socket.abort();
  }
}

TEST_F(LwipAttempts, ANameWhoseAddressIsKeptIsNotAskedForAgain) {
  const RawPeer peer{"127.0.0.2", 0};
  names.set("kept.example", {"127.0.0.2"});
  names.let_keep();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(connect("kept.example", peer.port()), Progress::Done);
    EXPECT_EQ(socket.native_code(), 0);
    EXPECT_EQ(names.queries(), 1U);
    socket.abort();
  }
  stack.run_for(seconds(3));  // until it is forgotten
}

TEST_F(LwipAttempts, AFullTableOfLookUpsIsWaitedFor) {
  const RawPeer peer{"127.0.0.2", 0};
  names.set("relay.example", {"127.0.0.2"});
  names.hold();
  for (int i = 0; i < DNS_TABLE_SIZE; ++i) {
    ip_addr_t address{};
    const std::string name = "other" + std::to_string(i) + ".example";
    EXPECT_EQ(dns_gethostbyname(
                  name.c_str(), &address, [](const char*, const ip_addr_t*, void*) {}, nullptr),
              ERR_INPROGRESS);
  }
  EXPECT_EQ(socket.connect("relay.example", peer.port()), Progress::Pending);
  stack.run_for(seconds(1));
  EXPECT_EQ(socket.connect("relay.example", peer.port()), Progress::Pending);
  names.release();
  EXPECT_EQ(connect("relay.example", peer.port()), Progress::Done);
}

TEST_F(LwipAttempts, LackOfConnectionsIsWaitedFor) {
  const RawPeer peer{"127.0.0.2", 0};
  std::vector<tcp_pcb*> others;
  while (tcp_pcb* const other = tcp_new()) others.push_back(other);
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
  for (tcp_pcb* const other : others) tcp_abort(other);
  EXPECT_EQ(connect("127.0.0.2", peer.port()), Progress::Done);
}

TEST_F(LwipAttempts, LackOfSegmentsIsWaitedFor) {
  const RawPeer peer{"127.0.0.2", 0};
  std::vector<void*> segments;
  while (void* const segment = memp_malloc(MEMP_TCP_SEG)) segments.push_back(segment);
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
  stack.run_for(seconds(1));
  EXPECT_EQ(socket.connect("127.0.0.2", peer.port()), Progress::Pending);
  for (void* const segment : segments) memp_free(MEMP_TCP_SEG, segment);
  EXPECT_EQ(connect("127.0.0.2", peer.port()), Progress::Done);
}

TEST_F(LwipAttempts, LackOfBuffersWhileSendingIsBackPressure) {
  const auto peer = connect_to_peer();
  std::vector<pbuf*> buffers;
  while (pbuf* const buffer = pbuf_alloc(PBUF_RAW, 1, PBUF_ROM)) buffers.push_back(buffer);
  Packet packet = packet_of("QUIT\r\n");
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Pending);
  EXPECT_EQ(packet.size(), 6U);
  EXPECT_EQ(socket.packets_held(), 0U);
  for (pbuf* const buffer : buffers) pbuf_free(buffer);
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Done);
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
}

TEST_F(LwipAttempts, ALookUpThatWasAbortedKeepsTheSocketFromBeingQuiet) {
  names.hold();
  EXPECT_EQ(socket.connect("relay.example", 25), Progress::Pending);
  EXPECT_FALSE(socket.quiet());
  socket.abort();
  EXPECT_FALSE(socket.quiet());
  names.release();
  EXPECT_TRUE(stack.run_until([this] { return socket.quiet(); }, seconds(1)));
}

}  // namespace
}  // namespace postino::test
