// SPDX-License-Identifier: MIT
/// A mail as it arrived, for a person to read.
#pragma once

#include <string>

#include "received_mail.hpp"

namespace postino::demo {

/// Envelope, an empty line, and the content.
[[nodiscard]] std::string to_text(const ReceivedMail& mail);

}  // namespace postino::demo
