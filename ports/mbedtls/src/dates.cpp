// SPDX-License-Identifier: MIT
// RFC 5280 4.1.2.5. Mbed TLS would judge by one clock of the whole image, or not at all.
#include "dates.hpp"

namespace postino::detail {
namespace {

/// Seconds since 1970. Years are counted from March, so that a leap day is a year's last.
std::int64_t seconds_of(const mbedtls_x509_time& time) {
  const std::int64_t year = time.year - (time.mon <= 2 ? 1 : 0);
  const std::int64_t day_of_year = (153 * ((time.mon + 9) % 12) + 2) / 5 + time.day - 1;
  const std::int64_t days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
  return ((days * 24 + time.hour) * 60 + time.min) * 60 + time.sec;
}

}  // namespace

Moment now_of(const MbedSettings& settings) {
  if (settings.clock != nullptr) {
    const std::int64_t reading = settings.clock();
    if (reading >= settings.build_time) return {reading, true};
  }
  return {settings.build_time, false};
}

std::int64_t end_of(const mbedtls_x509_crt& certificate) {
  return seconds_of(certificate.valid_to);
}

std::uint32_t judge_dates(const mbedtls_x509_crt& certificate, const MbedSettings& settings) {
  if (settings.dates_unchecked) return 0;
  const Moment now = now_of(settings);
  std::uint32_t objections = 0;
  if (end_of(certificate) < now.seconds) objections |= MBEDTLS_X509_BADCERT_EXPIRED;
  if (now.told && seconds_of(certificate.valid_from) > now.seconds) {
    objections |= MBEDTLS_X509_BADCERT_FUTURE;
  }
  return objections;
}

}  // namespace postino::detail
