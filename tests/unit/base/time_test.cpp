// SPDX-License-Identifier: MIT
#include "postino/time.hpp"

#include <gtest/gtest.h>

#include "postino/config.hpp"

namespace postino {
namespace {

constexpr std::uint32_t last = 0xffffffff;

TEST(Millis, APointIsReachedWhenItHasComeAndNotBefore) {
  for (const std::uint32_t point : {0U, 1U, 1000U, 0x7fffffffU, 0x80000000U, last}) {
    const Millis due{point};
    EXPECT_FALSE((due - Millis{1}).reached(due)) << point;
    EXPECT_TRUE(due.reached(due)) << point;
    EXPECT_TRUE((due + Millis{1}).reached(due)) << point;
  }
}

TEST(Millis, TheLongestTimeoutIsToldFromThePastWhereverTheClockStands) {
  for (const std::uint32_t start : {0U, 1U, 0x7fffffffU, 0x80000000U, last}) {
    const Millis now{start};
    const Millis due = now + Millis{config::max_timeout};
    EXPECT_FALSE(now.reached(due)) << start;
    EXPECT_TRUE(due.reached(due)) << start;
    EXPECT_TRUE(due.reached(now)) << start;
  }
}

TEST(Millis, SumsAndDistancesCrossTheEndOfTheClock) {
  EXPECT_EQ(Millis{last} + Millis{1}, Millis{0});
  EXPECT_EQ(Millis{2} - Millis{last}, Millis{3});
  EXPECT_NE(Millis{1}, Millis{2});
}

TEST(Millis, SecondsAndMinutes) {
  EXPECT_EQ(seconds(5), Millis{5000});
  EXPECT_EQ(minutes(10), Millis{600000});
}

TEST(Millis, K12_WhatIsTooLongIsNoTimeout) {
  EXPECT_EQ(seconds(4294967), Millis{4294967000});
  EXPECT_EQ(minutes(71582), Millis{4294920000});
  for (const std::uint32_t many : {4294968U, 5000000U, last}) {
    EXPECT_EQ(seconds(many), Millis{last}) << many;
    EXPECT_EQ(minutes(many), Millis{last}) << many;
  }
  EXPECT_EQ(minutes(71583), Millis{last});
  EXPECT_GT(last, config::max_timeout);
}

TEST(Timeouts, TheDefaultsAreThoseOfRfc5321) {
  constexpr Timeouts timeouts{};
  EXPECT_EQ(timeouts.connect, seconds(30));
  EXPECT_EQ(timeouts.greeting, minutes(5));
  EXPECT_EQ(timeouts.command, minutes(5));
  EXPECT_EQ(timeouts.handshake, seconds(60));
  EXPECT_EQ(timeouts.data, minutes(2));
  EXPECT_EQ(timeouts.block, minutes(3));
  EXPECT_EQ(timeouts.end_of_data, minutes(10));
  EXPECT_EQ(timeouts.quit, seconds(5));
  EXPECT_EQ(timeouts.packet_wait, seconds(2));
}

TEST(Timeouts, ThePresetIsThatOfNetXDuo) {
  EXPECT_EQ(netx_timeouts.connect, seconds(10));
  EXPECT_EQ(netx_timeouts.greeting, seconds(10));
  EXPECT_EQ(netx_timeouts.command, seconds(10));
  EXPECT_EQ(netx_timeouts.data, seconds(30));
  EXPECT_EQ(netx_timeouts.block, seconds(30));
  EXPECT_EQ(netx_timeouts.end_of_data, seconds(30));
  EXPECT_EQ(netx_timeouts.quit, seconds(5));
  EXPECT_EQ(netx_timeouts.packet_wait, seconds(2));
}

}  // namespace
}  // namespace postino
