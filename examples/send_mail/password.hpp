// SPDX-License-Identifier: MIT
/// Where the password comes from; never from the command line, which everybody can read.
#pragma once

#include <string>

#include "options.hpp"

namespace postino::demo {

/// Empty when no login is wanted. Throws Failure.
[[nodiscard]] std::string read_password(const Options& options);

}  // namespace postino::demo
