// SPDX-License-Identifier: MIT
#include "address.hpp"

#include <pwd.h>
#include <unistd.h>

#include <optional>

#include "postino/mail.hpp"

namespace postino::demo {
namespace {

/// Takes the quoted string off the front of `text`, and returns what it holds: "Pump \"3\"" is
/// Pump "3". Nothing when there is none, or no end to it.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (text.empty() || text.front() != '"') return std::nullopt;
  std::string plain;
  for (std::size_t index = 1; index < text.size(); ++index) {
    if (text[index] == '"') {
      text.remove_prefix(index + 1);
      return plain;
    }
    if (text[index] == '\\' && index + 1 < text.size()) ++index;
    plain += text[index];
  }
  return std::nullopt;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

Address read_address(std::string_view text) {
  const std::string_view whole = trim(text);
  // Whole, a text with a line break is an invalid argument to the library, in whichever list it is.
  if (text.find_first_of("\r\n") != std::string_view::npos) {
    return {.address = std::string{whole}, .name = {}};
  }
  // Views, as Mailbox has them, can't leave the backslashes of a quoted name out.
  std::string_view rest = whole;
  const std::optional<std::string> quoted = take_quoted(rest);
  rest = trim(rest);
  const bool named = quoted && !rest.empty() && rest.front() == '<';
  const Mailbox mailbox = Mailbox::parse(named ? rest : whole);
  return {.address = std::string{mailbox.address},
          .name = named ? *quoted : std::string{mailbox.name}};
}

std::string own_address() {
  const passwd* const user = ::getpwuid(::geteuid());
  char host[256] = "";
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  const std::string name = user != nullptr ? user->pw_name : "postino";
  return name + "@" + (host[0] != '\0' ? host : "localhost");
}

}  // namespace postino::demo
