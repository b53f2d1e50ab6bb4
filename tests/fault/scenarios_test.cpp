// SPDX-License-Identifier: MIT
// The scenarios: that they cover what they are to cover, and are the same in every run.
#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <string>

#include "campaign/run.hpp"

namespace postino::test {
namespace {

/// "content bdat / protocol lmtp".
std::string pair_of(const Factor& factor, std::string_view value, const Factor& other,
                    std::string_view other_value) {
  return std::string{factor.name} + " " + std::string{value} + " / " + std::string{other.name} +
         " " + std::string{other_value};
}

void add(std::set<std::string>& pairs, const Factor& factor, std::string_view value,
         const Factor& other, std::string_view other_value) {
  pairs.insert(pair_of(factor, value, other, other_value));
  pairs.insert(pair_of(other, other_value, factor, value));
}

const Factor& factor_of(std::string_view name) {
  for (const Factor& factor : factors()) {
    if (factor.name == name) return factor;
  }
  throw std::runtime_error(std::string{name});
}

std::set<std::string> excluded_pairs() {
  std::set<std::string> pairs;
  for (const Exclusion& one : exclusions()) {
    EXPECT_FALSE(one.reason.empty()) << one.factor << " / " << one.other;
    for (const std::string_view value : one.values) {
      for (const std::string_view with : one.other_values) {
        add(pairs, factor_of(one.factor), value, factor_of(one.other), with);
      }
    }
  }
  return pairs;
}

std::set<std::string> pairs_of_the_scenarios() {
  std::set<std::string> pairs;
  for (const Scenario& scenario : scenarios()) {
    for (const Factor& factor : factors()) {
      for (const std::string_view value : factor.values) {
        if (!has(scenario.row, factor.name, value)) continue;
        for (const Factor& other : factors()) {
          for (const std::string_view with : other.values) {
            const bool met = &other != &factor && has(scenario.row, other.name, with);
            if (met) add(pairs, factor, value, other, with);
          }
        }
      }
    }
  }
  return pairs;
}

/// Derived from the table, and not by what made the rows.
TEST(Scenarios, HaveEveryPairOfValuesThatIsNotExcluded) {
  const std::set<std::string> excluded = excluded_pairs();
  const std::set<std::string> met = pairs_of_the_scenarios();
  std::size_t due = 0;
  for (const Factor& factor : factors()) {
    for (const Factor& other : factors()) {
      if (&factor >= &other) continue;
      for (const std::string_view value : factor.values) {
        for (const std::string_view with : other.values) {
          const std::string pair = pair_of(factor, value, other, with);
          EXPECT_NE(met.contains(pair), excluded.contains(pair)) << pair;
          if (!excluded.contains(pair)) ++due;
        }
      }
    }
  }
  std::cout << due << " pairs in " << scenarios().size() << " scenarios\n";
  EXPECT_GE(due, 1700U);
  EXPECT_LE(scenarios().size(), 90U);
}

TEST(Scenarios, HaveEachItsName) {
  std::set<std::string> names;
  for (const Scenario& one : scenarios()) {
    names.insert(one.name);
    EXPECT_EQ(scenario(one.name), &one);
  }
  EXPECT_EQ(names.size(), scenarios().size());
  EXPECT_EQ(scenario("row-0"), nullptr);
  EXPECT_EQ(named_scenarios().size(), 13U);
}

TEST(Scenarios, HaveNoTwoMessagesAlike) {
  for (const Scenario& scenario : scenarios()) {
    EXPECT_EQ(scenario.letters->all().size(), scenario.results.size() + 3);
    std::set<std::string> texts;
    for (const std::string& text : whole_texts(scenario)) texts.insert(text);
    EXPECT_EQ(texts.size(), scenario.letters->all().size()) << scenario.name;
    std::set<std::string> senders;
    for (const Letter& letter : scenario.letters->all()) senders.insert(letter.from);
    EXPECT_EQ(senders.size(), scenario.letters->all().size()) << scenario.name;
  }
}

TEST(Count, OfTheRunsNoneGotLost) {
  std::size_t total = 0;
  std::size_t runs = 0;
  for (const Scenario& scenario : scenarios()) {
    total += moments(scenario);
    for (const FaultKind& fault : fault_kinds()) {
      const std::size_t some = taken(scenario, fault).size();
      EXPECT_EQ(some == 0, moments(scenario, fault) == 0) << scenario.name << " " << fault.name;
      runs += some;
    }
  }
  std::cout << runs << " runs of " << total << " moments\n";
  EXPECT_GE(total, 2000000U);
  EXPECT_GE(runs, 100000U);
}

TEST(NoFault, IsTheSameToTheOctetInEveryRun) {
  for (const Scenario& scenario : scenarios()) {
    std::string first;
    for (int i = 0; i < 2; ++i) {
      Rig rig{scenario};
      static_cast<void>(rig.send(0));
      if (i == 0) first = rig.link.sent();
      EXPECT_EQ(rig.link.sent(), first) << scenario.name;
    }
  }
}

TEST(Replay, ARunIsNamedByOneString) {
  for (const char* const text : {"relay:fin-to-server:17", "tls-scram:tls-ssl-conn-eof:3",
                                 "queue:clock-1d:0", "relay:none:0", "row-20:reset-to-client:5"}) {
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
