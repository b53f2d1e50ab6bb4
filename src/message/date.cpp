// SPDX-License-Identifier: MIT
// RFC 5322 3.3, counted year by year in 32 bits: a small core divides 64 by a call of a kilobyte.
#include <cstdint>

#include "message/headers.hpp"

namespace postino::detail {
namespace {

void put_two(Writer& out, std::uint32_t number) {
  out.put(static_cast<char>('0' + number / 10));
  out.put(static_cast<char>('0' + number % 10));
}

std::string_view three(const char* names, std::uint32_t index) {
  return {names + std::size_t{index} * 3, 3};
}

/// Before 2107, the only fourth year that has no leap day is 2100.
std::uint32_t days_of_year(std::uint32_t year) { return year % 4 == 0 && year != 2100 ? 366 : 365; }

/// `month` counts from 0.
std::uint32_t days_of_month(std::uint32_t month, std::uint32_t year) {
  constexpr std::uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 1 ? days_of_year(year) - 337 : days[month];
}

}  // namespace

void write_date(Writer& out, const Date& date) {
  const bool west = date.utc_offset_minutes < 0;
  const auto offset =
      static_cast<std::uint32_t>(west ? -date.utc_offset_minutes : date.utc_offset_minutes);
  const std::uint32_t local = date.unix_seconds + (west ? 0 - offset : offset) * 60;
  std::uint32_t day = local / 86400;
  const std::uint32_t second = local % 86400;
  out.put(three("ThuFriSatSunMonTueWed", day % 7));
  std::uint32_t year = 1970;
  for (; day >= days_of_year(year); ++year) day -= days_of_year(year);
  std::uint32_t month = 0;
  for (; day >= days_of_month(month, year); ++month) day -= days_of_month(month, year);
  out.put(", ");
  put_two(out, day + 1);
  out.put(' ');
  out.put(three("JanFebMarAprMayJunJulAugSepOctNovDec", month));
  out.put(' ');
  out.put_number(year);
  out.put(' ');
  put_two(out, second / 3600);
  out.put(':');
  put_two(out, second / 60 % 60);
  out.put(':');
  put_two(out, second % 60);
  out.put(west ? " -" : " +");
  put_two(out, offset / 60);
  put_two(out, offset % 60);
}

}  // namespace postino::detail
