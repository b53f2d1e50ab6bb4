// SPDX-License-Identifier: MIT
/// An open connection, by the system calls that it comes to, and in a time that the test makes.
#include <gtest/gtest.h>
#include <netinet/tcp.h>

#include <array>
#include <cerrno>
#include <deque>
#include <string>
#include <utility>

#include "posix_peer.hpp"
#include "postino/posix_clock.hpp"
#include "postino/posix_port.hpp"
#include "postino/storage.hpp"
#include "system_calls.hpp"

namespace postino::contract {
namespace {

/// What a call returns, and errno.
using Answer = std::pair<ssize_t, int>;

class PosixCalls : public testing::Test {
 protected:
  PosixCalls() { connect(); }
  void connect() {
    while (port_.connect("127.0.0.1", peer_.port()) == Progress::Pending) port_.wait(port_.now());
    EXPECT_TRUE(peer_.accept());
  }
  /// By a caller that only asks.
  void connect_without_a_wait() {
    while (port_.connect("127.0.0.1", peer_.port()) == Progress::Pending) {
    }
    EXPECT_TRUE(peer_.accept());
  }
  Progress send(std::string_view octets, Push push = Push::Now) {
    Packet packet = storage_.pool().take();
    packet.extend(octets.copy(packet.room().data(), packet.room().size()));
    return port_.send(packet, push);
  }
  Transfer receive(std::size_t most = 1024) {
    std::array<char, 1024> room{};
    return port_.receive(std::span{room}.first(most));
  }
  /// Counts recv(2) and poll(2).
  void count() {
    reads_ = polls_ = 0;
    calls_.recv = [this](int descriptor, void* into, std::size_t size, int flags) {
      ++reads_;
      return real_recv(descriptor, into, size, flags);
    };
    calls_.poll = [this](pollfd* watched, nfds_t count, int timeout) {
      ++polls_;
      return real_poll(watched, count, timeout);
    };
  }
  /// recv(2) answers with these, and with the last from then on.
  void answer(std::deque<Answer> answers) {
    reads_ = 0;
    answers_ = std::move(answers);
    calls_.recv = [this](int, void*, std::size_t, int) {
      ++reads_;
      const Answer next = answers_.front();
      if (answers_.size() > 1) answers_.pop_front();
      errno = next.second;
      return next.first;
    };
  }
  /// One wait and what it brings.
  void expect_one_call_of_a_wait() {
    count();
    peer_.send("2");
    port_.wait(port_.now() + seconds(3));
    EXPECT_EQ(receive(), Transfer::octets(1));
    EXPECT_EQ(receive(), Transfer::pending());
    EXPECT_EQ(reads_, 1);
    EXPECT_EQ(polls_, 0);
    calls_.recv = {};
    calls_.poll = {};
  }
  /// In a time that stands still but for what calls take of it.
  std::string calls_of_a_wait(PosixPort& port, long time) {
    std::string log;
    long now = 5'000'000;
    calls_.clock_gettime = [&](clockid_t, timespec* into) {
      *into = {.tv_sec = now / 1000, .tv_nsec = now % 1000 * 1'000'000};
      return 0;
    };
    calls_.recv = [&](int, void*, std::size_t, int flags) -> ssize_t {
      log += flags == 0 ? "sleep " : flags == MSG_DONTWAIT ? "look " : "? ";
      if (flags == 0) now += 1000;
      errno = EAGAIN;
      return -1;
    };
    calls_.poll = [&](pollfd*, nfds_t count, int timeout) {
      log += "poll " + std::to_string(count) + " for " + std::to_string(timeout) + " ";
      now += timeout;
      return 0;
    };
    port.wait(port.now() + Millis{static_cast<std::uint32_t>(time)});
    return log;
  }

  Storage<> storage_;
  PosixPeer peer_{"127.0.0.1", 0, 4};
  PosixPort port_;
  int reads_ = 0;
  int polls_ = 0;
  std::deque<Answer> answers_;
  SystemCalls calls_;
};

TEST_F(PosixCalls, AWaitAndWhatItBringsAreOne) { expect_one_call_of_a_wait(); }

TEST_F(PosixCalls, TheNextConnectionIsLikeTheFirstHoweverThatEnded) {
  peer_.half_close();
  port_.wait(port_.now() + seconds(3));
  while (receive() == Transfer::pending()) {
  }
  EXPECT_EQ(receive(), Transfer::end());
  port_.close();
  connect();
  expect_one_call_of_a_wait();
  while (send(std::string(512, 'x')) == Progress::Done) {
  }
  port_.abort();
  connect();
  expect_one_call_of_a_wait();
  peer_.reset();
  while (receive() == Transfer::pending()) port_.wait(port_.now() + seconds(3));
  EXPECT_EQ(receive(), Transfer::failed());
  port_.close();
  connect();
  EXPECT_EQ(send("x"), Progress::Done);
  EXPECT_EQ(receive(), Transfer::pending());
  expect_one_call_of_a_wait();
}

TEST_F(PosixCalls, AfterAReadThatFilledTheBufferReceiveLooksAgain) {
  peer_.send(std::string(600, 'x'));
  port_.wait(port_.now() + seconds(3));
  EXPECT_EQ(receive(), Transfer::octets(512));
  EXPECT_EQ(receive(), Transfer::octets(88));
}

TEST_F(PosixCalls, TheFirstReceiveAfterConnectDoesNotLook) {
  peer_.send("220");
  EXPECT_EQ(receive(), Transfer::pending());
  EXPECT_EQ(receive(), Transfer::octets(3));
}

TEST_F(PosixCalls, TheFirstReceiveAfterTheEndOfAFlightDoesNotLook) {
  EXPECT_EQ(receive(), Transfer::pending());
  peer_.send("250");
  EXPECT_EQ(send("x", Push::Now), Progress::Done);
  EXPECT_EQ(receive(), Transfer::pending());
  EXPECT_EQ(receive(), Transfer::octets(3));
  peer_.send("354");
  EXPECT_EQ(send("x", Push::Later), Progress::Done);
  EXPECT_EQ(receive(), Transfer::octets(3));
}

TEST_F(PosixCalls, ReceiveLooksAfterAWaitThatEndsInPoll) {
  EXPECT_EQ(send("x"), Progress::Done);
  peer_.send("250");
  port_.wait(port_.now() + Millis{500});
  EXPECT_EQ(receive(), Transfer::octets(3));
}

TEST_F(PosixCalls, ACallerThatNeverWaitsIsGivenWhatThereIsAtOnce) {
  for (int i = 0; i < 2; ++i) {
    port_.close();
    connect_without_a_wait();
    peer_.send("2");
    EXPECT_EQ(receive(), Transfer::octets(1));
    EXPECT_EQ(send("x"), Progress::Done);
    peer_.send("25");
    EXPECT_EQ(receive(), Transfer::octets(2));
    port_.wait(port_.now());
  }
  PosixPort fresh;
  while (fresh.connect("127.0.0.1", peer_.port()) == Progress::Pending) {
  }
  EXPECT_TRUE(peer_.accept());
  peer_.send("2");
  char octet = 0;
  EXPECT_EQ(fresh.receive({&octet, 1}), Transfer::octets(1));
}

TEST_F(PosixCalls, AWaitAsksNothingWhileOctetsAreNotFetched) {
  peer_.send("220");
  port_.wait(port_.now() + seconds(3));
  EXPECT_EQ(receive(1), Transfer::octets(1));
  count();
  port_.wait(port_.now() + seconds(3));
  EXPECT_EQ(reads_ + polls_, 0);
  EXPECT_EQ(receive(), Transfer::octets(2));
}

TEST_F(PosixCalls, AReceiveThatASignalInterruptsIsAskedAgain) {
  EXPECT_EQ(receive(), Transfer::pending());
  answer({{-1, EINTR}, {-1, EINTR}, {3, EINTR}});
  EXPECT_EQ(receive(), Transfer::octets(3));
  EXPECT_EQ(reads_, 3);
  answer({{0, EINTR}});
  EXPECT_EQ(receive(), Transfer::end());
  EXPECT_EQ(reads_, 1);
}

TEST_F(PosixCalls, AReceiveThatMeetsAResetSaysSoFromThenOn) {
  EXPECT_EQ(receive(), Transfer::pending());
  answer({{-1, ECONNRESET}, {-1, EAGAIN}});
  EXPECT_EQ(receive(), Transfer::failed());
  EXPECT_EQ(port_.native_code(), ECONNRESET);
  EXPECT_EQ(receive(), Transfer::failed());
  EXPECT_EQ(port_.native_code(), ECONNRESET);
}

TEST_F(PosixCalls, CloseReadsWhatIsLeftButNotForEver) {
  const std::pair<std::deque<Answer>, int> cases[] = {{{{4096, 0}}, 1024},
                                                      {{{4096, 0}, {1, 0}, {0, 0}}, 3},
                                                      {{{1, 0}, {0, EINTR}}, 2},
                                                      {{{-1, EINTR}, {1, 0}, {-1, EAGAIN}}, 3},
                                                      {{{-1, ECONNRESET}}, 1}};
  for (const auto& [answers, reads] : cases) {
    answer(answers);
    port_.close();
    EXPECT_EQ(reads_, reads);
    calls_.recv = {};
    connect();
  }
  port_.close();
  answer({{0, 0}});
  port_.close();
  EXPECT_EQ(reads_, 0);
}

TEST_F(PosixCalls, ThePortsEndSendsNoResetForOctetsThatWereNotReceived) {
  std::optional<PosixPort> port{std::in_place};
  while (port->connect("127.0.0.1", peer_.port()) == Progress::Pending) port->wait(port->now());
  EXPECT_TRUE(peer_.accept());
  peer_.send(std::string(20000, 'x'));
  port.reset();
  EXPECT_EQ(peer_.read_to_end(), End::InOrder);
  EXPECT_EQ(peer_.kept_error(), 0);
}

TEST_F(PosixCalls, OnlyTheEndOfAFlightWithoutOctetsSendsWhatWasHeld) {
  int flushes = 0;
  calls_.setsockopt = [&](int descriptor, int level, int name, const void* value, socklen_t size) {
    EXPECT_EQ(level, IPPROTO_TCP);
    EXPECT_EQ(name, TCP_NODELAY);
    ++flushes;
    return real_setsockopt(descriptor, level, name, value, size);
  };
  EXPECT_EQ(send("DATA", Push::Now), Progress::Done);
  EXPECT_EQ(send("DATA", Push::Later), Progress::Done);
  EXPECT_EQ(send("", Push::Later), Progress::Done);
  EXPECT_EQ(flushes, 0);
  EXPECT_EQ(send("", Push::Now), Progress::Done);
  EXPECT_EQ(flushes, 1);
}

TEST_F(PosixCalls, AWaitSleepsInRecvForWholeSecondsAndInPollForTheRest) {
  const std::pair<long, const char*> cases[] = {
      {0, "look "},          {1, "poll 1 for 1 "},          {999, "poll 1 for 999 "},
      {1000, "sleep look "}, {1001, "sleep poll 1 for 1 "}, {2500, "sleep sleep poll 1 for 500 "}};
  for (const auto& [time, expected] : cases)
    EXPECT_EQ(calls_of_a_wait(port_, time), expected) << time;
}

TEST_F(PosixCalls, WithoutAConnectionAWaitIsAPollOfNothing) {
  port_.close();
  EXPECT_EQ(calls_of_a_wait(port_, 0), "poll 0 for 0 ");
  PosixPort fresh;
  for (PosixPort* const port : {&port_, &fresh}) {
    EXPECT_EQ(calls_of_a_wait(*port, 2500), "poll 0 for 2500 ");
    port->close();
    EXPECT_EQ(calls_of_a_wait(*port, 2500), "poll 0 for 2500 ");
  }
}

TEST_F(PosixCalls, TheClockCountsWholeMilliseconds) {
  const std::pair<timespec, std::uint32_t> cases[] = {{{1, 999'999'999}, 1999},
                                                      {{5'000'000, 0}, 705'032'704},
                                                      {{0, 999'000'000}, 999},
                                                      {{0, 999'999}, 0}};
  for (const auto& [time, expected] : cases) {
    calls_.clock_gettime = [&now = time](clockid_t, timespec* into) {
      *into = now;
      return 0;
    };
    EXPECT_EQ(posix_now().value, expected);
  }
}

TEST_F(PosixCalls, ThereIsADateFromTheSecondAfter1970BeganUntil32BitsEnd) {
  const std::pair<std::time_t, std::uint32_t> cases[] = {
      {-1, 0}, {0, 0}, {1, 1}, {0xffffffff, 0xffffffff}, {0x100000000, 0}};
  calls_.localtime_r = [](const std::time_t*, std::tm* local) {
    local->tm_gmtoff = 3600;
    return local;
  };
  for (const auto& [time, expected] : cases) {
    calls_.time = [&now = time](std::time_t*) { return now; };
    EXPECT_EQ(posix_date().unix_seconds, expected);
    EXPECT_EQ(posix_date().utc_offset_minutes, expected == 0 ? 0 : 60);
  }
  calls_.time = [](std::time_t*) { return 1; };
  calls_.localtime_r = [](const std::time_t*, std::tm*) { return nullptr; };
  EXPECT_EQ(posix_date().unix_seconds, 0U);
}

}  // namespace
}  // namespace postino::contract
