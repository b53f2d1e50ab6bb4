// SPDX-License-Identifier: MIT
// RFC 3461 4: the parameters of DSN, whose form is looked at and which then are shown.
#include "smtp_session.hpp"
#include "smtp_text.hpp"

namespace postino::demo {
namespace {

bool is_xtext(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] <= ' ' || text[i] > '~' || text[i] == '=') return false;
    if (text[i] != '+') continue;
    const std::string_view digits = text.substr(i + 1, 2);
    if (digits.size() != 2 || digits.find_first_not_of("0123456789ABCDEF") != digits.npos) {
      return false;
    }
  }
  return !text.empty();
}

bool is_notify(std::string_view text) {
  if (text == "NEVER") return true;
  std::string list = std::string{text} + ",";
  for (const char* word : {"SUCCESS,", "FAILURE,", "DELAY,"}) {
    const std::size_t at = list.find(word);
    if (at != std::string::npos) list.erase(at, std::string_view{word}.size());
  }
  return list.empty() && !text.empty();
}

bool is_original(std::string_view text) {
  const std::size_t semicolon = text.find(';');
  return semicolon != text.npos && is_xtext(text.substr(semicolon + 1));
}

}  // namespace

bool is_dsn_of_mail(std::string_view keyword, std::string_view value) {
  if (keyword == "RET") return upper(value) == "FULL" || upper(value) == "HDRS";
  return keyword == "ENVID" && is_xtext(value) && value.size() <= 100;
}

bool is_dsn_of_rcpt(std::string_view keyword, std::string_view value) {
  if (keyword == "NOTIFY") return is_notify(upper(value));
  return keyword == "ORCPT" && is_original(value) && value.size() <= 500;
}

}  // namespace postino::demo
