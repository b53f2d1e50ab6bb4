// SPDX-License-Identifier: MIT
// Every scenario with every fault that can strike it: at the octets of either direction, at the
// calls and the turns that taken() names. With sanitizers it is a share of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "campaign/run.hpp"
#include "fault/expect_whole.hpp"

#ifndef POSTINO_FAULT_ONE_IN
#define POSTINO_FAULT_ONE_IN 1
#endif

namespace postino::test {

void PrintTo(const Scenario* scenario, std::ostream* out) {
  *out << scenario->name << ": " << described(scenario->row);
}

namespace {

constexpr std::size_t parts = 12;
constexpr std::size_t one_in = POSTINO_FAULT_ONE_IN;

/// A part of the scenarios, so that processors share them.
std::vector<const Scenario*> part(std::size_t number) {
  std::vector<const Scenario*> some;
  for (std::size_t i = number - 1; i < scenarios().size(); i += parts) {
    some.push_back(&scenarios()[i]);
  }
  return some;
}

std::string name_of(const ::testing::TestParamInfo<const Scenario*>& test) {
  std::string name;
  for (const char letter : test.param->name) {
    if (letter != '-') name += letter;
  }
  return name;
}

class EveryFault : public ::testing::TestWithParam<const Scenario*> {};
INSTANTIATE_TEST_SUITE_P(Part1, EveryFault, ::testing::ValuesIn(part(1)), name_of);
INSTANTIATE_TEST_SUITE_P(Part2, EveryFault, ::testing::ValuesIn(part(2)), name_of);
INSTANTIATE_TEST_SUITE_P(Part3, EveryFault, ::testing::ValuesIn(part(3)), name_of);
INSTANTIATE_TEST_SUITE_P(Part4, EveryFault, ::testing::ValuesIn(part(4)), name_of);
INSTANTIATE_TEST_SUITE_P(Part5, EveryFault, ::testing::ValuesIn(part(5)), name_of);
INSTANTIATE_TEST_SUITE_P(Part6, EveryFault, ::testing::ValuesIn(part(6)), name_of);
INSTANTIATE_TEST_SUITE_P(Part7, EveryFault, ::testing::ValuesIn(part(7)), name_of);
INSTANTIATE_TEST_SUITE_P(Part8, EveryFault, ::testing::ValuesIn(part(8)), name_of);
INSTANTIATE_TEST_SUITE_P(Part9, EveryFault, ::testing::ValuesIn(part(9)), name_of);
INSTANTIATE_TEST_SUITE_P(Part10, EveryFault, ::testing::ValuesIn(part(10)), name_of);
INSTANTIATE_TEST_SUITE_P(Part11, EveryFault, ::testing::ValuesIn(part(11)), name_of);
INSTANTIATE_TEST_SUITE_P(Part12, EveryFault, ::testing::ValuesIn(part(12)), name_of);

TEST_P(EveryFault, AtEachOfItsMoments) {
  const Scenario& scenario = *GetParam();
  std::size_t runs = 0;
  std::size_t struck = 0;
  std::size_t number = 0;
  for (const FaultKind& fault : fault_kinds()) {
    std::size_t struck_before = struck;
    const std::vector<std::size_t> some = taken(scenario, fault);
    for (const std::size_t at : some) {
      if (number++ % one_in != 0 || HasFailure()) continue;
      const FaultRun run{&scenario, &fault, at};
      const Result result = perform(run);
      expect_whole(run, result);
      ++runs;
      if (result.struck) ++struck;
    }
    const bool must_strike = one_in == 1 && !some.empty();
    EXPECT_TRUE(!must_strike || struck != struck_before || HasFailure()) << fault.name;
  }
  RecordProperty("runs", static_cast<int>(runs));
  // Behind the last octet nothing passes any more at which a fault could strike.
  EXPECT_GT(struck, runs * 8 / 10);
}

TEST(NoFault, EveryScenarioGoesWell) {
  for (const Scenario& scenario : scenarios()) {
    const FaultRun run{&scenario};
    expect_whole(run, perform(run));
  }
}

}  // namespace
}  // namespace postino::test
