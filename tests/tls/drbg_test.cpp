// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

TEST(RandomTest, FillsAndDoesNotRepeat) {
  TestEntropy entropy;
  MbedDrbg random{entropy};
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    std::string octets(40, '\0');
    ASSERT_TRUE(random.fill(octets));
    EXPECT_TRUE(seen.insert(octets).second);
  }
  std::string many(5000, '\0');
  EXPECT_TRUE(random.fill(many));
  EXPECT_EQ(many.find(std::string(16, '\0')), std::string::npos);
  random.forget();
}

TEST(RandomTest, AFailingSourceGivesNothing) {
  TestEntropy entropy;
  entropy.kind = TestEntropy::Kind::Fails;
  MbedDrbg random{entropy};
  char octet = 0;
  EXPECT_FALSE(random.fill({&octet, 1}));
  entropy.kind = TestEntropy::Kind::Good;
  EXPECT_TRUE(random.fill({&octet, 1})) << "and it is asked again";
  random.forget();
}

TEST(RandomTest, ARepeatingSourceGivesNothing) {
  for (const auto kind : {TestEntropy::Kind::Constant, TestEntropy::Kind::AllEqual}) {
    TestEntropy entropy;
    entropy.kind = kind;
    MbedDrbg random{entropy};
    char octet = 0;
    EXPECT_FALSE(random.fill({&octet, 1}));
    EXPECT_FALSE(random.fill({&octet, 1}));
  }
}

/// Good entropy that is changed on its way; what changes it says whether the source succeeds.
class ChangedEntropy final : public RandomSource {
 public:
  using Change = std::function<bool(std::span<char>, std::size_t call)>;
  explicit ChangedEntropy(Change change) : change_{std::move(change)} {}
  bool fill(std::span<char> into) override { return good_.fill(into) && change_(into, calls_++); }

 private:
  TestEntropy good_;
  Change change_;
  std::size_t calls_ = 0;
};

bool gives_numbers(ChangedEntropy::Change change) {
  ChangedEntropy entropy{std::move(change)};
  MbedDrbg random{entropy};
  char octet = 0;
  const bool filled = random.fill({&octet, 1});
  random.forget();
  return filled;
}

TEST(RandomTest, ASourceThatSaysItFailedGivesNothingWhateverItWrote) {
  EXPECT_TRUE(gives_numbers([](auto, auto) { return true; }));
  for (const std::size_t failing : {0U, 1U}) {
    EXPECT_FALSE(gives_numbers([failing](auto, std::size_t call) { return call != failing; }));
  }
}

TEST(RandomTest, AnyTwoBlocksInARowThatAreEqualAreARepetition) {
  constexpr std::ptrdiff_t block = 16;
  for (const std::ptrdiff_t at : {0, 1}) {
    EXPECT_FALSE(gives_numbers([at](std::span<char> into, std::size_t call) {
      if (call == 0) return true;
      EXPECT_GE(into.size(), 48U);
      std::copy_n(into.begin() + at * block, block, into.begin() + (at + 1) * block);
      return true;
    })) << at;
  }
}

TEST(RandomTest, AFirstBlockOfZeroesRepeatsNothing) {
  EXPECT_TRUE(gives_numbers([](std::span<char> into, std::size_t call) {
    if (call == 0) std::ranges::fill(into, '\0');
    return true;
  }));
}

TEST(RandomTest, WhatIsForgottenIsWipedAndSeededAnew) {
  TestEntropy entropy;
  MbedDrbg random{entropy};
  const auto not_zero = [&random] {
    const auto* const octets = reinterpret_cast<const unsigned char*>(&random);
    return std::count_if(octets, octets + sizeof(random), [](auto octet) { return octet != 0; });
  };
  char octet = 0;
  ASSERT_TRUE(random.fill({&octet, 1}));
  EXPECT_GT(not_zero(), 200);
  const std::size_t calls = entropy.calls;
  random.forget();
  EXPECT_LT(not_zero(), 60) << "pointers, and the first block of the seed";
  EXPECT_TRUE(random.fill({&octet, 1}));
  EXPECT_EQ(entropy.calls, calls + 2);
  random.forget();
}

TEST(RandomTest, ASeedThatCannotBeRenewedIsForgotten) {
  TestEntropy entropy;
  MbedDrbg random{entropy};
  char octet = 0;
  for (int i = 0; i < 10000; ++i) ASSERT_TRUE(random.fill({&octet, 1}));
  EXPECT_EQ(entropy.calls, 2U) << "a trial, and the seed";
  entropy.kind = TestEntropy::Kind::Fails;
  EXPECT_FALSE(random.fill({&octet, 1}));
  entropy.kind = TestEntropy::Kind::Good;
  EXPECT_TRUE(random.fill({&octet, 1}));
  EXPECT_EQ(entropy.calls, 4U) << "another trial, and another seed";
  random.forget();
}

TEST(RandomTest, TheSeedIsRenewed) {
  TestEntropy entropy;
  MbedDrbg random{entropy};
  char octet = 0;
  ASSERT_TRUE(random.fill({&octet, 1}));
  const std::size_t first = entropy.calls;
  for (int i = 0; i < 10001; ++i) ASSERT_TRUE(random.fill({&octet, 1}));
  EXPECT_GT(entropy.calls, first);
  entropy.kind = TestEntropy::Kind::Fails;
  bool good = true;
  for (int i = 0; i < 10001 && good; ++i) good = random.fill({&octet, 1});
  EXPECT_FALSE(good) << "no numbers from a seed that should have been renewed";
}

class RandomAndTls : public ::testing::TestWithParam<int> {
 protected:
  TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
};

TEST_P(RandomAndTls, B069_WithoutRandomNumbersThereIsNoClientHello) {
  bench.entropy.kind = TestEntropy::Kind::Fails;
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: RandomFailed in ImplicitTls");
  EXPECT_EQ(bench.wire.taken(), 0U);
}

TEST_P(RandomAndTls, B070_WithAConstantSourceThereIsNoneEither) {
  for (const auto kind : {TestEntropy::Kind::Constant, TestEntropy::Kind::AllEqual}) {
    bench.entropy.kind = kind;
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: RandomFailed in ImplicitTls");
    EXPECT_EQ(bench.wire.taken(), 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Each, RandomAndTls, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
