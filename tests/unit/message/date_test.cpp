// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <ctime>
#include <string>

#include "message/headers.hpp"

namespace postino::test {
namespace {

std::string written(std::uint32_t unix_seconds, int utc_offset_minutes = 0) {
  std::array<char, 64> room{};
  Writer out{room, 0};
  detail::write_date(out, {.unix_seconds = unix_seconds,
                           .utc_offset_minutes = static_cast<std::int16_t>(utc_offset_minutes)});
  EXPECT_TRUE(out.complete());
  return {room.data(), out.written()};
}

/// The C library's opinion, of local time taken for UTC.
std::string expected(std::int64_t local_seconds, const char* zone) {
  const std::time_t time = local_seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 64> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S ", &parts);
  return std::string{text.data(), size} + zone;
}

TEST(DateLine, KnownDays) {
  EXPECT_EQ(written(86400), "Fri, 02 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(written(951826154), "Tue, 29 Feb 2000 12:09:14 +0000");
  EXPECT_EQ(written(951868799), "Tue, 29 Feb 2000 23:59:59 +0000");
  EXPECT_EQ(written(951868800), "Wed, 01 Mar 2000 00:00:00 +0000");
  EXPECT_EQ(written(1795478400), "Tue, 24 Nov 2026 00:00:00 +0000");
  EXPECT_EQ(written(4107542399), "Sun, 28 Feb 2100 23:59:59 +0000");
  EXPECT_EQ(written(4107542400), "Mon, 01 Mar 2100 00:00:00 +0000");
  EXPECT_EQ(written(4294967295), "Sun, 07 Feb 2106 06:28:15 +0000");
}

TEST(DateLine, OffsetsMoveTheClockAndAreShown) {
  EXPECT_EQ(written(1795478400, 330), "Tue, 24 Nov 2026 05:30:00 +0530");
  EXPECT_EQ(written(1795478400, -90), "Mon, 23 Nov 2026 22:30:00 -0130");
  EXPECT_EQ(written(1795478400, 840), "Tue, 24 Nov 2026 14:00:00 +1400");
  EXPECT_EQ(written(1795478400, -720), "Mon, 23 Nov 2026 12:00:00 -1200");
  EXPECT_EQ(written(1795478400, 1439), "Tue, 24 Nov 2026 23:59:00 +2359");
  EXPECT_EQ(written(1795478400, -1439), "Mon, 23 Nov 2026 00:01:00 -2359");
  EXPECT_EQ(written(1795478400, 1), "Tue, 24 Nov 2026 00:01:00 +0001");
}

TEST(DateLine, EveryDayUntil2106IsTheCLibrarys) {
  std::uint32_t second = 0;
  for (std::int64_t day = 0; day < 49710; ++day) {
    second = (second + 7919) % 86400;
    const std::int64_t time = day * 86400 + second;
    ASSERT_EQ(written(static_cast<std::uint32_t>(time)), expected(time, "+0000"));
  }
}

TEST(DateLine, OffsetsOverADaysMonthsAndYearsEdgeAreTheCLibrarys) {
  for (std::int64_t day = 2; day < 49700; day += 13) {
    const auto time = static_cast<std::uint32_t>(day * 86400 + 3600);
    ASSERT_EQ(written(time, -720), expected(std::int64_t{time} - 720 * 60, "-1200"));
    ASSERT_EQ(written(time, 840), expected(std::int64_t{time} + 840 * 60, "+1400"));
    ASSERT_EQ(written(time, 1395), expected(std::int64_t{time} + 1395 * 60, "+2315"));
  }
}

}  // namespace
}  // namespace postino::test
