// SPDX-License-Identifier: MIT
// Each neighbour of Client and of SmallClient holds the dialogues that it has the features for.
#include "neighbours/neighbours.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace postino::test {
namespace {

using List = std::vector<Subject>;

template <int number>
void add(List& list) {
  static const std::string lacks = "Without" + std::string{named_features[number].name};
  static const std::string has = "With" + std::string{named_features[number].name};
  list.push_back({lacks, neighbour(number, false), make_neighbour<number, false>});
  list.push_back({has, neighbour(number, true), make_neighbour<number, true>});
}

template <int... numbers>
List add_all(std::integer_sequence<int, numbers...>) {
  List list;
  (add<numbers>(list), ...);
  return list;
}

class Neighbours : public ::testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(
    Each, Neighbours,
    ::testing::ValuesIn(add_all(std::make_integer_sequence<int, feature_count>{})),
    [](const auto& test) { return std::string{test.param.name}; });

TEST_P(Neighbours, HoldsTheDialoguesThatItHasTheFeaturesFor) {
  const Behaviour octets{.window = 1, .stutters = true, .segment = 1};
  for (const Holding& holding : holdings({&GetParam(), 1})) {
    SCOPED_TRACE(name_of(holding));
    hold(holding);
    hold(holding, starved, octets);
    hold(holding, {.packets = 1, .packet_bytes = 64}, {.acknowledges_after = Millis{200}});
  }
}

TEST_P(Neighbours, TakesPartInSome) { EXPECT_GT(holdings({&GetParam(), 1}).size(), 30U); }

}  // namespace
}  // namespace postino::test
