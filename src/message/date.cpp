// SPDX-License-Identifier: MIT
// RFC 5322 3.3, in 32 bits: a small core divides 64 by a call of a kilobyte.
#include <cstdint>

#include "message/headers.hpp"

namespace postino::detail {
namespace {

constexpr std::uint32_t day_of(std::uint32_t unix_seconds) { return unix_seconds / 86400; }

/// The one day before 2107 that the rule of four years has too many.
constexpr std::uint32_t march_2100 = day_of(4107542400);
constexpr std::uint32_t days_since_march_1968 = 671;

std::string_view three(const char* names, std::uint32_t index) {
  return {names + std::size_t{index} * 3, 3};
}

void put_part(Writer& out, char before, std::uint32_t number) {
  out.put(before);
  out.put_number(number, 2);
}

}  // namespace

/// Years begin in March here, so a leap day is the last of its year: then year and month are
/// quotients, with months of 30.6 days.
void write_date(Writer& out, const Date& date) {
  const bool west = date.utc_offset_minutes < 0;
  const auto offset =
      static_cast<std::uint32_t>(west ? -date.utc_offset_minutes : date.utc_offset_minutes);
  const std::uint32_t second = date.unix_seconds + (west ? 0 - offset : offset) * 60;
  const std::uint32_t day = day_of(second);
  const std::uint32_t counted = day + days_since_march_1968 + (day >= march_2100 ? 1 : 0);
  const std::uint32_t year = (counted * 4 + 3) / 1461;
  const std::uint32_t day_of_year = counted - year * 1461 / 4;
  const std::uint32_t month = (day_of_year * 5 + 2) / 153;
  out.put(three("ThuFriSatSunMonTueWed", day % 7));
  out.put(',');
  put_part(out, ' ', day_of_year - (month * 153 + 2) / 5 + 1);
  out.put(' ');
  out.put(three("MarAprMayJunJulAugSepOctNovDecJanFeb", month));
  put_part(out, ' ', 1968 + year + (month >= 10 ? 1 : 0));
  put_part(out, ' ', second / 3600 % 24);
  put_part(out, ':', second / 60 % 60);
  put_part(out, ':', second % 60);
  out.put(' ');
  put_part(out, west ? '-' : '+', offset / 60);
  out.put_number(offset % 60, 2);
}

}  // namespace postino::detail
