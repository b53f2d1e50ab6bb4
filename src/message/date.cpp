// SPDX-License-Identifier: MIT
// RFC 5322 3.3, in 32-bit arithmetic: a small core divides 64 bits by a call of a kilobyte.
#include <cstdint>

#include "message/headers.hpp"

namespace postino::detail {
namespace {

void put_two(Writer& out, std::uint32_t number) {
  out.put(static_cast<char>('0' + number / 10));
  out.put(static_cast<char>('0' + number % 10));
}

std::string_view three(std::string_view names, std::uint32_t index) {
  return {names.data() + std::size_t{index} * 3, 3};
}

}  // namespace

void write_date(Writer& out, const Date& date) {
  const bool west = date.utc_offset_minutes < 0;
  const auto offset =
      static_cast<std::uint32_t>(west ? -date.utc_offset_minutes : date.utc_offset_minutes);
  const std::uint32_t local =
      west ? date.unix_seconds - offset * 60 : date.unix_seconds + offset * 60;
  const std::uint32_t days = local / 86400;
  const std::uint32_t second = local % 86400;
  // The civil calendar in years that begin in March, so that the leap day is the last; from
  // 0000-03-01, which lies 719468 days before 1970.
  const std::uint32_t day = days + 719468;
  const std::uint32_t era = day / 146097;
  const std::uint32_t of_era = day % 146097;
  const std::uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::uint32_t month = (5 * of_year + 2) / 153;
  out.put(three("ThuFriSatSunMonTueWed", days % 7));
  out.put(", ");
  put_two(out, of_year - (153 * month + 2) / 5 + 1);
  out.put(' ');
  out.put(three("MarAprMayJunJulAugSepOctNovDecJanFeb", month));
  out.put(' ');
  out.put_number(era * 400 + year + (month >= 10 ? 1 : 0));
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
