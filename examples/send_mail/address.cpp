// SPDX-License-Identifier: MIT
#include "address.hpp"

#include <pwd.h>
#include <unistd.h>

namespace postino::demo {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// "\"Pump \\\"3\\\"\"" is Pump "3".
std::string unquote(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string{text};
  std::string plain;
  text = text.substr(1, text.size() - 2);
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] == '\\' && index + 1 < text.size()) ++index;
    plain += text[index];
  }
  return plain;
}

}  // namespace

Address read_address(std::string_view text) {
  const std::string_view trimmed = trim(text);
  const std::size_t begin = trimmed.rfind('<');
  // Whole, a text with a line break is an invalid argument to the library, in whichever list it is.
  const bool one_line = text.find_first_of("\r\n") == std::string_view::npos;
  if (!one_line || begin == std::string_view::npos || trimmed.back() != '>') {
    return {.address = std::string{trimmed}, .name = {}};
  }
  return {.address = std::string{trimmed.substr(begin + 1, trimmed.size() - begin - 2)},
          .name = unquote(trim(trimmed.substr(0, begin)))};
}

std::string own_address() {
  const passwd* const user = ::getpwuid(::geteuid());
  char host[256] = "";
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  const std::string name = user != nullptr ? user->pw_name : "postino";
  return name + "@" + (host[0] != '\0' ? host : "localhost");
}

AddressList::AddressList(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) addresses_.push_back(read_address(text));
  for (const Address& one : addresses_)
    views_.push_back({.address = one.address, .name = one.name});
}

}  // namespace postino::demo
