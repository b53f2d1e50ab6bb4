// SPDX-License-Identifier: MIT
/// A certificate's dates.
#pragma once

#include <mbedtls/x509_crt.h>

#include <cstdint>

#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

/// A moment in seconds since 1970, and whether the clock told it; else it is the build's.
struct Moment {
  std::int64_t seconds;
  bool told;
};
[[nodiscard]] Moment now_of(const MbedSettings& settings);

/// Returns the last second at which it is valid, since 1970.
[[nodiscard]] std::int64_t end_of(const mbedtls_x509_crt& certificate);

/// MBEDTLS_X509_BADCERT_EXPIRED or _FUTURE, as the settings judge it; 0 when there is no objection.
[[nodiscard]] std::uint32_t judge_dates(const mbedtls_x509_crt& certificate,
                                        const MbedSettings& settings);

}  // namespace postino::detail
