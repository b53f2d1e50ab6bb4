// SPDX-License-Identifier: MIT
// A certificate's dates, held against the standard library's calendar.
#include "mbedtls/src/dates.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace postino::test {
namespace {

std::int64_t seconds_of(const mbedtls_x509_time& time) {
  mbedtls_x509_crt certificate{};
  certificate.valid_to = time;
  return detail::end_of(certificate);
}

TEST(Dates, EachMonthsFirstAndLastDayOfThreeHundredYears) {
  using namespace std::chrono;
  for (int year = 1950; year < 2250; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const year_month one{std::chrono::year{year}, std::chrono::month{month}};
      const unsigned last =
          static_cast<unsigned>(year_month_day_last{one.year(), month_day_last{one.month()}}.day());
      for (const unsigned day : {1U, last}) {
        const sys_seconds midnight = sys_days{one / std::chrono::day{day}};
        const mbedtls_x509_time time{year, static_cast<int>(month), static_cast<int>(day), 0, 0, 0};
        ASSERT_EQ(seconds_of(time), midnight.time_since_epoch().count())
            << year << " " << month << " " << day;
      }
    }
  }
}

TEST(Dates, EachPartOfADayCounts) {
  const std::int64_t midnight = seconds_of({2026, 7, 1, 0, 0, 0});
  EXPECT_EQ(midnight, 1782864000);
  EXPECT_EQ(seconds_of({2026, 7, 1, 23, 0, 0}) - midnight, 23 * 3600);
  EXPECT_EQ(seconds_of({2026, 7, 1, 0, 59, 0}) - midnight, 59 * 60);
  EXPECT_EQ(seconds_of({2026, 7, 1, 0, 0, 58}) - midnight, 58);
  EXPECT_EQ(seconds_of({2026, 7, 1, 17, 43, 7}) - midnight, (17 * 60 + 43) * 60 + 7);
}

TEST(Dates, WithoutAClockItIsTheBuildTime) {
  MbedSettings settings{.build_time = 1000};
  EXPECT_EQ(detail::now_of(settings).seconds, 1000);
  EXPECT_FALSE(detail::now_of(settings).told);
  settings.clock = [] { return std::int64_t{999}; };
  EXPECT_EQ(detail::now_of(settings).seconds, 1000);
  EXPECT_FALSE(detail::now_of(settings).told);
  settings.clock = [] { return std::int64_t{1000}; };
  EXPECT_TRUE(detail::now_of(settings).told);
  settings.clock = [] { return std::int64_t{1001}; };
  EXPECT_EQ(detail::now_of(settings).seconds, 1001);
  EXPECT_TRUE(detail::now_of(settings).told);
}

}  // namespace
}  // namespace postino::test
