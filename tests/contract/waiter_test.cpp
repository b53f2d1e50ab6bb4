// SPDX-License-Identifier: MIT
/// Waiter, sentence by sentence. What "early" means is measured against a wait of two seconds.
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

constexpr Millis long_wait{2000};
constexpr Millis early{500};

TEST_P(SocketContract, TheClockNeverRunsBackwards) {
  Millis last = waiter().now();
  for (int i = 0; i < 10'000; ++i) {
    const Millis next = waiter().now();
    ASSERT_TRUE(next.reached(last));
    last = next;
  }
}

TEST_P(SocketContract, WaitReturnsWhenTheTimeHasCome) {
  for (const std::uint32_t span : {1U, 7U, 60U}) {
    const Millis begin = waiter().now();
    waiter().wait(begin + Millis{span});
    EXPECT_TRUE(waiter().now().reached(begin + Millis{span}));
    EXPECT_FALSE(waiter().now().reached(begin + Millis{span} + early));
  }
}

TEST_P(SocketContract, WaitReturnsAtOnceWhenTheTimeHasPassed) {
  const auto peer = connect_to_peer();
  const Millis now = waiter().now();
  EXPECT_FALSE(duration_of([&] { waiter().wait(now); }).reached(at_once));
  EXPECT_FALSE(duration_of([&] { waiter().wait(now - seconds(5)); }).reached(at_once));
}

TEST_P(SocketContract, WaitTakesItsTimeOnAQuietConnection) {
  const auto peer = connect_to_peer();
  EXPECT_TRUE(duration_of([&] { waiter().wait(waiter().now() + Millis{60}); }).reached({59}));
}

TEST_P(SocketContract, WaitReturnsEarlyWhenOctetsArrived) {
  const auto peer = connect_to_peer();
  peer->send("220");
  EXPECT_FALSE(duration_of([&] { waiter().wait(waiter().now() + long_wait); }).reached(early));
  EXPECT_EQ(receive_text(3), "220");
}

TEST_P(SocketContract, WaitReturnsEarlyAtTheEnd) {
  const auto peer = connect_to_peer();
  peer->half_close();
  EXPECT_FALSE(duration_of([&] { waiter().wait(waiter().now() + long_wait); }).reached(early));
  EXPECT_EQ(receive_one(), Transfer::end());
}

TEST_P(SocketContract, WaitReturnsEarlyAtAReset) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_FALSE(duration_of([&] { waiter().wait(waiter().now() + long_wait); }).reached(early));
  EXPECT_EQ(receive_one(), Transfer::failed());
}

TEST_P(SocketContract, WaitReturnsEarlyWhenThereIsRoomAgainAfterPending) {
  const auto peer = connect_to_peer();
  std::string sent;
  Packet rest = fill_window(sent);
  if (rest) {
    EXPECT_EQ(socket().send(rest, Push::Now), Progress::Pending);
  }
  EXPECT_EQ(peer->read(sent.size()).size(), sent.size());
  EXPECT_FALSE(duration_of([&] { waiter().wait(waiter().now() + long_wait); }).reached(early));
  if (rest) {
    EXPECT_EQ(socket().send(rest, Push::Now), Progress::Done);
  }
}

TEST_P(SocketContract, WaitReturnsEarlyWhenALookUpEnds) {
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("nobody.invalid", 25), Progress::Pending);
  EXPECT_TRUE(duration_of([&] { waiter().wait(waiter().now() + Millis{60}); }).reached({59}));
  fixture_->release_look_ups();
  EXPECT_FALSE(duration_of([&] { waiter().wait(waiter().now() + long_wait); }).reached(early));
  EXPECT_EQ(connect("nobody.invalid", 25), Progress::NotFound);
}

TEST_P(SocketContract, WaitReturnsEarlyWhenAConnectGetsOn) {
  const auto peer = listen("::1");
  fixture_->make_silent("127.0.0.2", peer->port());
  fixture_->set_name("relay.example", {"127.0.0.2", "::1"});
  const Millis taken = duration_of([&] {
    while (socket().connect("relay.example", peer->port()) == Progress::Pending) {
      waiter().wait(waiter().now() + long_wait);
    }
  });
  EXPECT_FALSE(taken.reached(long_wait));
  EXPECT_TRUE(peer->accept());
}

/// What a loop of waiting does in 60 ms; spinning would be thousands.
constexpr int few = 5;

TEST_P(SocketContract, WaitDoesNotSpinOnAnEndThatWasReported) {
  const auto peer = connect_to_peer();
  peer->half_close();
  EXPECT_EQ(receive_one(), Transfer::end());
  int rounds = 0;
  for (const Millis end = waiter().now() + Millis{60}; !waiter().now().reached(end); ++rounds) {
    waiter().wait(end);
    EXPECT_EQ(receive_one(), Transfer::end());
  }
  EXPECT_LE(rounds, few);
}

TEST_P(SocketContract, WaitDoesNotSpinOnAConnectionThatIsLost) {
  const auto peer = connect_to_peer();
  peer->reset();
  EXPECT_EQ(receive_one(), Transfer::failed());
  int rounds = 0;
  for (const Millis end = waiter().now() + Millis{60}; !waiter().now().reached(end); ++rounds) {
    waiter().wait(end);
  }
  EXPECT_LE(rounds, few);
}

TEST_P(SocketContract, WaitDoesNotSpinWhileAnAddressIsSilent) {
  const auto peer = listen("127.0.0.1");
  fixture_->make_silent("127.0.0.2", peer->port());
  int rounds = 0;
  for (const Millis end = waiter().now() + Millis{60}; !waiter().now().reached(end); ++rounds) {
    EXPECT_EQ(socket().connect("127.0.0.2", peer->port()), Progress::Pending);
    waiter().wait(end);
  }
  EXPECT_LE(rounds, few);
}

/// Long enough for whatever else connect() would have tried.
TEST_P(SocketContract, WaitDoesNotSpinWhenOneOfSeveralAddressesConnected) {
  const auto peer = listen("127.0.0.1");
  fixture_->set_name("relay.example", {"127.0.0.1", "127.0.0.2", "::1"});
  EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done);
  int rounds = 0;
  for (const Millis end = waiter().now() + Millis{350}; !waiter().now().reached(end); ++rounds) {
    waiter().wait(end);
  }
  EXPECT_LE(rounds, few);
}

TEST_P(SocketContract, WaitTakesItsTimeAfterAnAbort) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(send(pattern(packet_bytes)), Progress::Done);
  socket().abort();
  EXPECT_TRUE(duration_of([&] { waiter().wait(waiter().now() + Millis{60}); }).reached({59}));
}

TEST_P(SocketContract, WaitTakesItsTimeAfterAnAbortedConnect) {
  const auto peer = listen("127.0.0.1");
  fixture_->make_silent("127.0.0.2", peer->port());
  fixture_->make_silent("127.0.0.3", peer->port());
  fixture_->set_name("relay.example", {"127.0.0.2", "127.0.0.3"});
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("relay.example", peer->port()), Progress::Pending);
  fixture_->release_look_ups();
  waiter().wait(waiter().now() + long_wait);
  EXPECT_EQ(socket().connect("relay.example", peer->port()), Progress::Pending);
  socket().abort();
  EXPECT_TRUE(duration_of([&] { waiter().wait(waiter().now() + Millis{350}); }).reached({349}));
}

TEST_P(SocketContract, WaitDoesNotSpinWhileTheWindowIsFull) {
  const auto peer = connect_to_peer();
  std::string sent;
  Packet rest = fill_window(sent);
  int rounds = 0;
  for (const Millis end = waiter().now() + Millis{60}; !waiter().now().reached(end); ++rounds) {
    // A late acknowledgement may have made room.
    if (rest && socket().send(rest, Push::Now) == Progress::Done) rest = fill_window(sent);
    waiter().wait(end);
  }
  EXPECT_LE(rounds, few);
}

TEST_P(SocketContract, WaitWorksWithoutAConnection) {
  EXPECT_TRUE(duration_of([&] { waiter().wait(waiter().now() + Millis{30}); }).reached({29}));
}

}  // namespace
}  // namespace postino::contract
