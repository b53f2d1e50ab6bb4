// SPDX-License-Identifier: MIT
/// Socket::receive, sentence by sentence.
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

TEST_P(SocketContract, ReceiveBringsWhatHasArrived) {
  const auto peer = connect_to_peer();
  peer->send("220 ready\r\n");
  EXPECT_EQ(receive_text(11), "220 ready\r\n");
}

TEST_P(SocketContract, ReceiveWritesNoMoreThanThereIsRoomFor) {
  const auto peer = connect_to_peer();
  const std::string sent = pattern(600);
  peer->send(sent);
  std::string got;
  for (std::size_t room_size = 1; got.size() < sent.size(); ++room_size) {
    std::string room(room_size + 1, '\x7f');
    const Transfer result = receive(std::span{room}.first(room_size));
    ASSERT_GE(result.count(), 1U);
    ASSERT_LE(result.count(), room_size);
    EXPECT_EQ(room.back(), '\x7f');
    got.append(room, 0, result.count());
  }
  EXPECT_EQ(got, sent);
}

TEST_P(SocketContract, ReceiveIsPendingWhenThereIsNothingNow) {
  const auto peer = connect_to_peer();
  std::array<char, 16> room{};
  Transfer result = Transfer::failed();
  const Millis taken = duration_of([&] { result = socket().receive(room); });
  EXPECT_EQ(result, Transfer::pending());
  EXPECT_FALSE(taken.reached(at_once));
  peer->send("x");
  EXPECT_EQ(receive(room), Transfer::octets(1));
  EXPECT_EQ(socket().receive(room), Transfer::pending());
}

TEST_P(SocketContract, ReceiveIntoNoRoomIsPendingAndLosesNothing) {
  const auto peer = connect_to_peer();
  peer->send("220");
  peer->half_close();
  for (const char expected : {'2', '2', '0'}) {
    waiter().wait(waiter().now() + at_once);
    EXPECT_EQ(socket().receive({}), Transfer::pending());
    char octet = 0;
    EXPECT_EQ(receive({&octet, 1}), Transfer::octets(1));
    EXPECT_EQ(octet, expected);
  }
  EXPECT_EQ(socket().receive({}), Transfer::pending());
  EXPECT_EQ(receive_one(), Transfer::end());
  EXPECT_EQ(socket().receive({}), Transfer::pending());
}

TEST_P(SocketContract, ReceiveIsAtItsEndAfterThePeerClosed) {
  const auto peer = connect_to_peer();
  peer->close();
  EXPECT_EQ(receive_one(), Transfer::end());
}

TEST_P(SocketContract, ReceiveIsAtItsEndAfterThePeerEndedItsOwnDirection) {
  const auto peer = connect_to_peer();
  peer->half_close();
  EXPECT_EQ(receive_one(), Transfer::end());
}

TEST_P(SocketContract, EverythingBeforeTheEndIsDelivered) {
  const auto peer = connect_to_peer();
  peer->send("221 bye\r\n");
  peer->close();
  EXPECT_EQ(receive_text(100), "221 bye\r\n");
  EXPECT_EQ(receive_one(), Transfer::end());
}

TEST_P(SocketContract, TheEndStaysTheEnd) {
  const auto peer = connect_to_peer();
  peer->half_close();
  EXPECT_EQ(receive_one(), Transfer::end());
  EXPECT_EQ(receive_one(), Transfer::end());
}

TEST_P(SocketContract, ReceiveFailsAfterAReset) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(receive_one(), Transfer::failed());
}

TEST_P(SocketContract, AResetIsNeverTakenForTheEndLater) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(receive_one(), Transfer::failed());
  EXPECT_EQ(receive_one(), Transfer::failed());
}

TEST_P(SocketContract, AResetThatSendMetIsNeverTakenForTheEnd) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(send_until_over(), Progress::Failed);
  EXPECT_EQ(receive_one(), Transfer::failed());
}

TEST_P(SocketContract, ReceiveFailsWithoutAConnection) {
  EXPECT_EQ(receive_one(), Transfer::failed());
  EXPECT_NE(socket().native_code(), 0);
  auto peer = connect_to_peer();
  socket().close();
  EXPECT_EQ(receive_one(), Transfer::failed());
  peer = connect_to_peer();
  socket().abort();
  EXPECT_EQ(receive_one(), Transfer::failed());
}

}  // namespace
}  // namespace postino::contract
