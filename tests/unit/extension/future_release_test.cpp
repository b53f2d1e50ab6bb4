// SPDX-License-Identifier: MIT
#include "postino/future_release.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "written.hpp"

namespace postino::test {
namespace {

class FutureReleaseTest : public ::testing::Test {
 protected:
  Fault hold_for(std::uint32_t seconds) { return HoldFor{extension, seconds}.judge({}); }
  Fault hold_until(std::uint32_t time) { return HoldUntil{extension, time}.judge({}); }
  std::string said(std::uint32_t time) { return behind_mail(HoldUntil{extension, time}); }

  FutureReleaseOffer offer;
  FutureRelease extension{offer};
};

TEST_F(FutureReleaseTest, SaysForHowLongOrUntilWhen) {
  EXPECT_EQ(behind_mail(HoldFor{extension, 86400}), " HOLDFOR=86400");
  EXPECT_EQ(said(1793631845), " HOLDUNTIL=2026-11-02T15:04:05Z");
}

TEST_F(FutureReleaseTest, EveryDateIsThatOfTheCLibrary) {
  for (std::uint64_t time = 1; time <= UINT32_MAX; time += 86400U * 13 + 12345) {
    const auto seconds = static_cast<std::time_t>(time);
    char expected[40];
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::strftime(expected, sizeof expected, " HOLDUNTIL=%Y-%m-%dT%H:%M:%SZ", &parts);
    ASSERT_EQ(said(static_cast<std::uint32_t>(time)), expected);
  }
}

TEST_F(FutureReleaseTest, ATimeHasOneToNineDigitsAndIsToCome) {
  const auto checked = [this](std::uint32_t seconds) {
    return HoldFor{extension, seconds}.check({});
  };
  EXPECT_EQ(checked(0), Fault::InvalidParameter);
  EXPECT_EQ(checked(1), Fault::None);
  EXPECT_EQ(checked(999999999), Fault::None);
  EXPECT_EQ(checked(1000000000), Fault::InvalidParameter);
  EXPECT_EQ((HoldUntil{extension, 0}.check({})), Fault::InvalidParameter);
  EXPECT_EQ((HoldUntil{extension, 1}.check({})), Fault::None);
}

TEST_F(FutureReleaseTest, TheServersBoundsHold) {
  EXPECT_EQ(hold_for(999999999), Fault::None);
  EXPECT_EQ(hold_until(UINT32_MAX), Fault::None);
  extension.offered("3600");
  extension.offered("2026-11-02T15:04:05Z");
  EXPECT_EQ(hold_for(3600), Fault::None);
  EXPECT_EQ(hold_for(3601), Fault::LimitExceeded);
  EXPECT_EQ(hold_until(1793631844), Fault::None);
  EXPECT_EQ(hold_until(1793631845), Fault::None);
  EXPECT_EQ(hold_until(1793631846), Fault::LimitExceeded);
  extension.forget();
  EXPECT_EQ(hold_for(3601), Fault::None);
  EXPECT_EQ(hold_until(1793631846), Fault::None);
}

TEST_F(FutureReleaseTest, CaseIsOfNoMatterInADate) {
  extension.offered("2026-11-02t15:04:05z");
  EXPECT_EQ(hold_until(1793631845), Fault::None);
  EXPECT_EQ(hold_until(1793631846), Fault::LimitExceeded);
}

TEST_F(FutureReleaseTest, WhatIsNoDateInUtcBoundsNothing) {
  for (const char* word : {"1999999999", "2026-11-02T15:04:05+", "2026", ""}) {
    extension.forget();
    extension.offered("3600");
    extension.offered(word);
    EXPECT_EQ(hold_until(UINT32_MAX), Fault::None) << word;
    EXPECT_EQ(hold_for(3601), Fault::LimitExceeded) << word;
  }
}

}  // namespace
}  // namespace postino::test
