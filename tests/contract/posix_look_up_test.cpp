// SPDX-License-Identifier: MIT
/// Look-ups, by the system calls that they come to, and lists of addresses.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/un.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "posix_names.hpp"
#include "posix_peer.hpp"
#include "postino/posix_port.hpp"
#include "postino/posix_random.hpp"
#include "system_calls.hpp"

namespace postino::contract {
namespace {

Progress connect(PosixPort& port, std::string_view host) {
  Progress result = port.connect(host, 25);
  while (result == Progress::Pending) {
    port.wait(port.now() + seconds(5));
    result = port.connect(host, 25);
  }
  return result;
}

Progress of_nothing(const char*, std::uint16_t, posix::AddressList&) { return Progress::Done; }

TEST(PosixLookUp, WhatIsNoNameIsNotFoundWithoutALookUp) {
  PosixPort port{of_nothing};
  EXPECT_EQ(connect(port, "relay.example"), Progress::Failed) << "the table knows every name";
  for (const std::string& name : {std::string{}, std::string(256, 'n'), std::string{"a\0b", 3}}) {
    EXPECT_EQ(port.connect(name, 25), Progress::NotFound);
    EXPECT_EQ(port.native_code(), EAI_NONAME);
  }
}

TEST(PosixLookUp, OneThatGivesNoNumberLeavesTheNativeCodeAtZero) {
  PosixPort port{
      [](const char*, std::uint16_t, posix::AddressList&) { return Progress::NotFound; }};
  EXPECT_EQ(connect(port, "relay.example"), Progress::NotFound);
  EXPECT_EQ(port.native_code(), 0);
}

std::atomic<int> look_ups = 0;

TEST(PosixLookUp, ThereIsOneHoweverOftenConnectIsAsked) {
  look_ups = 0;
  PosixNames names;
  names.hold();
  PosixPort port{[](const char* host, std::uint16_t number, posix::AddressList& found) {
    ++look_ups;
    return PosixNames::look_up(host, number, found);
  }};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(port.connect("nobody.invalid", 25), Progress::Pending);
  names.release();
  EXPECT_EQ(connect(port, "nobody.invalid"), Progress::NotFound);
  EXPECT_EQ(look_ups, 1);
}

TEST(PosixLookUp, AProgramThatIsStartedMeanwhileInheritsNothing) {
  PosixNames names;
  names.hold();
  std::array<int, 2> ends{};
  SystemCalls calls;
  calls.pipe2 = [&](int* into, int flags) {
    const int result = real_pipe2(into, flags);
    ends = {into[0], into[1]};
    return result;
  };
  PosixPort port{PosixNames::look_up};
  EXPECT_EQ(port.connect("relay.example", 25), Progress::Pending);
  for (const int end : ends) {
    EXPECT_EQ(::fcntl(end, F_GETFD), FD_CLOEXEC);
    EXPECT_EQ(::fcntl(end, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
  }
  port.abort();
  names.release();
}

bool takes_signals() {
  sigset_t mask{};
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  return ::sigismember(&mask, SIGUSR1) == 0 || ::sigismember(&mask, SIGTERM) == 0;
}

TEST(PosixLookUp, ItsThreadTakesNoSignalsAndIsNobodysToJoin) {
  int detached = 0;
  SystemCalls calls;
  calls.pthread_detach = [&](pthread_t thread) {
    ++detached;
    return real_pthread_detach(thread);
  };
  PosixPort port{[](const char*, std::uint16_t, posix::AddressList&) {
    return takes_signals() ? Progress::Failed : Progress::NotFound;
  }};
  EXPECT_EQ(connect(port, "relay.example"), Progress::NotFound);
  EXPECT_TRUE(takes_signals());
  EXPECT_EQ(detached, 1);
}

TEST(PosixLookUp, WithoutAPipeOrAThreadItFailsWithTheErrno) {
  PosixPort port{of_nothing};
  SystemCalls calls;
  calls.pthread_create = [](pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) {
    return EAGAIN;
  };
  EXPECT_EQ(port.connect("relay.example", 25), Progress::Failed);
  EXPECT_EQ(port.native_code(), EAGAIN);
  EXPECT_TRUE(takes_signals());
  calls.pipe2 = [](int*, int) {
    errno = EMFILE;
    return -1;
  };
  EXPECT_EQ(port.connect("relay.example", 25), Progress::Failed);
  EXPECT_EQ(port.native_code(), EMFILE);
}

/// What getaddrinfo(3) brings.
class Brought {
 public:
  Brought(int family, socklen_t size) {
    info_.ai_family = family;
    info_.ai_addrlen = size;
    info_.ai_addr = reinterpret_cast<sockaddr*>(&address_);
    calls_.getaddrinfo = [this](const char*, const char*, const addrinfo* hints, addrinfo** first) {
      EXPECT_EQ(hints->ai_flags, 0);
      EXPECT_EQ(hints->ai_family, AF_UNSPEC);
      *first = &info_;
      return 0;
    };
    calls_.freeaddrinfo = [this](addrinfo* first) {
      EXPECT_EQ(first, &info_);
      ++freed_;
    };
  }
  [[nodiscard]] int freed() const { return freed_; }

 private:
  addrinfo info_{};
  sockaddr_storage address_{};
  int freed_ = 0;
  SystemCalls calls_;
};

TEST(PosixLookUp, AddressesOfOtherKindsAreLeftOut) {
  for (const auto& [family, size] :
       {std::pair{AF_UNIX, sizeof(sockaddr_in)}, std::pair{AF_INET6, sizeof(sockaddr_storage)}}) {
    const Brought brought{family, static_cast<socklen_t>(size)};
    posix::AddressList found;
    EXPECT_EQ(posix::system_look_up("relay.example", 25, found), Progress::NotFound);
    EXPECT_EQ(found.native_code, EAI_NONAME);
    EXPECT_EQ(brought.freed(), 1);
  }
  const Brought brought{AF_INET, sizeof(sockaddr_in)};
  posix::AddressList found;
  EXPECT_EQ(posix::system_look_up("relay.example", 25, found), Progress::Done);
  EXPECT_EQ(found.native_code, 0);
}

TEST(PosixLookUp, AnErrorOfTheSystemIsItsErrno) {
  SystemCalls calls;
  calls.getaddrinfo = [](const char*, const char*, const addrinfo*, addrinfo**) {
    errno = EMFILE;
    return EAI_SYSTEM;
  };
  calls.freeaddrinfo = [](addrinfo*) {};
  posix::AddressList found;
  EXPECT_EQ(posix::system_look_up("relay.example", 25, found), Progress::Failed);
  EXPECT_EQ(found.native_code, EMFILE);
}

posix::Address numbered(bool ipv6, unsigned char number) {
  return {.octets = {number}, .size = 16, .ipv6 = ipv6};
}

TEST(PosixAddressList, EightOfEachFamilyAreKeptAndTakeTurns) {
  posix::AddressList list;
  for (unsigned char number = 1; number <= 9; ++number) {
    list.add(numbered(true, number));
    list.add(numbered(false, number));
  }
  std::array<posix::Address, 20> all{};
  ASSERT_EQ(list.interleave(all), 16U);
  for (std::size_t i = 0; i < 16; ++i) {
    EXPECT_EQ(all[i].ipv6, i % 2 == 0) << i;
    EXPECT_EQ(all[i].octets[0], i / 2 + 1) << i;
  }
}

TEST(PosixAddressList, NoMoreAreCopiedThanThereIsRoomFor) {
  posix::AddressList list;
  for (unsigned char number = 1; number <= 5; ++number) list.add(numbered(false, number));
  std::array<posix::Address, 5> room{};
  EXPECT_EQ(list.interleave(std::span{room}.first(3)), 3U);
  EXPECT_EQ(room[2].octets[0], 3);
  EXPECT_EQ(room[3].octets[0], 0);
}

TEST(PosixRandom, FillsAllOfItInPiecesOf256) {
  for (const std::size_t size : {0U, 1U, 255U, 256U, 257U, 600U}) {
    std::size_t filled = 0;
    SystemCalls calls;
    calls.getentropy = [&](void* into, std::size_t count) {
      EXPECT_EQ(count, std::min<std::size_t>(size - filled, 256));
      std::memset(into, 'r', count);
      filled += count;
      return 0;
    };
    std::string octets(size + 1, '.');
    EXPECT_TRUE(PosixRandom{}.fill(std::span{octets}.first(size)));
    EXPECT_EQ(octets, std::string(size, 'r') + '.');
  }
}

TEST(PosixRandom, SaysThatTheSystemHasNone) {
  SystemCalls calls;
  int asked = 0;
  calls.getentropy = [&](void*, std::size_t) {
    ++asked;
    return -1;
  };
  std::array<char, 600> octets{};
  EXPECT_FALSE(PosixRandom{}.fill(octets));
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace postino::contract
