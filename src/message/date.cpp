// SPDX-License-Identifier: MIT
// RFC 5322 3.3.
#include <cstdint>

#include "message/calendar.hpp"
#include "message/headers.hpp"

namespace postino::detail {
namespace {

std::string_view three(const char* names, std::uint32_t index) {
  return {names + std::size_t{index} * 3, 3};
}

void put_part(Writer& out, char before, std::uint32_t number) {
  out.put(before);
  out.put_number(number, 2);
}

}  // namespace

void write_date(Writer& out, const Date& date) {
  const bool west = date.utc_offset_minutes < 0;
  const auto offset =
      static_cast<std::uint32_t>(west ? -date.utc_offset_minutes : date.utc_offset_minutes);
  const std::uint32_t second = date.unix_seconds + (west ? 0 - offset : offset) * 60;
  const std::uint32_t days = second / day_seconds;
  const CalendarDay day = calendar_day(days);
  out.put(three("ThuFriSatSunMonTueWed", days % 7));
  out.put(',');
  put_part(out, ' ', day.day);
  out.put(' ');
  out.put(three("MarAprMayJunJulAugSepOctNovDecJanFeb", day.month));
  put_part(out, ' ', day.year);
  put_part(out, ' ', second / 3600 % 24);
  put_part(out, ':', second / 60 % 60);
  put_part(out, ':', second % 60);
  out.put(' ');
  put_part(out, west ? '-' : '+', offset / 60);
  out.put_number(offset % 60, 2);
}

}  // namespace postino::detail
