// SPDX-License-Identifier: MIT
/// Days as people count them, in 32 bits: a small core divides 64 by a call of a kilobyte.
#pragma once

#include <cstdint>

namespace postino::detail {

inline constexpr std::uint32_t day_seconds = 86400;

struct CalendarDay {
  std::uint32_t year;
  std::uint32_t month;  ///< 0 is March, 10 January of `year`.
  std::uint32_t day;    ///< 1 to 31.
};

/// Of a number of days since 1970-01-01, up to 2106. Months are counted from March here, so a leap
/// day is the last of its twelve: then year and month are quotients, with months of 30.6 days.
constexpr CalendarDay calendar_day(std::uint32_t days) {
  // The one day before 2107 that the rule of four years has too many.
  constexpr std::uint32_t march_2100 = 4107542400 / day_seconds;
  constexpr std::uint32_t days_since_march_1968 = 671;
  const std::uint32_t counted = days + days_since_march_1968 + (days >= march_2100 ? 1 : 0);
  const std::uint32_t year = (counted * 4 + 3) / 1461;
  const std::uint32_t day_of_year = counted - year * 1461 / 4;
  const std::uint32_t month = (day_of_year * 5 + 2) / 153;
  return {1968 + year + (month >= 10 ? 1 : 0), month, day_of_year - (month * 153 + 2) / 5 + 1};
}

}  // namespace postino::detail
