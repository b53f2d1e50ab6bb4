// SPDX-License-Identifier: MIT
#include "result.hpp"

#include "exit.hpp"

namespace postino::demo {
Exit Result::exit() const { return exit_of(outcome, error, recipients); }

std::string to_text(const EnhancedStatusCode& code) {
  if (code == EnhancedStatusCode{}) return {};
  return std::to_string(code.status_class) + "." + std::to_string(code.subject) + "." +
         std::to_string(code.detail);
}

}  // namespace postino::demo
