// SPDX-License-Identifier: MIT
/// What the POSIX port promises beyond the contract about look-ups and connecting.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "posix_names.hpp"
#include "posix_peer.hpp"
#include "postino/posix_port.hpp"
#include "system_calls.hpp"

namespace postino::contract {
namespace {

class PosixConnect : public testing::Test {
 protected:
  Progress connect(std::string_view host, std::uint16_t port) {
    const Millis end = port_.now() + seconds(5);
    Progress result = port_.connect(host, port);
    while (result == Progress::Pending && !port_.now().reached(end)) {
      port_.wait(end);
      result = port_.connect(host, port);
    }
    return result;
  }
  /// How long connecting to the addresses of one name takes.
  Millis time_to_connect(std::vector<std::string> addresses, std::uint16_t port) {
    names_.set("relay.example", std::move(addresses));
    const Millis begin = port_.now();
    EXPECT_EQ(connect("relay.example", port), Progress::Done);
    return port_.now() - begin;
  }

  PosixNames names_;
  PosixPort port_{PosixNames::look_up};
};

TEST_F(PosixConnect, TheNextAddressIsTriedAfterAQuarterOfASecond) {
  PosixPeer live{"127.0.0.1", 0, 4};
  const SilentListener silent{"127.0.0.2", live.port()};
  const Millis taken = time_to_connect({"127.0.0.2", "127.0.0.1"}, live.port());
  EXPECT_TRUE(taken.reached(posix::Connector::stagger));
  EXPECT_FALSE(taken.reached({480}));
}

TEST_F(PosixConnect, TheNextAddressIsTriedAtOnceWhenOneFails) {
  PosixPeer live{"127.0.0.1", 0, 4};
  const Millis taken = time_to_connect({"127.0.0.2", "127.0.0.3", "::1", "127.0.0.1"}, live.port());
  EXPECT_FALSE(taken.reached({200}));
}

TEST_F(PosixConnect, TheFamiliesTakeTurns) {
  PosixPeer live{"::1", 0, 4};
  std::list<SilentListener> silent;
  std::vector<std::string> addresses;
  for (const char* address : {"127.0.0.2", "127.0.0.3", "127.0.0.4"}) {
    silent.emplace_back(address, live.port());
    addresses.emplace_back(address);
  }
  addresses.emplace_back("::1");
  const Millis taken = time_to_connect(addresses, live.port());
  EXPECT_TRUE(taken.reached(posix::Connector::stagger));
  EXPECT_FALSE(taken.reached({480}));
}

TEST_F(PosixConnect, AnEarlierAttemptMayStillWin) {
  PosixPeer elsewhere{"127.0.0.1", 0, 4};
  std::optional<SilentListener> late{std::in_place, "127.0.0.2", elsewhere.port()};
  const SilentListener silent{"127.0.0.3", elsewhere.port()};
  names_.set("relay.example", {"127.0.0.2", "127.0.0.3"});
  const Millis end = port_.now() + Millis{300};
  while (!port_.now().reached(end)) {
    ASSERT_EQ(port_.connect("relay.example", elsewhere.port()), Progress::Pending);
    port_.wait(end);
  }
  late.reset();
  PosixPeer live{"127.0.0.2", elsewhere.port(), 4};
  EXPECT_EQ(connect("relay.example", elsewhere.port()), Progress::Done);
  EXPECT_TRUE(live.accept());
}

TEST_F(PosixConnect, K23_AnAddressThatWasStillTriedIsLeft) {
  PosixPeer live{"127.0.0.1", 0, 4};
  std::optional<SilentListener> late{std::in_place, "127.0.0.2", live.port()};
  names_.set("relay.example", {"127.0.0.2", "127.0.0.3", "127.0.0.1", "127.0.0.4"});
  EXPECT_EQ(connect("relay.example", live.port()), Progress::Done);
  EXPECT_EQ(port_.addresses_left(), 2U) << "the silent one, and the one that was not tried";
  EXPECT_TRUE(port_.go_on_after_this_address());
  port_.abort();
  late.reset();
  PosixPeer found{"127.0.0.2", live.port(), 4};
  EXPECT_EQ(connect("relay.example", live.port()), Progress::Done);
  EXPECT_TRUE(found.accept());
  EXPECT_EQ(port_.addresses_left(), 1U);
}

std::vector<std::string> ipv4_addresses(int count) {
  std::vector<std::string> addresses;
  for (int i = 1; i <= count; ++i) addresses.push_back("127.0.0." + std::to_string(i));
  return addresses;
}

TEST_F(PosixConnect, EightAddressesAreTriedAndNotANinth) {
  for (const int live : {7, 8}) {
    PosixPeer peer{"127.0.0." + std::to_string(live), 0, 4};
    names_.set("relay.example", ipv4_addresses(live));
    EXPECT_EQ(connect("relay.example", peer.port()), Progress::Done) << live;
    port_.close();
  }
  PosixPeer ninth{"127.0.0.9", 0, 4};
  names_.set("relay.example", ipv4_addresses(9));
  EXPECT_EQ(connect("relay.example", ninth.port()), Progress::Failed);
}

TEST_F(PosixConnect, ManyAddressesOfOneFamilyLeaveRoomForTheOther) {
  PosixPeer live{"::1", 0, 4};
  std::vector<std::string> addresses = ipv4_addresses(9);
  addresses.emplace_back("::1");
  EXPECT_FALSE(time_to_connect(addresses, live.port()).reached({200}));
}

TEST_F(PosixConnect, ARefusalIsErrno) {
  PosixPeer elsewhere{"127.0.0.1", 0, 4};
  EXPECT_EQ(connect("127.0.0.2", elsewhere.port()), Progress::Failed);
  EXPECT_EQ(port_.native_code(), ECONNREFUSED);
}

TEST_F(PosixConnect, ARefusalSaysMoreThanAMissingRoute) {
  PosixPeer elsewhere{"127.0.0.1", 0, 4};
  // There is no TCP to a multicast address.
  EXPECT_EQ(connect("ff0e::1", elsewhere.port()), Progress::Failed);
  EXPECT_EQ(port_.native_code(), ENETUNREACH);
  for (const auto& addresses : {std::vector<std::string>{"127.0.0.2", "ff0e::1"},
                                std::vector<std::string>{"ff0e::1", "127.0.0.2"}}) {
    names_.set("relay.example", addresses);
    EXPECT_EQ(connect("relay.example", elsewhere.port()), Progress::Failed);
    EXPECT_EQ(port_.native_code(), ECONNREFUSED);
  }
}

TEST_F(PosixConnect, NotFoundAndFailedLookUpsGiveTheirOwnNumber) {
  names_.set_error(Progress::NotFound, EAI_AGAIN);
  EXPECT_EQ(connect("relay.example", 25), Progress::NotFound);
  EXPECT_EQ(port_.native_code(), EAI_AGAIN);
  names_.set_error(Progress::Failed, EMFILE);
  EXPECT_EQ(connect("relay.example", 25), Progress::Failed);
  EXPECT_EQ(port_.native_code(), EMFILE);
}

TEST_F(PosixConnect, AConnectForgetsTheNativeCodeOfTheLast) {
  EXPECT_EQ(connect("nobody.invalid", 25), Progress::NotFound);
  EXPECT_NE(port_.native_code(), 0);
  PosixPeer live{"127.0.0.1", 0, 4};
  EXPECT_EQ(connect("127.0.0.1", live.port()), Progress::Done);
  EXPECT_EQ(port_.native_code(), 0);
}

TEST_F(PosixConnect, ANameWithANulIsNotFound) {
  EXPECT_EQ(connect({"127.0.0.1\0.example", 18}, 25), Progress::NotFound);
  EXPECT_EQ(port_.native_code(), EAI_NONAME);
}

TEST_F(PosixConnect, ALookUpMayOutliveThePort) {
  names_.hold();
  for (int i = 0; i < 4; ++i) {
    auto port = std::make_unique<PosixPort>(PosixNames::look_up);
    EXPECT_EQ(port->connect("relay.example", 25), Progress::Pending);
  }
  names_.release();
}

TEST_F(PosixConnect, ManyAbortedLookUpsDoNotDisturbTheLast) {
  PosixPeer live{"127.0.0.1", 0, 4};
  names_.set("relay.example", {"127.0.0.1"});
  names_.hold();
  for (int i = 0; i < 16; ++i) {
    EXPECT_EQ(port_.connect("relay.example", live.port()), Progress::Pending);
    port_.abort();
  }
  EXPECT_EQ(port_.connect("relay.example", live.port()), Progress::Pending);
  names_.release();
  EXPECT_EQ(connect("relay.example", live.port()), Progress::Done);
  EXPECT_TRUE(live.accept());
}

/// The kernel draws the local port of a connection from this range. Sooner or later it draws the
/// one that is connected to, if nobody listens there.
TEST_F(PosixConnect, NothingOfThisMachineConnectsToItself) {
  std::ifstream range{"/proc/sys/net/ipv4/ip_local_port_range"};
  unsigned first = 0;
  unsigned last = 0;
  ASSERT_TRUE(range >> first >> last);
  const auto free = static_cast<std::uint16_t>(first + (last - first) / 4 * 2);
  for (unsigned i = 0; i < last - first; ++i) {
    ASSERT_EQ(connect("127.0.0.1", free), Progress::Failed) << i;
    ASSERT_EQ(port_.native_code(), ECONNREFUSED);
  }
}

TEST_F(PosixConnect, AProgramThatIsStartedInheritsNothing) {
  // With their flags: the thread of a look-up may close its own at any time.
  const auto descriptors = [] {
    std::map<int, int> open;
    for (int number = 0; number < 1024; ++number) {
      const int flags = ::fcntl(number, F_GETFD);
      if (flags >= 0) open.emplace(number, flags);
    }
    return open;
  };
  PosixPeer live{"127.0.0.1", 0, 4};
  names_.set("relay.example", {"127.0.0.1"});
  const std::map<int, int> before = descriptors();
  int connection = -1;
  SystemCalls calls;
  calls.socket = [&](int family, int type, int protocol) {
    return connection = real_socket(family, type, protocol);
  };
  ASSERT_EQ(connect("relay.example", live.port()), Progress::Done);
  EXPECT_EQ(::fcntl(connection, F_GETFD), FD_CLOEXEC);
  for (const auto& [number, flags] : descriptors()) {
    if (!before.contains(number)) {
      EXPECT_EQ(flags, FD_CLOEXEC) << number;
    }
  }
}

TEST(PosixLookUp, LocalhostIsConnectedToWhicheverFamilyListens) {
  posix::AddressList found;
  ASSERT_EQ(posix::system_look_up("localhost", 25, found), Progress::Done);
  std::array<posix::Address, 16> addresses{};
  const std::size_t count = found.interleave(addresses);
  for (std::size_t i = 0; i < count; ++i) {
    PosixPeer peer{addresses[i].ipv6 ? "::1" : "127.0.0.1", 0, 4};
    PosixPort port;
    const Millis end = port.now() + seconds(5);
    while (port.connect("localhost", peer.port()) == Progress::Pending && !port.now().reached(end))
      port.wait(end);
    EXPECT_TRUE(peer.accept());
  }
}

TEST(PosixLookUp, ANameUnderInvalidIsNotFoundWithTheNumberOfGetaddrinfo) {
  PosixPort port;
  const Millis end = port.now() + seconds(20);
  Progress result = port.connect("nobody.invalid", 25);
  while (result == Progress::Pending && !port.now().reached(end)) {
    port.wait(end);
    result = port.connect("nobody.invalid", 25);
  }
  EXPECT_EQ(result, Progress::NotFound);
  EXPECT_LT(port.native_code(), 0);
}

}  // namespace
}  // namespace postino::contract
