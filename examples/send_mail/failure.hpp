// SPDX-License-Identifier: MIT
/// A reason to end before a mail was tried, and the exit statuses, which follow sysexits.h.
#pragma once

#include <string>

namespace postino::demo {

enum class Exit : int {
  Accepted = 0,
  Usage = 64,
  Refused = 65,
  NoInput = 66,
  NoHost = 68,
  Rejected = 69,
  Deferred = 75,
  Protocol = 76,
  Security = 77,
};

/// Thrown; main() prints the reason and ends with the status.
struct Failure {
  Exit status;
  std::string reason;
};

}  // namespace postino::demo
