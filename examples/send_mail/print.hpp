// SPDX-License-Identifier: MIT
/// What goes to standard output.
#pragma once

#include <string>

#include "received_mail.hpp"
#include "result.hpp"

namespace postino::demo {

/// One line of JSON, without its line end.
[[nodiscard]] std::string to_json(const Result& result);
/// One line for a person, without its line end.
[[nodiscard]] std::string to_line(const Result& result);
/// Envelope, an empty line, content as it arrived.
[[nodiscard]] std::string to_text(const ReceivedMail& mail);

}  // namespace postino::demo
