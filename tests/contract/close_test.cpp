// SPDX-License-Identifier: MIT
/// Socket::close and abort, sentence by sentence.
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

TEST_P(SocketContract, CloseEndsTheConnectionInOrder) {
  const auto peer = connect_to_peer();
  socket().close();
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
}

TEST_P(SocketContract, WhatWasHandedOverBeforeCloseIsStillDelivered) {
  const auto peer = connect_to_peer();
  std::string sent;
  Packet rest = fill_window(sent);
  rest.give_back();
  socket().close();
  const std::string got = peer->read(sent.size());
  EXPECT_TRUE(got == sent) << got.size() << " of " << sent.size();
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
}

TEST_P(SocketContract, WhatWasHeldAtPushLaterIsDeliveredByClose) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("QUIT\r\n", Push::Later), Progress::Done);
  socket().close();
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
}

TEST_P(SocketContract, CloseDeliversEvenWhenOctetsOfThePeerWereNotRead) {
  const auto peer = connect_to_peer();
  peer->send("250 a reply that nobody reads\r\n");
  // The first octet has come, so the others of the same segment have come too.
  EXPECT_EQ(receive_one(), Transfer::octets(1));
  EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
  socket().close();
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
}

TEST_P(SocketContract, CloseIsIgnoredWhenClosed) {
  socket().close();
  const auto peer = connect_to_peer();
  socket().close();
  socket().close();
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
}

TEST_P(SocketContract, TheSocketMayConnectAgainAtOnceAfterClose) {
  const auto first = connect_to_peer();
  EXPECT_EQ(send("first"), Progress::Done);
  socket().close();
  const auto second = connect_to_peer();
  EXPECT_EQ(send("second"), Progress::Done);
  EXPECT_EQ(second->read(6), "second");
  EXPECT_EQ(first->read(5), "first");
}

TEST_P(SocketContract, NothingOfTheOldConnectionIsLeftAfterConnectingAgain) {
  const auto first = connect_to_peer();
  first->send("old");
  first->half_close();
  EXPECT_EQ(receive_one(), Transfer::octets(1));
  socket().close();
  const auto second = connect_to_peer();
  std::array<char, 8> room{};
  EXPECT_EQ(socket().receive(room), Transfer::pending());
  second->send("new");
  EXPECT_EQ(receive_text(3), "new");
}

TEST_P(SocketContract, PacketsHeldAtCloseComeBackWhenAcknowledged) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(packet_bytes)), Progress::Done);
  socket().close();
  EXPECT_EQ(peer->read(packet_bytes).size(), packet_bytes);
  wait_for_packets();
  EXPECT_EQ(pool().taken(), 0U);
}

TEST_P(SocketContract, CloseDoesNotBlock) {
  const auto peer = connect_to_peer();
  std::string sent;
  const Packet rest = fill_window(sent);
  EXPECT_FALSE(duration_of([&] { socket().close(); }).reached(at_once));
}

TEST_P(SocketContract, AbortResetsTheConnection) {
  const auto peer = connect_to_peer();
  socket().abort();
  EXPECT_EQ(peer->read_to_end(), End::Reset);
}

TEST_P(SocketContract, EveryPacketIsBackWhenAbortReturns) {
  const auto peer = connect_to_peer();
  std::string sent;
  Packet rest = fill_window(sent);
  rest.give_back();
  socket().abort();
  EXPECT_EQ(socket().packets_held(), 0U);
  EXPECT_EQ(pool().taken(), 0U);
}

TEST_P(SocketContract, AbortEndsALookUp) {
  const auto peer = listen("127.0.0.1");
  fixture_->set_name("relay.example", {"127.0.0.1"});
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("relay.example", peer->port()), Progress::Pending);
  EXPECT_FALSE(duration_of([&] { socket().abort(); }).reached(at_once));
  EXPECT_EQ(connect("127.0.0.1", peer->port()), Progress::Done);
  fixture_->release_look_ups();
  EXPECT_EQ(send("x"), Progress::Done);
}

TEST_P(SocketContract, TheResultOfAnAbortedLookUpIsNeverUsed) {
  const auto first = listen("127.0.0.1");
  const auto second = listen("127.0.0.2", first->port());
  fixture_->set_name("first.example", {"127.0.0.1"});
  fixture_->set_name("second.example", {"127.0.0.2"});
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("first.example", first->port()), Progress::Pending);
  socket().abort();
  EXPECT_EQ(socket().connect("second.example", first->port()), Progress::Pending);
  fixture_->release_look_ups();
  EXPECT_EQ(connect("second.example", first->port()), Progress::Done);
  EXPECT_TRUE(second->accept());
}

TEST_P(SocketContract, AbortEndsAConnectUnderWay) {
  const auto peer = listen("127.0.0.1");
  fixture_->make_silent("127.0.0.2", peer->port());
  EXPECT_EQ(socket().connect("127.0.0.2", peer->port()), Progress::Pending);
  socket().abort();
  EXPECT_EQ(connect("127.0.0.1", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
}

TEST_P(SocketContract, CloseEndsALookUpAndAConnectUnderWay) {
  const auto peer = listen("127.0.0.1");
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("relay.example", peer->port()), Progress::Pending);
  socket().close();
  fixture_->release_look_ups();
  fixture_->make_silent("127.0.0.2", peer->port());
  EXPECT_EQ(socket().connect("127.0.0.2", peer->port()), Progress::Pending);
  socket().close();
  EXPECT_EQ(connect("127.0.0.1", peer->port()), Progress::Done);
}

TEST_P(SocketContract, AbortIsIgnoredWhenClosed) {
  socket().abort();
  auto peer = connect_to_peer();
  socket().close();
  socket().abort();
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
  peer = connect_to_peer();
  socket().abort();
  socket().abort();
  EXPECT_EQ(peer->read_to_end(), End::Reset);
}

TEST_P(SocketContract, AbortAfterCloseLeavesWhatIsStillDelivered) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
  socket().close();
  socket().abort();
  EXPECT_EQ(peer->read(6), "QUIT\r\n");
  EXPECT_EQ(peer->read_to_end(), End::InOrder);
}

TEST_P(SocketContract, TheSocketMayConnectAgainAtOnceAfterAbort) {
  const auto first = connect_to_peer();
  socket().abort();
  const auto second = connect_to_peer();
  EXPECT_EQ(send("second"), Progress::Done);
  EXPECT_EQ(second->read(6), "second");
}

}  // namespace
}  // namespace postino::contract
