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

}  // namespace postino::demo
