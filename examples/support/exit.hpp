// SPDX-License-Identifier: MIT
/// The exit statuses of the examples, which follow sysexits.h.
#pragma once

#include <span>

#include "postino/report.hpp"

namespace postino::demo {

enum class Exit : int {
  Accepted = 0,
  Usage = 64,
  InvalidArgument = 65,
  NoInput = 66,
  NoHost = 68,
  Rejected = 69,
  Deferred = 75,
  Protocol = 76,
  Security = 77,
};

/// That of a mail with this outcome; `recipients` are those of the report.
[[nodiscard]] Exit exit_of(Outcome outcome, const Error& error,
                           std::span<const RecipientReport> recipients);

}  // namespace postino::demo
