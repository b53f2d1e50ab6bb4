// SPDX-License-Identifier: MIT
#include "postino/limits.hpp"

#include <gtest/gtest.h>

#include "postino/composer.hpp"
#include "postino/mail.hpp"

namespace postino::test {
namespace {

constexpr Recipient three[] = {{"a@plant.example"}, {"b@PLANT.example"}, {"c@other.example"}};

class LimitsTest : public ::testing::Test {
 protected:
  /// The mail, and whether it is the connection's last.
  Fault apply(const Mail& mail) {
    ContentRules rules;
    Terms terms{.rules = rules};
    const Fault fault = limits.apply(mail, terms);
    last = terms.last;
    return fault;
  }

  LimitsOffer offer;
  Limits limits{offer};
  Mail to_three{.from = {"node7@plant.example"}, .to = three};
  Mail to_one{.from = {"node7@plant.example"}, .to = "a@plant.example"};
  bool last = false;
};

TEST_F(LimitsTest, WithoutLimitsAnythingGoes) {
  EXPECT_EQ(limits.keyword(), "LIMITS");
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(apply(to_three), Fault::None);
    EXPECT_FALSE(last);
  }
}

TEST_F(LimitsTest, RecipientsAreCounted) {
  for (const auto& [word, fine] :
       {std::pair{"RCPTMAX=2", false}, {"rcptmax=3", true}, {"RCPTMAX=4", true}}) {
    limits.forget();
    limits.offered(word);
    EXPECT_EQ(apply(to_three), fine ? Fault::None : Fault::LimitExceeded) << word;
    EXPECT_EQ(apply(to_one), Fault::None) << word;
  }
}

TEST_F(LimitsTest, DomainsAreCountedOnceEachWhateverTheirCase) {
  for (const auto& [word, fine] : {std::pair{"RCPTDOMAINMAX=1", false},
                                   {"RCPTDOMAINMAX=2", true},
                                   {"RCPTDOMAINMAX=999999", true}}) {
    limits.forget();
    limits.offered(word);
    EXPECT_EQ(apply(to_three), fine ? Fault::None : Fault::LimitExceeded) << word;
    EXPECT_EQ(apply(to_one), Fault::None) << word;
    EXPECT_TRUE(last) << "the next one may be for another domain";
  }
}

TEST_F(LimitsTest, ADomainIsTheSameWhereverItStands) {
  constexpr Recipient five[] = {{"a@plant.example"},
                                {"b@other.example"},
                                {"c@plant.example"},
                                {"d@third.example"},
                                {"e@other.example"}};
  const Mail mail{.from = {"node7@plant.example"}, .to = five};
  limits.offered("RCPTDOMAINMAX=3");
  EXPECT_EQ(apply(mail), Fault::None);
  limits.forget();
  limits.offered("RCPTDOMAINMAX=2");
  EXPECT_EQ(apply(mail), Fault::LimitExceeded);
}

TEST_F(LimitsTest, TheLastMailOfAConnectionIsKnown) {
  limits.offered("MAILMAX=3");
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(apply(to_one), Fault::None);
    EXPECT_EQ(last, i == 3) << i;
  }
  limits.forget();
  EXPECT_EQ(apply(to_one), Fault::None);
  EXPECT_FALSE(last);
}

TEST_F(LimitsTest, OneThatIsNotSentDoesNotCount) {
  limits.offered("MAILMAX=2");
  limits.offered("RCPTMAX=2");
  EXPECT_EQ(apply(to_three), Fault::LimitExceeded);
  EXPECT_EQ(apply(to_one), Fault::None);
  EXPECT_FALSE(last);
}

TEST_F(LimitsTest, WhatIsNoLimitIsPassedOver) {
  for (const char* word : {"RCPTMAX", "RCPTMAX=", "RCPTMAX=0", "RCPTMAX=1x", "RCPTMAX=-1", "=1",
                           "RCPTMA=1", "RCPTMAXX=1", "MAIL=1", ""}) {
    limits.offered(word);
    EXPECT_EQ(apply(to_three), Fault::None) << word;
    EXPECT_FALSE(last) << word;
  }
}

}  // namespace
}  // namespace postino::test
