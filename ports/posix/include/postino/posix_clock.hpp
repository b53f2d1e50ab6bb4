// SPDX-License-Identifier: MIT
/// The two clocks of a POSIX system.
#pragma once

#include <cstdint>

#include "postino/mail.hpp"
#include "postino/time.hpp"

namespace postino {

/// For Client::poll(): milliseconds of CLOCK_MONOTONIC, cut to 32 bits. Setting the time of day
/// does not move it.
[[nodiscard]] Millis posix_now();

/// For Mail::date: the time of day with the local offset from UTC. All zero, so that no Date line
/// is written, when the clock is outside of 1970 to 2106.
[[nodiscard]] Date posix_date();

/// For MbedSettings::clock: the time of day in seconds since 1970, UTC.
[[nodiscard]] std::int64_t posix_seconds();

}  // namespace postino
