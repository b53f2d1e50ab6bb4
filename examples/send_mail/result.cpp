// SPDX-License-Identifier: MIT
#include "result.hpp"

#include "exit.hpp"

namespace postino::demo {

Exit Result::exit() const {
  return exit_of({.outcome = outcome, .error = error, .recipients = recipients});
}

std::string to_text(const EnhancedStatusCode& code) {
  if (code == EnhancedStatusCode{}) return {};
  return std::to_string(code.status_class) + "." + std::to_string(code.subject) + "." +
         std::to_string(code.detail);
}

std::string to_text(std::uint16_t code, const EnhancedStatusCode& enhanced) {
  std::string text = std::to_string(code);
  if (enhanced != EnhancedStatusCode{}) text += " " + to_text(enhanced);
  return text;
}

}  // namespace postino::demo
