// SPDX-License-Identifier: MIT
/// What goes to standard output.
#pragma once

#include <string>

#include "result.hpp"

namespace postino::demo {

/// One line of JSON, without its line end; `with_tls`: how the connection was protected, too.
[[nodiscard]] std::string to_json(const Result& result, bool with_tls);
/// One line for a person, without its line end.
[[nodiscard]] std::string to_line(const Result& result);

}  // namespace postino::demo
