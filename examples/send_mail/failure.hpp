// SPDX-License-Identifier: MIT
/// A reason to end before a mail was tried.
#pragma once

#include <string>

#include "exit.hpp"

namespace postino::demo {

/// Thrown; main() prints the reason and ends with the status.
struct Failure {
  Exit status;
  std::string reason;
};

[[noreturn]] inline void wrong_usage(const std::string& reason) {
  throw Failure{Exit::Usage, reason};
}

}  // namespace postino::demo
