// SPDX-License-Identifier: MIT
/// The exit statuses of the examples, which follow sysexits.h.
#pragma once

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

/// Returns the status of a message with this report: 0 when each recipient got it. Else the one
/// that asks for most care decides: Unknown before Deferred before Rejected. docs/errors.md has the
/// rule.
[[nodiscard]] Exit exit_of(const Report& report);

}  // namespace postino::demo
