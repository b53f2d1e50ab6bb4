// SPDX-License-Identifier: MIT
/// Private. A report in lwIP's numbers.
#pragma once

#include <lwip/apps/smtp.h>

#include "postino/report.hpp"

namespace postino::lwip {

struct SmtpResult {
  u8_t result;       ///< SMTP_RESULT_...
  u16_t reply_code;  ///< The server's, where its answer is why.
  err_t error;
};

/// Of a message that was under way: an invalid argument has been returned by then.
[[nodiscard]] SmtpResult result_of(const Report& report);

}  // namespace postino::lwip
