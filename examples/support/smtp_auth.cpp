// SPDX-License-Identifier: MIT
// RFC 4954, and RFC 4616 (PLAIN).
#include "base64_text.hpp"
#include "smtp_session.hpp"
#include "smtp_text.hpp"

namespace postino::demo {
namespace {

constexpr std::size_t longest_response = 12286;
constexpr std::string_view not_base64 = "Not the base64 of a response, or cancelled";

}  // namespace

std::string SmtpSession::auth(std::string_view rest) {
  if (!mail_.user.empty() || in_mail_) return reply("503", "5.5.1", "Not now");
  const std::vector<std::string> arguments = words(rest);
  const std::string mechanism = upper(arguments.front());
  bool offered = false;
  for (const std::string& word : words(options_.capability("AUTH"))) {
    offered = offered || (word == mechanism && word != "AUTH");
  }
  if (!offered || arguments.size() > 2) return reply("504", "5.5.4", "No such mechanism");
  std::optional<std::string> response;
  if (arguments.size() == 2) {
    response = arguments[1] == "=" ? std::string{} : from_base64(arguments[1]);
    if (!response) return reply("501", "5.5.2", not_base64);
  }
  return mechanism == "PLAIN" ? auth_plain(std::move(response)) : auth_login(response);
}

std::optional<std::string> SmtpSession::ask(std::string_view challenge) {
  std::string line;
  if (!say("334 " + to_base64(challenge))) return std::nullopt;
  if (lines_.next(line, longest_response) != LineEnd::Whole) return std::nullopt;
  return from_base64(line);
}

std::string SmtpSession::auth_plain(std::optional<std::string> response) {
  if (!response) response = ask("");
  if (!response) return reply("501", "5.5.2", not_base64);
  const std::size_t user = response->find('\0');
  const std::size_t password = response->find('\0', user + 1);
  if (user == std::string::npos || password == std::string::npos) {
    return reply("501", "5.5.2", "Not a PLAIN response");
  }
  return check_user(response->substr(user + 1, password - user - 1),
                    response->substr(password + 1));
}

std::string SmtpSession::auth_login(const std::optional<std::string>& response) {
  // Many real servers take no initial response here, and so do we.
  if (response) return reply("501", "5.5.4", "LOGIN has no initial response");
  const std::optional<std::string> user = ask("Username:");
  if (!user) return reply("501", "5.5.2", not_base64);
  const std::optional<std::string> password = ask("Password:");
  if (!password) return reply("501", "5.5.2", not_base64);
  return check_user(*user, *password);
}

std::string SmtpSession::check_user(const std::string& user, const std::string& password) {
  const auto found = options_.users.find(user);
  if (user.empty() || found == options_.users.end() || found->second != password) {
    return reply("535", "5.7.8", "Authentication credentials invalid");
  }
  mail_.user = user;
  return reply("235", "2.7.0", "Authentication successful");
}

}  // namespace postino::demo
