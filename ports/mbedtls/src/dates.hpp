// SPDX-License-Identifier: MIT
/// A certificate's dates.
#pragma once

#include <mbedtls/x509_crt.h>

#include <cstdint>

#include "postino/mbedtls_settings.hpp"

namespace postino::detail {

/// MBEDTLS_X509_BADCERT_EXPIRED or _FUTURE, as the settings judge it; 0 when there is no objection.
[[nodiscard]] std::uint32_t judge_dates(const mbedtls_x509_crt& certificate,
                                        const MbedSettings& settings);

}  // namespace postino::detail
