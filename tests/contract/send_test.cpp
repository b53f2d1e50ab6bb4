// SPDX-License-Identifier: MIT
/// Socket::send and packets_held, sentence by sentence.
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

TEST_P(SocketContract, SendHandsOctetsOverInOrder) {
  const auto peer = connect_to_peer();
  for (std::size_t flight = 0; flight < 8; ++flight) {
    std::string sent;
    for (const std::size_t size : {flight + 1, flight * 100 + 1, std::size_t{1}}) {
      const Push push = size == 1 ? Push::Now : Push::Later;
      sent += pattern(size);
      EXPECT_EQ(send(pattern(size), push), Progress::Done);
    }
    EXPECT_EQ(peer->read(sent.size()), sent);
    wait_for_packets();
  }
}

TEST_P(SocketContract, WhenAllIsTakenThePacketIsEmpty) {
  const auto peer = connect_to_peer();
  Packet packet = packet_of("EHLO node7\r\n");
  EXPECT_EQ(socket().send(packet, Push::Now), Progress::Done);
  EXPECT_FALSE(packet);
  EXPECT_EQ(peer->read(12), "EHLO node7\r\n");
}

TEST_P(SocketContract, APacketWithoutOctetsIsTakenToo) {
  const auto peer = connect_to_peer();
  Packet packet = packet_of("");
  EXPECT_EQ(socket().send(packet, Push::Now), Progress::Done);
  EXPECT_FALSE(packet);
  EXPECT_EQ(pool().taken(), 0U);
}

TEST_P(SocketContract, WhenAllIsTakenTheBlockReturnsToItsPoolAtOnceOrWhenAcknowledged) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(packet_bytes)), Progress::Done);
  EXPECT_EQ(pool().taken(), socket().packets_held());
  EXPECT_EQ(peer->read(packet_bytes).size(), packet_bytes);
  wait_for_packets();
  EXPECT_EQ(pool().taken(), 0U);
  EXPECT_EQ(socket().packets_held(), 0U);
}

TEST_P(SocketContract, AFullPacketAndASingleOctetAreSent) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("x"), Progress::Done);
  EXPECT_EQ(peer->read(1), "x");
  EXPECT_EQ(send(pattern(packet_bytes)), Progress::Done);
  EXPECT_EQ(peer->read(packet_bytes), pattern(packet_bytes));
}

TEST_P(SocketContract, PendingKeepsTheRestAndFurtherCallsSendIt) {
  const auto peer = connect_to_peer();
  std::string sent;
  Packet rest = fill_window(sent);
  const std::string expected =
      sent + (rest ? std::string{rest.octets().begin(), rest.octets().end()} : std::string{});
  std::string got = peer->read(sent.size() / 2);
  const Millis end = waiter().now() + patience;
  while (rest && socket().send(rest, Push::Now) == Progress::Pending &&
         !waiter().now().reached(end)) {
    waiter().wait(waiter().now() + Millis{5});
    got += peer->read(std::min<std::size_t>(8192, sent.size() - got.size()));
  }
  EXPECT_FALSE(rest);
  got += peer->read(expected.size() - got.size());
  EXPECT_TRUE(got == expected) << got.size() << " of " << expected.size();
}

TEST_P(SocketContract, SendDoesNotBlockWhenTheWindowIsFull) {
  const auto peer = connect_to_peer();
  std::string sent;
  Packet rest = fill_window(sent);
  if (!rest) return;
  Progress result = Progress::Done;
  const Millis taken = duration_of([&] { result = socket().send(rest, Push::Now); });
  EXPECT_EQ(result, Progress::Pending);
  EXPECT_FALSE(taken.reached(at_once));
  EXPECT_TRUE(rest);
}

TEST_P(SocketContract, PushNowSendsWhatWasHeldAtPushLater) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("MAIL ", Push::Later), Progress::Done);
  EXPECT_EQ(send("RCPT ", Push::Later), Progress::Done);
  EXPECT_EQ(send("DATA", Push::Now), Progress::Done);
  EXPECT_EQ(peer->read(14), "MAIL RCPT DATA");
}

TEST_P(SocketContract, PushNowWithoutOctetsSendsWhatWasHeldAtPushLater) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("DATA", Push::Later), Progress::Done);
  EXPECT_EQ(send("", Push::Now), Progress::Done);
  const Millis taken = duration_of([&] { EXPECT_EQ(peer->read(4), "DATA"); });
  EXPECT_FALSE(taken.reached(at_once));
}

TEST_P(SocketContract, SendIsClosedOrFailedAfterThePeerClosed) {
  const auto peer = connect_to_peer();
  peer->close();
  const Progress result = send_until_over();
  EXPECT_TRUE(result == Progress::Closed || result == Progress::Failed);
}

TEST_P(SocketContract, SendFailsAfterAReset) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(receive_one(), Transfer::failed());
  Packet packet = packet_of("x");
  EXPECT_EQ(socket().send(packet, Push::Now), Progress::Failed);
}

TEST_P(SocketContract, AResetWhileSendingIsFailed) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(send_until_over(), Progress::Failed);
}

TEST_P(SocketContract, ThePacketStaysTheCallersWhenSendFails) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(receive_one(), Transfer::failed());
  Packet packet = packet_of("x");
  EXPECT_EQ(socket().send(packet, Push::Now), Progress::Failed);
  socket().abort();
  EXPECT_EQ(pool().taken(), packet ? 1U : 0U);
  packet.give_back();
  EXPECT_EQ(pool().taken(), 0U);
}

TEST_P(SocketContract, SendFailsWithoutAConnection) {
  Packet packet = packet_of("x");
  EXPECT_EQ(socket().send(packet, Push::Now), Progress::Failed);
  EXPECT_NE(socket().native_code(), 0);
}

TEST_P(SocketContract, SendStillWorksAfterThePeerEndedItsOwnDirection) {
  const auto peer = connect_to_peer();
  peer->half_close();
  EXPECT_EQ(receive_one(), Transfer::end());
  EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
}

TEST_P(SocketContract, NoPacketIsHeldBeforeAnythingIsSent) {
  EXPECT_EQ(socket().packets_held(), 0U);
  const auto peer = connect_to_peer();
  EXPECT_EQ(socket().packets_held(), 0U);
}

TEST_P(SocketContract, PacketsHeldAreThoseTakenAndNotYetBack) {
  const auto peer = connect_to_peer();
  std::string sent;
  const Packet rest = fill_window(sent);
  EXPECT_EQ(socket().packets_held() + (rest ? 1U : 0U), pool().taken());
}

}  // namespace
}  // namespace postino::contract
