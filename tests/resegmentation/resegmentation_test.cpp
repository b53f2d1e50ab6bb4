// SPDX-License-Identifier: MIT
// However the octets of a scenario are cut, the conversation is the same.
#include <gtest/gtest.h>

#include <string>

#include "resegmentation/conversation.hpp"

namespace postino::test {
namespace {

class EveryCut : public ::testing::TestWithParam<const Scenario*> {
 protected:
  void is_the_same(const std::function<void(Rig&)>& prepare, const std::string& how) {
    const Conversation cut = held(*GetParam(), prepare);
    // A chunk need not wait for the reply to the one before.
    const bool overlaps = GetParam()->name == "two-chunks";
    EXPECT_EQ(overlaps ? cut.apart() : cut, overlaps ? whole.apart() : whole)
        << GetParam()->name << ": " << how;
  }
  const Conversation whole = held(*GetParam());
};

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryCut, ::testing::ValuesIn(every_scenario()),
                         [](const auto& test) { return letters_of(test.param->name); });

TEST_P(EveryCut, OctetByOctetInBothDirections) {
  is_the_same([](Rig& rig) { rig.link.segment = 1; }, "each octet arrives alone");
  is_the_same([](Rig& rig) { rig.link.segment = rig.link.window = 1; }, "and leaves alone");
}

TEST_P(EveryCut, InTwoAtEveryOctet) {
  for (std::size_t at = 1; at < whole.to_client && !HasFailure(); ++at) {
    is_the_same([at](Rig& rig) { rig.link.cuts = {at}; }, "cut at " + std::to_string(at));
  }
}

TEST_P(EveryCut, WindowsOfEverySize) {
  std::vector<std::size_t> windows{255, 256, 257, 536, 1460};
  for (std::size_t window = 1; window <= 64; ++window) windows.push_back(window);
  for (const std::size_t window : windows) {
    is_the_same([window](Rig& rig) { rig.link.window = window; },
                "a window of " + std::to_string(window));
    if (HasFailure()) return;
  }
}

TEST_P(EveryCut, AServerThatAnswersLater) {
  is_the_same([](Rig& rig) { rig.let_server_wait(); }, "the server answers between polls");
}

TEST(ThreePieces, OfStartTlsAtEveryTwoOctets) {
  const Scenario& starttls = *scenario("starttls-pretended");
  const Conversation whole = held(starttls);
  for (std::size_t first = 1; first < whole.to_client; ++first) {
    for (std::size_t second = first + 1; second < whole.to_client && !HasFailure(); ++second) {
      EXPECT_EQ(held(starttls,
                     [&](Rig& rig) {
                       rig.link.cuts = {first, second};
                     }),
                whole)
          << first << ", " << second;
    }
  }
}

/// With Mbed TLS each run is a handshake, so the second cut goes in steps.
TEST(ThreePieces, OfStartTlsInClearAndInARealHandshake) {
  const Scenario& starttls = *scenario("starttls-plain");
  const Conversation whole = held(starttls);
  for (std::size_t first = 1; first < 90; first += 2) {
    for (std::size_t second = first + 1; second < whole.to_client && !HasFailure(); second += 97) {
      EXPECT_EQ(held(starttls,
                     [&](Rig& rig) {
                       rig.link.cuts = {first, second};
                     }),
                whole)
          << first << ", " << second;
    }
  }
}

}  // namespace
}  // namespace postino::test
