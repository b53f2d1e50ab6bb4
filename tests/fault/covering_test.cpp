// SPDX-License-Identifier: MIT
#include "campaign/covering.hpp"

#include <gtest/gtest.h>

#include <set>

namespace postino::test {
namespace {

/// Whether the two values are in one of the rows.
bool met(const std::vector<Row>& rows, std::size_t factor, std::size_t value, std::size_t other,
         std::size_t with) {
  for (const Row& row : rows) {
    if (row[factor] == value && row[other] == with) return true;
  }
  return false;
}

void expect_covered(const PairTable& table, const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_TRUE(table.allows(row));
  for (std::size_t factor = 0; factor < table.factors(); ++factor) {
    for (std::size_t other = factor + 1; other < table.factors(); ++other) {
      for (std::size_t value = 0; value < table.values(factor); ++value) {
        for (std::size_t with = 0; with < table.values(other); ++with) {
          EXPECT_EQ(met(rows, factor, value, other, with),
                    table.may_meet(factor, value, other, with))
              << factor << " " << value << " / " << other << " " << with;
        }
      }
    }
  }
}

TEST(Covering, EveryPairIsThereInFarFewerRowsThanAllCombinations) {
  const PairTable table{{3, 3, 3, 3, 2, 2}};
  const std::vector<Row> rows = covering_rows(table, {});
  expect_covered(table, rows);
  EXPECT_LE(rows.size(), 14U);
}

TEST(Covering, NoRowHasAnExcludedPair) {
  PairTable table{{3, 4, 2, 3}};
  table.exclude(0, 0, 1, 1);
  table.exclude(0, 0, 1, 2);
  table.exclude(3, 2, 2, 1);
  table.exclude(1, 3, 3, 0);
  expect_covered(table, covering_rows(table, {}));
}

TEST(Covering, TheSeedsComeFirstAndCount) {
  const PairTable table{{2, 2, 2}};
  const Row seed{1, 0, 1};
  const std::vector<Row> rows = covering_rows(table, {seed, seed});
  ASSERT_GE(rows.size(), 2U);
  EXPECT_EQ(rows[0], seed);
  EXPECT_EQ(rows[1], seed);
  EXPECT_EQ(std::set<Row>(rows.begin() + 1, rows.end()).size(), rows.size() - 1);
  expect_covered(table, rows);
}

TEST(Covering, APairThatNoRowCanHoldIsLeftOut) {
  PairTable table{{2, 2, 2}};
  // With 0 0 of the first two nothing is left for the third.
  table.exclude(0, 0, 2, 0);
  table.exclude(1, 0, 2, 1);
  const std::vector<Row> rows = covering_rows(table, {});
  EXPECT_FALSE(met(rows, 0, 0, 1, 0));
  EXPECT_TRUE(met(rows, 0, 0, 1, 1));
  for (const Row& row : rows) EXPECT_TRUE(table.allows(row));
}

TEST(Covering, IsTheSameEachTime) {
  const PairTable table{{4, 3, 3, 2, 2}};
  EXPECT_EQ(covering_rows(table, {}), covering_rows(table, {}));
}

TEST(Covering, ARowIsOfTheTable) {
  const PairTable table{{2, 2}};
  EXPECT_TRUE(table.allows({1, 1}));
  EXPECT_FALSE(table.allows({2, 0}));
  EXPECT_FALSE(table.allows({1}));
}

}  // namespace
}  // namespace postino::test
