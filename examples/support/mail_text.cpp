// SPDX-License-Identifier: MIT
#include "mail_text.hpp"

#include <string_view>

namespace postino::demo {
namespace {

std::string to_text(std::string_view keyword, const EnvelopeLine& line) {
  std::string text = std::string{keyword} + "<" + line.path + ">";
  for (const std::string& parameter : line.parameters) text += " " + parameter;
  return text + "\n";
}

}  // namespace

std::string to_text(const ReceivedMail& mail) {
  std::string text = to_text("MAIL FROM:", mail.sender);
  for (const EnvelopeLine& one : mail.recipients) text += to_text("RCPT TO:", one);
  return text + "\n" + mail.content;
}

}  // namespace postino::demo
