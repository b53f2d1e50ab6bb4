// SPDX-License-Identifier: MIT
#include <cstdint>
#include <ctime>
#include <limits>

#include "postino/posix_clock.hpp"

namespace postino {

Date posix_date() {
  const std::time_t now = std::time(nullptr);
  const std::int64_t seconds = now;
  if (seconds <= 0 || seconds > std::numeric_limits<std::uint32_t>::max()) return {};
  std::tm local{};
  if (::localtime_r(&now, &local) == nullptr) return {};
  return {.unix_seconds = static_cast<std::uint32_t>(seconds),
          .utc_offset_minutes = static_cast<std::int16_t>(local.tm_gmtoff / 60)};
}

std::int64_t posix_seconds() { return std::time(nullptr); }

}  // namespace postino
