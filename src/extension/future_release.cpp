// SPDX-License-Identifier: MIT
// RFC 4865: HOLDFOR and HOLDUNTIL, and the server's bounds of both; RFC 3339 5.6 (dates in UTC).
#include "postino/future_release.hpp"

#include "base/ascii.hpp"
#include "extension/xtext.hpp"
#include "message/calendar.hpp"

namespace postino {
namespace {

constexpr std::size_t date_octets = sizeof FutureReleaseOffer::latest;

void put_part(Writer& out, std::uint32_t number, char behind) {
  out.put_number(number, 2);
  out.put(behind);
}

void put_date(Writer& out, std::uint32_t unix_seconds) {
  const detail::CalendarDay day = detail::calendar_day(unix_seconds / detail::day_seconds);
  put_part(out, day.year, '-');
  put_part(out, (day.month + 2) % 12 + 1, '-');
  put_part(out, day.day, 'T');
  put_part(out, unix_seconds / 3600 % 24, ':');
  put_part(out, unix_seconds / 60 % 60, ':');
  put_part(out, unix_seconds % 60, 'Z');
}

}  // namespace

std::string_view FutureRelease::keyword() const { return "FUTURERELEASE"; }

void FutureRelease::forget() const { *offer_ = {}; }

void FutureRelease::offered(std::string_view word) const {
  if (offer_->max_seconds == 0 && detail::read_number(word, offer_->max_seconds)) return;
  if (word.size() != date_octets || detail::to_upper(word.back()) != 'Z') return;
  for (std::size_t i = 0; i < date_octets; ++i) offer_->latest[i] = detail::to_upper(word[i]);
}

Fault HoldFor::check(const Mail&) const {
  const bool fine = seconds_ != 0 && seconds_ <= detail::max_seconds;
  return fine ? Fault::None : Fault::InvalidParameter;
}

Fault HoldFor::judge(const Mail&) const {
  const std::uint32_t most = extension_->offer().max_seconds;
  return most == 0 || seconds_ <= most ? Fault::None : Fault::LimitExceeded;
}

void HoldFor::write_mail(Writer& out, const Mail&) const {
  out.put(" HOLDFOR=");
  out.put_number(seconds_);
}

Fault HoldUntil::check(const Mail&) const {
  return unix_seconds_ != 0 ? Fault::None : Fault::InvalidParameter;
}

/// Dates of this form are in the order of their octets.
Fault HoldUntil::judge(const Mail&) const {
  const std::string_view latest{extension_->offer().latest, date_octets};
  if (latest.front() == '\0') return Fault::None;
  char octets[date_octets];
  Writer date{octets, 0};
  put_date(date, unix_seconds_);
  return std::string_view{octets, date_octets} <= latest ? Fault::None : Fault::LimitExceeded;
}

void HoldUntil::write_mail(Writer& out, const Mail&) const {
  out.put(" HOLDUNTIL=");
  put_date(out, unix_seconds_);
}

}  // namespace postino
