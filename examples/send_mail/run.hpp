// SPDX-License-Identifier: MIT
/// From options to a result.
#pragma once

#include <string>

#include "body.hpp"
#include "letter.hpp"
#include "options.hpp"
#include "result.hpp"

namespace postino::demo {

/// Sends the letter as often as the options say, on one connection. `password` as from
/// read_password().
[[nodiscard]] Result run(const Options& options, const Letter& letter, Body& body,
                         const std::string& password);

}  // namespace postino::demo
