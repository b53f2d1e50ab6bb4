// SPDX-License-Identifier: MIT
// Every scenario with every fault at every moment at which it can strike: behind each octet of
// either direction, at each call, at each turn.
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

#include "campaign/run.hpp"

namespace postino::test {
namespace {

constexpr std::size_t parts = 12;

/// A part of a scenario's runs, so that processors share them.
struct Share {
  const Scenario* scenario;
  std::size_t part;
};

void PrintTo(const Share& share, std::ostream* out) { *out << share.scenario->name; }

std::vector<Share> shares(std::size_t part) {
  std::vector<Share> all;
  for (const Scenario& scenario : scenarios()) all.push_back({&scenario, part});
  return all;
}

std::string name_of(const ::testing::TestParamInfo<Share>& test) {
  std::string name;
  for (const char letter : test.param.scenario->name) {
    if (letter != '-') name += letter;
  }
  return name;
}

void expect_whole(const FaultRun& run, const Result& result) {
  for (const std::string& one : result.broken) {
    ADD_FAILURE() << run.text() << " breaks " << one << "\n"
                  << result.story << "again: tests/fault/fault.sh run " << run.text();
  }
}

class EveryFault : public ::testing::TestWithParam<Share> {};
INSTANTIATE_TEST_SUITE_P(Part1, EveryFault, ::testing::ValuesIn(shares(0)), name_of);
INSTANTIATE_TEST_SUITE_P(Part2, EveryFault, ::testing::ValuesIn(shares(1)), name_of);
INSTANTIATE_TEST_SUITE_P(Part3, EveryFault, ::testing::ValuesIn(shares(2)), name_of);
INSTANTIATE_TEST_SUITE_P(Part4, EveryFault, ::testing::ValuesIn(shares(3)), name_of);
INSTANTIATE_TEST_SUITE_P(Part5, EveryFault, ::testing::ValuesIn(shares(4)), name_of);
INSTANTIATE_TEST_SUITE_P(Part6, EveryFault, ::testing::ValuesIn(shares(5)), name_of);
INSTANTIATE_TEST_SUITE_P(Part7, EveryFault, ::testing::ValuesIn(shares(6)), name_of);
INSTANTIATE_TEST_SUITE_P(Part8, EveryFault, ::testing::ValuesIn(shares(7)), name_of);
INSTANTIATE_TEST_SUITE_P(Part9, EveryFault, ::testing::ValuesIn(shares(8)), name_of);
INSTANTIATE_TEST_SUITE_P(Part10, EveryFault, ::testing::ValuesIn(shares(9)), name_of);
INSTANTIATE_TEST_SUITE_P(Part11, EveryFault, ::testing::ValuesIn(shares(10)), name_of);
INSTANTIATE_TEST_SUITE_P(Part12, EveryFault, ::testing::ValuesIn(shares(11)), name_of);

TEST_P(EveryFault, AtEveryMoment) {
  const Share& share = GetParam();
  std::size_t runs = 0;
  std::size_t struck = 0;
  std::size_t number = 0;
  for (const FaultKind& fault : fault_kinds()) {
    const std::size_t count = moments(*share.scenario, fault);
    for (std::size_t at = 0; at < count && !HasFailure(); ++at) {
      if (number++ % parts != share.part) continue;
      const FaultRun run{share.scenario, &fault, at};
      const Result result = perform(run);
      expect_whole(run, result);
      ++runs;
      if (result.struck) ++struck;
    }
  }
  RecordProperty("runs", static_cast<int>(runs));
  // Behind the last octet nothing passes any more at which a fault could strike.
  EXPECT_GT(struck, runs * 8 / 10);
}

TEST(Count, OfTheRunsNoneGotLost) {
  std::size_t total = 0;
  for (const Scenario& scenario : scenarios()) {
    const std::size_t runs = moments(scenario);
    std::cout << scenario.name << ": " << runs << " runs\n";
    total += runs;
  }
  std::cout << "all: " << total << " runs\n";
  EXPECT_GE(scenarios().size(), 13U);
  EXPECT_GE(total, 140000U);
}

TEST(NoFault, EveryScenarioGoesWell) {
  for (const Scenario& scenario : scenarios()) {
    const FaultRun run{&scenario};
    expect_whole(run, perform(run));
  }
}

TEST(NoFault, IsTheSameToTheOctetInEveryRun) {
  for (const Scenario& scenario : scenarios()) {
    std::string first;
    for (int i = 0; i < 2; ++i) {
      Rig rig{scenario};
      static_cast<void>(rig.send());
      if (i == 0) first = rig.link.sent();
      EXPECT_EQ(rig.link.sent(), first) << scenario.name;
    }
  }
}

TEST(Replay, ARunIsNamedByOneString) {
  for (const char* const text : {"relay:fin-to-server:17", "tls-scram:tls-ssl-conn-eof:3",
                                 "queue:clock-1d:0", "relay:none:0"}) {
    const auto run = FaultRun::parse(text);
    ASSERT_TRUE(run.has_value()) << text;
    EXPECT_EQ(run->text(), text);
  }
  for (const char* const text :
       {"", "relay", "relay:fin-to-server", "relay:fin:1", "x:none:0", "relay:fin-to-server:1x"}) {
    EXPECT_FALSE(FaultRun::parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace postino::test
