// SPDX-License-Identifier: MIT
/// Connecting, by the system calls that it comes to, and in a time that the test makes.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "posix_names.hpp"
#include "posix_peer.hpp"
#include "postino/posix_port.hpp"
#include "system_calls.hpp"

namespace postino::contract {
namespace {

class PosixAttempts : public testing::Test {
 protected:
  Progress ask(std::string_view host = "127.0.0.1") { return port_.connect(host, number_); }
  Progress connect(std::string_view host = "127.0.0.1") {
    Progress result = ask(host);
    while (result == Progress::Pending) {
      port_.wait(port_.now() + seconds(5));
      result = ask(host);
    }
    return result;
  }
  /// From here on time stands still unless the test moves it, and attempts are counted.
  void stop_time() {
    calls_.clock_gettime = [this](clockid_t, timespec* now) {
      *now = {.tv_sec = time_ / 1000, .tv_nsec = time_ % 1000 * 1'000'000};
      return 0;
    };
    calls_.connect = [this](int descriptor, const sockaddr* address, socklen_t size) {
      ++attempts_;
      return real_connect(descriptor, address, size);
    };
  }
  /// Asks until so many attempts have begun.
  void begin(int attempts) {
    while (attempts_ < attempts) {
      ASSERT_EQ(ask("relay.example"), Progress::Pending);
      if (attempts_ < attempts) port_.wait(port_.now() + seconds(5));
    }
  }
  std::string local_address() {
    std::array<char, 46> text{};
    return {text.data(), port_.local_address(text)};
  }

  PosixNames names_;
  PosixPeer live_{"127.0.0.1", 0, 4};
  const std::uint16_t number_ = live_.port();
  PosixPort port_{PosixNames::look_up};
  long time_ = 100'000;
  int attempts_ = 0;
  SystemCalls calls_;
};

TEST_F(PosixAttempts, ASocketThatCannotBeOpenedFailsWithItsErrno) {
  calls_.socket = [](int, int, int) {
    errno = EMFILE;
    return -1;
  };
  EXPECT_EQ(ask(), Progress::Failed);
  EXPECT_EQ(port_.native_code(), EMFILE);
}

TEST_F(PosixAttempts, AConnectionThatStandsAtOnceIsTaken) {
  calls_.connect = [](int descriptor, const sockaddr* address, socklen_t size) {
    static_cast<void>(real_connect(descriptor, address, size));
    pollfd watched{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return real_poll(&watched, 1, 5000) == 1 ? 0 : -1;
  };
  EXPECT_EQ(ask(), Progress::Done);
}

TEST_F(PosixAttempts, AConnectThatASignalInterruptsGoesOn) {
  calls_.connect = [](int descriptor, const sockaddr* address, socklen_t size) {
    static_cast<void>(real_connect(descriptor, address, size));
    errno = EINTR;
    return -1;
  };
  EXPECT_EQ(ask(), Progress::Pending);
  EXPECT_EQ(connect(), Progress::Done);
}

/// What setsockopt(2) was given.
struct Option {
  int descriptor;
  int level;
  int name;
  std::string value;
  friend bool operator==(const Option&, const Option&) = default;
};

template <class T>
std::string octets_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

TEST_F(PosixAttempts, SmallSegmentsLeaveAtOnceAndRecvSleepsForASecondAtTheMost) {
  int opened = -1;
  std::vector<Option> options;
  calls_.socket = [&](int family, int type, int protocol) {
    return opened = real_socket(family, type, protocol);
  };
  calls_.setsockopt = [&](int descriptor, int level, int name, const void* value, socklen_t size) {
    options.push_back({descriptor, level, name, {static_cast<const char*>(value), size}});
    return real_setsockopt(descriptor, level, name, value, size);
  };
  EXPECT_EQ(connect(), Progress::Done);
  const timeval second{.tv_sec = 1, .tv_usec = 0};
  EXPECT_EQ(options, (std::vector<Option>{{opened, IPPROTO_TCP, TCP_NODELAY, octets_of(1)},
                                          {opened, SOL_SOCKET, SO_RCVTIMEO, octets_of(second)}}));
  EXPECT_EQ(::fcntl(opened, F_GETFL) & O_NONBLOCK, 0);
}

TEST_F(PosixAttempts, WhereRecvCannotSleepForATimeOnlyPollSleeps) {
  int opened = -1;
  int reads = 0;
  calls_.setsockopt = [&](int descriptor, int level, int name, const void* value, socklen_t size) {
    opened = descriptor;
    return name == SO_RCVTIMEO ? -1 : real_setsockopt(descriptor, level, name, value, size);
  };
  calls_.recv = [&](int descriptor, void* into, std::size_t size, int flags) {
    ++reads;
    return real_recv(descriptor, into, size, flags);
  };
  EXPECT_EQ(connect(), Progress::Done);
  EXPECT_EQ(::fcntl(opened, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
  live_.accept();
  live_.send("220");
  port_.wait(port_.now() + seconds(3));
  EXPECT_EQ(reads, 0);
}

TEST_F(PosixAttempts, ThePeersAddressIsAskedForOnlyWhereBothPortsAreTheSame) {
  int asked = 0;
  calls_.getpeername = [&](int descriptor, sockaddr* address, socklen_t* size) {
    ++asked;
    return real_getpeername(descriptor, address, size);
  };
  EXPECT_EQ(connect(), Progress::Done);
  EXPECT_EQ(asked, 0);
}

/// At an address where the tests reserve nothing.
sockaddr_in elsewhere(std::uint16_t port) {
  sockaddr_in address{};
  std::memcpy(&address, posix_address("127.0.0.77", port).octets.data(), sizeof address);
  return address;
}

TEST_F(PosixAttempts, AConnectionToItselfIsRefused) {
  calls_.connect = [](int descriptor, const sockaddr* address, socklen_t size) {
    EXPECT_EQ(::bind(descriptor, address, size), 0);
    return real_connect(descriptor, address, size);
  };
  EXPECT_EQ(connect("127.0.0.77"), Progress::Failed);
  EXPECT_EQ(port_.native_code(), ECONNREFUSED);
}

TEST_F(PosixAttempts, AConnectionFromTheSamePortOfAnotherAddressIsNone) {
  const sockaddr_in from = elsewhere(number_);
  calls_.connect = [&](int descriptor, const sockaddr* address, socklen_t size) {
    EXPECT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&from), sizeof from), 0);
    return real_connect(descriptor, address, size);
  };
  EXPECT_EQ(connect(), Progress::Done);
  EXPECT_EQ(local_address(), "127.0.0.77");
}

TEST_F(PosixAttempts, WhereTheSystemDoesNotTellTheLocalAddressThereIsNone) {
  calls_.getsockname = [](int, sockaddr*, socklen_t*) { return -1; };
  EXPECT_EQ(connect(), Progress::Done);
  EXPECT_EQ(local_address(), "");
}

TEST_F(PosixAttempts, AnIpv4AddressWithinAnIpv6AddressIsWrittenAsIpv4) {
  EXPECT_EQ(connect("::ffff:127.0.0.1"), Progress::Done);
  EXPECT_EQ(local_address(), "127.0.0.1");
}

TEST_F(PosixAttempts, WhatWaitFoundIsNotAskedForAgain) {
  ASSERT_EQ(ask(), Progress::Pending);
  port_.wait(port_.now() + seconds(5));
  int asked = 0;
  calls_.poll = [&](pollfd*, nfds_t, int) { return ++asked; };
  calls_.getsockopt = [&](int, int, int, void*, socklen_t*) { return ++asked; };
  EXPECT_EQ(ask(), Progress::Done);
  EXPECT_EQ(asked, 0);
}

TEST_F(PosixAttempts, WithoutAWaitTheAttemptIsAskedForAtOnce) {
  calls_.poll = [&](pollfd* watched, nfds_t count, int timeout) {
    EXPECT_EQ(count, 1U);
    EXPECT_EQ(timeout, 0);
    return real_poll(watched, count, timeout);
  };
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{5};
  Progress result = ask();
  while (result == Progress::Pending && std::chrono::steady_clock::now() < end) result = ask();
  EXPECT_EQ(result, Progress::Done);
}

TEST_F(PosixAttempts, WhenTheErrorCannotBeAskedForThatIsTheError) {
  ASSERT_EQ(ask(), Progress::Pending);
  calls_.poll = [](pollfd* watched, nfds_t, int) {
    watched->revents = POLLERR;
    return 1;
  };
  calls_.getsockopt = [](int, int, int, void*, socklen_t*) {
    errno = ENOBUFS;
    return -1;
  };
  EXPECT_EQ(ask(), Progress::Failed);
  EXPECT_EQ(port_.native_code(), ENOBUFS);
}

TEST_F(PosixAttempts, WhatWasFoundOfAnAbortedAttemptIsForgotten) {
  const SilentListener silent{"127.0.0.2", number_};
  ASSERT_EQ(ask(), Progress::Pending);
  port_.wait(port_.now() + seconds(5));
  port_.abort();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(ask("127.0.0.2"), Progress::Pending);
}

TEST_F(PosixAttempts, AnAttemptIsUnderWayHoweverOftenItIsAskedFor) {
  const SilentListener first{"127.0.0.2", number_};
  const SilentListener second{"127.0.0.3", number_};
  names_.set("relay.example", {"127.0.0.2", "127.0.0.3"});
  stop_time();
  begin(1);
  port_.wait(port_.now());
  time_ += 250;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(ask("relay.example"), Progress::Pending);
  EXPECT_EQ(attempts_, 2);
}

TEST_F(PosixAttempts, AnAddressThatFailedDoesNotHurryThoseAfterTheNext) {
  const SilentListener silent{"127.0.0.2", number_};
  names_.set("relay.example", {"127.0.0.3", "127.0.0.2", "127.0.0.1"});
  stop_time();
  begin(2);
  for (const long step : {0, 0, 249}) {
    time_ += step;
    EXPECT_EQ(ask("relay.example"), Progress::Pending);
    EXPECT_EQ(attempts_, 2);
  }
  time_ += 1;
  static_cast<void>(ask("relay.example"));
  EXPECT_EQ(attempts_, 3);
}

TEST_F(PosixAttempts, TheErrnoOfAnEarlierConnectSaysNothingOfThisOne) {
  EXPECT_EQ(connect("127.0.0.2"), Progress::Failed);
  EXPECT_EQ(port_.native_code(), ECONNREFUSED);
  EXPECT_EQ(connect("ff0e::1"), Progress::Failed);
  EXPECT_EQ(port_.native_code(), ENETUNREACH);
}

int open_descriptors() {
  int count = 0;
  for (int number = 0; number < 256; ++number) count += ::fcntl(number, F_GETFD) >= 0 ? 1 : 0;
  return count;
}

/// The thread of a look-up may take a moment to close its own.
bool become_open(int count) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{5};
  while (open_descriptors() != count && std::chrono::steady_clock::now() < end)
    std::this_thread::yield();
  return open_descriptors() == count;
}

TEST_F(PosixAttempts, OfAllAttemptsOnlyTheOneThatConnectedStaysOpen) {
  const SilentListener silent{"127.0.0.2", number_};
  names_.set("relay.example", {"127.0.0.2", "127.0.0.1"});
  const int before = open_descriptors();
  stop_time();
  begin(1);
  time_ += 250;
  EXPECT_EQ(connect("relay.example"), Progress::Done);
  EXPECT_TRUE(become_open(before + 1));
  port_.close();
  EXPECT_TRUE(become_open(before));
}

TEST_F(PosixAttempts, DescriptorZeroIsWaitedForToo) {
  const posix::Descriptor standard_input{::dup(0)};
  ::close(0);
  ASSERT_EQ(ask(), Progress::Pending);
  const Millis begin = port_.now();
  port_.wait(begin + seconds(3));
  EXPECT_FALSE(port_.now().reached(begin + seconds(1)));
  EXPECT_EQ(ask(), Progress::Done);
  EXPECT_GE(::fcntl(0, F_GETFD), 0);
  port_.close();
  EXPECT_EQ(::dup2(standard_input.number(), 0), 0);
}

TEST(PosixConnector, HoldsNothingBeforeItStarts) {
  const posix::Connector connector;
  EXPECT_EQ(connector.left(), 0U);
  EXPECT_EQ(connector.native_code(), 0);
  EXPECT_EQ(connector.local().size, 0U);
  EXPECT_FALSE(connector.next_attempt_at().has_value());
}

TEST(PosixDescriptor, OneThatIsReplacedIsClosed) {
  posix::Descriptor first{::dup(0)};
  posix::Descriptor second{::dup(0)};
  const int closed = first.number();
  const int kept = second.number();
  first = std::move(second);
  EXPECT_EQ(first.number(), kept);
  EXPECT_LT(::fcntl(closed, F_GETFD), 0);
}

}  // namespace
}  // namespace postino::contract
