// SPDX-License-Identifier: MIT
/// Who did not get the message, in words.
#pragma once

#include <string>

#include "result.hpp"

namespace postino::demo {

/// Returns each recipient that did not get it, with the outcome and the reply that decided it:
/// "bob@x.example (rejected, 550 5.1.1), ann@x.example (unknown)". Nothing when all fared alike, so
/// that what is said of the message is said of each of them.
[[nodiscard]] std::string missed_recipients(const Result& result);

}  // namespace postino::demo
