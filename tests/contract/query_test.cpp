// SPDX-License-Identifier: MIT
/// Socket::local_address and native_code, sentence by sentence.
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

TEST_P(SocketContract, TheLocalAddressOfAnIpv4ConnectionIsText) {
  const auto peer = connect_to_peer("127.0.0.1");
  EXPECT_EQ(local_address(), "127.0.0.1");
}

TEST_P(SocketContract, TheLocalAddressOfAnIpv6ConnectionIsTextWithoutAScopeId) {
  const auto peer = connect_to_peer("::1");
  EXPECT_EQ(local_address(), "::1");
}

TEST_P(SocketContract, TheLocalAddressHasNoNul) {
  const auto peer = connect_to_peer();
  std::array<char, 46> room{};
  room.fill('#');
  EXPECT_EQ(socket().local_address(room), 9U);
  EXPECT_EQ((std::string{room.data(), 11}), "127.0.0.1##");
}

TEST_P(SocketContract, TheLocalAddressIsEmptyWhenItDoesNotFit) {
  const auto peer = connect_to_peer();
  std::array<char, 16> room{};
  room.fill('#');
  EXPECT_EQ(socket().local_address(std::span{room}.first(8)), 0U);
  EXPECT_EQ((std::string{room.data(), room.size()}), std::string(16, '#'));
  EXPECT_EQ(socket().local_address({}), 0U);
  EXPECT_EQ(socket().local_address(std::span{room}.first(9)), 9U);
  EXPECT_EQ((std::string{room.data(), 10}), "127.0.0.1#");
}

TEST_P(SocketContract, ThereIsNoLocalAddressWithoutAConnection) {
  EXPECT_EQ(local_address(), "");
  auto peer = connect_to_peer();
  socket().close();
  EXPECT_EQ(local_address(), "");
  peer = connect_to_peer();
  socket().abort();
  EXPECT_EQ(local_address(), "");
}

TEST_P(SocketContract, ThereIsNoLocalAddressDuringAConnect) {
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("relay.example", 25), Progress::Pending);
  EXPECT_EQ(local_address(), "");
  fixture_->release_look_ups();
}

TEST_P(SocketContract, TheNativeCodeIsZeroWhenNothingFailed) {
  EXPECT_EQ(socket().native_code(), 0);
  const auto peer = connect_to_peer();
  EXPECT_EQ(socket().native_code(), 0);
}

TEST_P(SocketContract, TheNativeCodeIsZeroAfterALookUpThatBroughtAnAddress) {
  const auto peer = listen("127.0.0.1");
  fixture_->set_name("relay.example", {"127.0.0.1"});
  EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done);
  EXPECT_EQ(socket().native_code(), 0);
}

TEST_P(SocketContract, TheNativeCodeTellsWhyANameWasNotFound) {
  EXPECT_EQ(connect("nobody.invalid", 25), Progress::NotFound);
  EXPECT_NE(socket().native_code(), 0);
}

TEST_P(SocketContract, TheNativeCodeTellsWhyAConnectFailed) {
  const auto elsewhere = listen("127.0.0.1");
  EXPECT_EQ(connect("127.0.0.2", elsewhere->port()), Progress::Failed);
  EXPECT_NE(socket().native_code(), 0);
}

TEST_P(SocketContract, TheNativeCodeTellsWhyReceiveFailed) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(receive_one(), Transfer::failed());
  EXPECT_NE(socket().native_code(), 0);
}

TEST_P(SocketContract, TheNativeCodeTellsWhySendFailed) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(send_until_over(), Progress::Failed);
  EXPECT_NE(socket().native_code(), 0);
}

}  // namespace
}  // namespace postino::contract
