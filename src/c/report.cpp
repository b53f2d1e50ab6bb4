// SPDX-License-Identifier: MIT
#include "c/report.hpp"

#include "postino/c/storage.hpp"

namespace postino::c {

postino_report report_of(const Report& report) {
  return {static_cast<std::uint8_t>(report.outcome),
          static_cast<std::uint8_t>(report.protection),
          report.attempts,
          *as<const postino_error>(&report.error),
          {report.text.data(), report.text.size()},
          {report.mechanism.data(), report.mechanism.size()},
          as<const postino_recipient_report>(report.recipients.data()),
          report.recipients.size()};
}

postino_report report_of(postino_fault fault) {
  postino_report report{};
  report.outcome = POSTINO_OUTCOME_INVALID_ARGUMENT;
  report.error.fault = static_cast<std::uint8_t>(fault);
  return report;
}

}  // namespace postino::c
