// SPDX-License-Identifier: MIT
/// Socket::connect, sentence by sentence.
#include "socket_contract.hpp"

namespace postino::contract {
namespace {

TEST_P(SocketContract, ConnectsToAnIpv4Address) {
  const auto peer = listen("127.0.0.1");
  EXPECT_EQ(connect("127.0.0.1", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
}

TEST_P(SocketContract, ConnectsToAnIpv6AddressWithoutBrackets) {
  const auto peer = listen("::1");
  EXPECT_EQ(connect("::1", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
}

TEST_P(SocketContract, ConnectsToANameThatHasAnIpv4Address) {
  const auto peer = listen("127.0.0.1");
  fixture_->set_name("relay.example", {"127.0.0.1"});
  EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
}

TEST_P(SocketContract, ConnectsToANameThatHasAnIpv6Address) {
  const auto peer = listen("::1");
  fixture_->set_name("relay.example", {"::1"});
  EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
}

TEST_P(SocketContract, ConnectReadsNothingBehindTheHostNamesEnd) {
  const auto peer = listen("127.0.0.1");
  EXPECT_EQ(connect(std::string_view{"127.0.0.1.example"}.substr(0, 9), peer->port()),
            Progress::Done);
}

TEST_P(SocketContract, FurtherCallsContinueAPendingConnect) {
  const auto peer = listen("127.0.0.1");
  fixture_->set_name("relay.example", {"127.0.0.1"});
  fixture_->hold_look_ups();
  EXPECT_EQ(socket().connect("relay.example", peer->port()), Progress::Pending);
  EXPECT_EQ(socket().connect("relay.example", peer->port()), Progress::Pending);
  fixture_->release_look_ups();
  EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done);
  EXPECT_TRUE(peer->accept());
}

TEST_P(SocketContract, ConnectIsDoneAgainOnceItIsDone) {
  const auto peer = connect_to_peer();
  EXPECT_EQ(socket().connect("127.0.0.1", peer->port()), Progress::Done);
  EXPECT_EQ(send("still the same"), Progress::Done);
  EXPECT_EQ(peer->read(14), "still the same");
}

TEST_P(SocketContract, ConnectDoesNotBlockDuringALookUp) {
  fixture_->hold_look_ups();
  const Millis taken =
      duration_of([&] { EXPECT_EQ(socket().connect("relay.example", 25), Progress::Pending); });
  EXPECT_FALSE(taken.reached(at_once));
  fixture_->release_look_ups();
}

TEST_P(SocketContract, ConnectDoesNotBlockWhileAnAddressIsSilent) {
  const auto peer = listen("127.0.0.1");
  fixture_->make_silent("127.0.0.2", peer->port());
  const Millis taken = duration_of(
      [&] { EXPECT_EQ(socket().connect("127.0.0.2", peer->port()), Progress::Pending); });
  EXPECT_FALSE(taken.reached(at_once));
}

TEST_P(SocketContract, ANameWithoutAnAddressIsNotFound) {
  EXPECT_EQ(connect("nobody.invalid", 25), Progress::NotFound);
}

TEST_P(SocketContract, AnEmptyNameIsNotFound) { EXPECT_EQ(connect("", 25), Progress::NotFound); }

TEST_P(SocketContract, TheLongestNameIsLookedUpAndALongerOneIsNotFound) {
  const auto peer = listen("127.0.0.1");
  fixture_->set_name(long_name(255), {"127.0.0.1"});
  EXPECT_EQ(connect(long_name(254), peer->port()), Progress::NotFound);
  EXPECT_EQ(connect(long_name(256), peer->port()), Progress::NotFound);
  EXPECT_EQ(connect(long_name(255), peer->port()), Progress::Done);
}

TEST_P(SocketContract, TheSocketIsClosedAfterNotFound) {
  EXPECT_EQ(connect("nobody.invalid", 25), Progress::NotFound);
  EXPECT_EQ(receive_one(), Transfer::failed());
  EXPECT_EQ(local_address(), "");
  connect_to_peer();
}

TEST_P(SocketContract, ConnectFailsWhenTheOnlyAddressRefuses) {
  const auto elsewhere = listen("127.0.0.1");
  EXPECT_EQ(connect("127.0.0.2", elsewhere->port()), Progress::Failed);
}

TEST_P(SocketContract, ConnectFailsWhenEveryAddressRefuses) {
  const auto elsewhere = listen("127.0.0.1");
  fixture_->set_name("relay.example", {"127.0.0.2", "::1", "127.0.0.3"});
  EXPECT_EQ(connect("relay.example", elsewhere->port()), Progress::Failed);
}

TEST_P(SocketContract, TheSocketIsClosedAfterFailed) {
  const auto elsewhere = listen("127.0.0.1");
  EXPECT_EQ(connect("127.0.0.2", elsewhere->port()), Progress::Failed);
  EXPECT_EQ(receive_one(), Transfer::failed());
  EXPECT_EQ(local_address(), "");
  connect_to_peer();
}

struct AddressesCase {
  const char* live;
  std::vector<std::string> addresses;
};

TEST_P(SocketContract, EveryAddressIsTriedWhenTheFirstOnesRefuse) {
  const AddressesCase cases[] = {{"127.0.0.1", {"127.0.0.2", "127.0.0.1"}},
                                 {"127.0.0.1", {"::1", "127.0.0.1"}},
                                 {"::1", {"127.0.0.1", "::1"}},
                                 {"::1", {"127.0.0.1", "127.0.0.2", "127.0.0.3", "::1"}},
                                 {"127.0.0.3", {"127.0.0.1", "127.0.0.2", "127.0.0.3"}}};
  for (const auto& [live, addresses] : cases) {
    if (!can_look_up(addresses)) continue;
    const auto peer = listen(live);
    fixture_->set_name("relay.example", addresses);
    EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done) << addresses.front();
    EXPECT_TRUE(peer->accept());
    socket().close();
  }
}

TEST_P(SocketContract, EveryAddressIsTriedWhenTheFirstIsSilent) {
  const AddressesCase cases[] = {{"127.0.0.1", {"127.0.0.2", "127.0.0.1"}},
                                 {"127.0.0.1", {"::1", "127.0.0.1"}},
                                 {"::1", {"127.0.0.2", "::1"}}};
  for (const auto& [live, addresses] : cases) {
    if (!can_look_up(addresses)) continue;
    const auto peer = listen(live);
    fixture_->make_silent(addresses.front(), peer->port());
    fixture_->set_name("relay.example", addresses);
    EXPECT_EQ(connect("relay.example", peer->port()), Progress::Done) << addresses.front();
    EXPECT_TRUE(peer->accept());
    socket().close();
  }
}

/// A name with two addresses, both of which listen.
class TwoAddresses {
 public:
  explicit TwoAddresses(SocketFixture& fixture)
      : four_{fixture.listen("127.0.0.1", 0)}, six_{fixture.listen("::1", four_->port())} {
    fixture.set_name("relay.example", {"127.0.0.1", "::1"});
  }
  [[nodiscard]] std::uint16_t port() const { return four_->port(); }

 private:
  std::unique_ptr<Peer> four_;
  std::unique_ptr<Peer> six_;
};

TEST_P(SocketContract, GoesOnAfterTheAddressUsedLast) {
  const TwoAddresses both{*fixture_};
  for (const bool closes : {true, false}) {
    EXPECT_EQ(connect("relay.example", both.port()), Progress::Done);
    const std::string first = local_address();
    EXPECT_TRUE(socket().go_on_after_this_address());
    closes ? socket().close() : socket().abort();
    EXPECT_EQ(connect("relay.example", both.port()), Progress::Done);
    EXPECT_EQ(local_address(), first == "::1" ? "127.0.0.1" : "::1");
    EXPECT_EQ(socket().addresses_left(), 0U);
    EXPECT_FALSE(socket().go_on_after_this_address()) << "there is no third";
    socket().abort();
    EXPECT_EQ(connect("relay.example", both.port()), Progress::Done);
    EXPECT_EQ(local_address(), first) << "and it begins anew";
    socket().abort();
  }
}

TEST_P(SocketContract, ClosedAgainBeforeItConnectsItBeginsAnew) {
  const TwoAddresses both{*fixture_};
  for (const bool closes : {true, false}) {
    EXPECT_EQ(connect("relay.example", both.port()), Progress::Done);
    const std::string first = local_address();
    EXPECT_TRUE(socket().go_on_after_this_address());
    socket().abort();
    closes ? socket().close() : socket().abort();
    EXPECT_EQ(connect("relay.example", both.port()), Progress::Done);
    EXPECT_EQ(local_address(), first);
    socket().abort();
  }
}

TEST_P(SocketContract, ThereIsNoFurtherAddressOfAnAddress) {
  const auto peer = listen("127.0.0.1");
  EXPECT_FALSE(socket().go_on_after_this_address());
  EXPECT_EQ(socket().addresses_left(), 0U);
  EXPECT_EQ(connect("127.0.0.1", peer->port()), Progress::Done);
  EXPECT_EQ(socket().addresses_left(), 0U);
  EXPECT_FALSE(socket().go_on_after_this_address());
}

TEST_P(SocketContract, GoingOnFailsWhenTheNextAddressDoes) {
  const auto four = listen("127.0.0.1");
  for (const char* only : {"127.0.0.1", "::1"}) {
    const std::string other = std::string_view{only} == "::1" ? "127.0.0.2" : "::1";
    const auto peer = listen(only);
    fixture_->set_name("relay.example", {only, other});
    if (connect("relay.example", peer->port()) != Progress::Done) ADD_FAILURE();
    if (socket().go_on_after_this_address()) {
      socket().abort();
      EXPECT_EQ(connect("relay.example", peer->port()), Progress::Failed);
    }
    socket().abort();
  }
}

}  // namespace
}  // namespace postino::contract
