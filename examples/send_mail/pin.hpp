// SPDX-License-Identifier: MIT
/// The argument of --pin, as curl's --pinnedpubkey has it.
#pragma once

#include <string>

#include "options.hpp"

namespace postino::demo {

/// "sha256//BASE64". Throws Failure.
[[nodiscard]] MbedPin read_pin(const std::string& text);

}  // namespace postino::demo
