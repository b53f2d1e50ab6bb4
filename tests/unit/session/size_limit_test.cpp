// SPDX-License-Identifier: MIT
// RFC 1870 3: the limit behind SIZE.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "unit/session/offer.hpp"

namespace postino::test {
namespace {

std::uint32_t limit(std::string_view digits) {
  return offer({"SIZE " + std::string{digits}}).size_limit;
}

TEST(SizeLimit, IsTheNumberBehindSize) {
  EXPECT_EQ(limit("1"), 1U);
  EXPECT_EQ(limit("35882577"), 35882577U);
  EXPECT_EQ(limit("0000000000000001000"), 1000U);
}

TEST(SizeLimit, SizeWithoutANumberIsNoLimit) {
  EXPECT_EQ(offer({"SIZE"}).keywords, "SIZE");
  EXPECT_EQ(offer({"SIZE"}).size_limit, 0U);
  EXPECT_EQ(offer({"SIZE "}).size_limit, 0U);
}

TEST(SizeLimit, B031_ZeroIsNoLimit) {
  EXPECT_EQ(limit("0"), 0U);
  EXPECT_EQ(limit("0000"), 0U);
  EXPECT_EQ(offer({"SIZE 0"}).keywords, "SIZE");
}

TEST(SizeLimit, B032_WhatIsNoNumberIsNoLimit) {
  for (const std::string_view text : {"-1", "abc", "+5", "1k", "10.5", "0x10", "1-", "\xff"}) {
    EXPECT_EQ(limit(text), 0U) << text;
  }
}

TEST(SizeLimit, B032_ALimitBeyond32BitsIsTheLargestThereIs) {
  EXPECT_EQ(limit("4294967294"), UINT32_MAX - 1);
  EXPECT_EQ(limit("4294967295"), UINT32_MAX);
  EXPECT_EQ(limit("4294967296"), UINT32_MAX);
  EXPECT_EQ(limit("4294967300"), UINT32_MAX);
  EXPECT_EQ(limit("9999999999"), UINT32_MAX);
  EXPECT_EQ(limit("42949672960"), UINT32_MAX);
  EXPECT_EQ(limit("18446744073709551616"), UINT32_MAX);
  EXPECT_EQ(limit("99999999999999999999"), UINT32_MAX);
}

TEST(SizeLimit, B033_OfSeveralTheSmallestHolds) {
  EXPECT_EQ(offer({"SIZE 500", "SIZE 300"}).size_limit, 300U);
  EXPECT_EQ(offer({"SIZE 300", "SIZE 500"}).size_limit, 300U);
  EXPECT_EQ(offer({"SIZE 99999999999", "SIZE 300", "SIZE 4294967295"}).size_limit, 300U);
}

TEST(SizeLimit, B033_OneThatIsNoLimitLeavesTheOther) {
  for (const std::string_view other : {"SIZE 0", "SIZE", "SIZE abc", "SIZE -1"}) {
    EXPECT_EQ(offer({"SIZE 300", other}).size_limit, 300U) << other;
    EXPECT_EQ(offer({other, "SIZE 300"}).size_limit, 300U) << other;
  }
}

TEST(SizeLimit, OnlyTheFirstWordBehindSizeCounts) {
  EXPECT_EQ(offer({"SIZE 500 300"}).size_limit, 500U);
  EXPECT_EQ(offer({"SIZE x 300"}).size_limit, 0U);
}

TEST(SizeLimit, ANumberElsewhereIsNone) {
  EXPECT_EQ(offer({"SIZE", "300"}).size_limit, 0U);
  EXPECT_EQ(offer({"XSIZE 300", "AUTH 300", "300 SIZE"}).size_limit, 0U);
}

TEST(SizeLimit, ANumberOfOver20DigitsIsNoNumber) {
  const std::string_view size = "SIZE 00000000000000000007";
  EXPECT_EQ(offer({size}).size_limit, 7U);
  EXPECT_EQ(offer({"SIZE 000000000000000000007"}).size_limit, 0U);
}

}  // namespace
}  // namespace postino::test
