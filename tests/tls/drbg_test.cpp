// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

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
