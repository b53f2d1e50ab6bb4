// SPDX-License-Identifier: MIT
/// What the POSIX port promises beyond the contract about an open connection.
#include "postino/posix_port.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <cerrno>
#include <csignal>
#include <optional>
#include <string>
#include <thread>

#include "posix_peer.hpp"
#include "postino/posix_clock.hpp"
#include "postino/storage.hpp"

namespace postino::contract {
namespace {

class PosixConnection : public testing::Test {
 protected:
  PosixConnection() {
    while (port_->connect("127.0.0.1", peer_.port()) == Progress::Pending)
      port_->wait(port_->now());
    EXPECT_TRUE(peer_.accept());
  }
  Progress send(std::string_view octets) {
    Packet packet = storage_.pool().take();
    packet.extend(octets.copy(packet.room().data(), packet.room().size()));
    return port_->send(packet, Push::Now);
  }
  Transfer receive() {
    char octet = 0;
    Transfer result = Transfer::pending();
    const Millis end = port_->now() + seconds(3);
    while ((result = port_->receive({&octet, 1})) == Transfer::pending() &&
           !port_->now().reached(end)) {
      port_->wait(end);
    }
    return result;
  }
  /// With octets of the peer that were not received.
  void closes_without_reset() {
    EXPECT_EQ(receive(), Transfer::octets(1));
    EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
    port_->close();
    EXPECT_EQ(peer_.read(6), "QUIT\r\n");
    EXPECT_EQ(peer_.read_to_end(), End::InOrder);
    EXPECT_EQ(peer_.kept_error(), 0);
  }

  Storage<> storage_;
  PosixPeer peer_{"127.0.0.1", 0, 4};
  std::optional<PosixPort> port_{std::in_place};
};

TEST_F(PosixConnection, APacketIsBackAsSoonAsItWasSent) {
  EXPECT_EQ(send("EHLO"), Progress::Done);
  EXPECT_EQ(storage_.pool().taken(), 0U);
  EXPECT_EQ(port_->packets_held(), 0U);
}

TEST_F(PosixConnection, ThePortsEndClosesInOrder) {
  EXPECT_EQ(send("QUIT\r\n"), Progress::Done);
  port_.reset();
  EXPECT_EQ(peer_.read(6), "QUIT\r\n");
  EXPECT_EQ(peer_.read_to_end(), End::InOrder);
}

TEST_F(PosixConnection, CloseSendsNoResetForOctetsThatWereNotReceived) {
  peer_.send("250 a reply that nobody reads\r\n");
  closes_without_reset();
}

/// Of which the port has only the beginning in a buffer of its own.
TEST_F(PosixConnection, CloseSendsNoResetForOctetsThatTheKernelStillHas) {
  peer_.send(std::string(20000, 'x'));
  closes_without_reset();
}

TEST_F(PosixConnection, SendIsClosedWhenThePeerClosedAndAnsweredWithAReset) {
  peer_.close();
  EXPECT_EQ(receive(), Transfer::end());
  EXPECT_EQ(send("x"), Progress::Done);
  EXPECT_EQ(send("x"), Progress::Closed);
  EXPECT_EQ(receive(), Transfer::end());
}

TEST_F(PosixConnection, AResetIsItsErrnoEachTime) {
  peer_.reset();
  EXPECT_EQ(receive(), Transfer::failed());
  EXPECT_EQ(port_->native_code(), ECONNRESET);
  EXPECT_EQ(send("x"), Progress::Failed);
  EXPECT_EQ(port_->native_code(), ECONNRESET);
}

TEST_F(PosixConnection, AReplyThatCameBeforeAResetIsDelivered) {
  peer_.send("421");
  EXPECT_EQ(send("x"), Progress::Done);
  // Closing with an octet unread makes the kernel reset the connection.
  peer_.close();
  while (send("x") == Progress::Done) port_->wait(port_->now() + Millis{1});
  for (int octet = 0; octet < 3; ++octet) EXPECT_EQ(receive(), Transfer::octets(1));
  EXPECT_EQ(receive(), Transfer::failed());
}

TEST_F(PosixConnection, AReplyBeforeAnEndIsDeliveredRightBehindTheSendThatFailed) {
  peer_.send("2");
  EXPECT_EQ(receive(), Transfer::octets(1));
  peer_.send("421");
  peer_.close();
  while (send("x") == Progress::Done) {
  }
  char octets[4] = {};
  EXPECT_EQ(port_->receive(octets), Transfer::octets(3));
}

TEST_F(PosixConnection, WithoutAConnectionTheErrnoSaysSo) {
  port_->close();
  EXPECT_EQ(receive(), Transfer::failed());
  EXPECT_EQ(port_->native_code(), ENOTCONN);
  EXPECT_EQ(send("x"), Progress::Failed);
  EXPECT_EQ(port_->native_code(), ENOTCONN);
}

TEST_F(PosixConnection, ReceiveIntoNoRoomIsPending) {
  peer_.send("220");
  port_->wait(port_->now() + seconds(1));
  EXPECT_EQ(port_->receive({}), Transfer::pending());
}

TEST_F(PosixConnection, WhatWaitHasReadComesFirst) {
  peer_.send("22");
  port_->wait(port_->now() + seconds(3));
  peer_.send("0 ready");
  std::string got;
  while (got.size() < 9) {
    char octets[2] = {};
    const Transfer result = port_->receive(octets);
    ASSERT_TRUE(result.count() != 0 || result == Transfer::pending());
    got.append(octets, result.count());
    if (result == Transfer::pending()) port_->wait(port_->now() + seconds(3));
  }
  EXPECT_EQ(got, "220 ready");
}

TEST_F(PosixConnection, WhatComesBehindAWaitIsSeenBeforeAnythingIsSent) {
  // A client reads until Pending when it waited, and again when it hands a packet over.
  char octets[64] = {};
  peer_.send("354 go");
  port_->wait(port_->now() + seconds(3));
  EXPECT_EQ(port_->receive(octets), Transfer::octets(6));
  EXPECT_EQ(port_->receive(octets), Transfer::pending());
  peer_.send("250");
  EXPECT_EQ(port_->receive(octets), Transfer::octets(3));
}

TEST_F(PosixConnection, WhatComesBeforeTheFirstSendIsSeen) {
  char octets[64] = {};
  EXPECT_EQ(port_->receive(octets), Transfer::pending());
  peer_.send("220");
  EXPECT_EQ(port_->receive(octets), Transfer::octets(3));
}

TEST_F(PosixConnection, WhatComesBehindAWaitNeedsNoOther) {
  peer_.send("2");
  EXPECT_EQ(receive(), Transfer::octets(1));
  peer_.send("5");
  char octet = 0;
  const Millis end = port_->now() + seconds(3);
  while (port_->receive({&octet, 1}) == Transfer::pending() && !port_->now().reached(end)) {
  }
  EXPECT_EQ(octet, '5');
}

TEST_F(PosixConnection, AnEndBehindWhatWaitHasReadIsSeen) {
  peer_.send("221");
  port_->wait(port_->now() + seconds(3));
  peer_.close();
  for (int octet = 0; octet < 3; ++octet) EXPECT_EQ(receive(), Transfer::octets(1));
  EXPECT_EQ(receive(), Transfer::end());
}

TEST_F(PosixConnection, NothingOfAClosedConnectionIsReceivedFromTheNext) {
  peer_.send("250 of the first");
  port_->wait(port_->now() + seconds(3));
  port_->close();
  while (port_->connect("127.0.0.1", peer_.port()) == Progress::Pending) port_->wait(port_->now());
  char octet = 0;
  EXPECT_EQ(port_->receive({&octet, 1}), Transfer::pending());
}

TEST_F(PosixConnection, AWaitOfMoreThanASecondTakesItsTime) {
  const Millis end = port_->now() + Millis{1030};
  port_->wait(end);
  EXPECT_TRUE(port_->now().reached(end));
  EXPECT_FALSE(port_->now().reached(end + seconds(1)));
}

TEST_F(PosixConnection, ASignalDoesNotCutAWaitShort) {
  struct sigaction action {};
  action.sa_handler = [](int) {};
  ASSERT_EQ(::sigaction(SIGUSR1, &action, nullptr), 0);
  const pthread_t waiting = ::pthread_self();
  std::thread signaller{[waiting] { ::pthread_kill(waiting, SIGUSR1); }};
  const Millis end = port_->now() + Millis{60};
  port_->wait(end);
  EXPECT_TRUE(port_->now().reached(end));
  signaller.join();
}

TEST(PosixClock, TheWallClockHasAnOffsetWithinADay) {
  const Date date = posix_date();
  EXPECT_GT(date.unix_seconds, 1'600'000'000U);
  EXPECT_GT(date.utc_offset_minutes, -1440);
  EXPECT_LT(date.utc_offset_minutes, 1440);
}

TEST(PosixClock, TheOffsetIsThatOfTheTimeZone) {
  const char* const before = std::getenv("TZ");
  const std::optional<std::string> saved =
      before != nullptr ? std::optional<std::string>{before} : std::nullopt;
  ::setenv("TZ", "TEST-5:30", 1);
  ::tzset();
  EXPECT_EQ(posix_date().utc_offset_minutes, 330);
  ::setenv("TZ", "TEST+3:30", 1);
  ::tzset();
  EXPECT_EQ(posix_date().utc_offset_minutes, -210);
  saved ? ::setenv("TZ", saved->c_str(), 1) : ::unsetenv("TZ");
  ::tzset();
}

}  // namespace
}  // namespace postino::contract
