// SPDX-License-Identifier: MIT
#include "credentials.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>

#include "failure.hpp"

namespace postino::demo {
namespace {

std::string first_line(std::istream& input) {
  std::string line;
  std::getline(input, line);
  while (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string from_file(const std::string& path) {
  if (path == "-") return first_line(std::cin);
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  if (file) file.peek();
  if (file.bad() || !file.is_open()) {
    throw Failure{Exit::NoInput, path + ": " + std::strerror(errno)};
  }
  return first_line(file);
}

const char* variable(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool wants_token(const Options& options) {
  if (options.auth == Auth::OauthBearer || options.auth == Auth::Xoauth2) return true;
  if (options.auth != Auth::Auto || !options.password_file.empty()) return false;
  return !options.token_file.empty() || *variable("POSTINO_TOKEN") != '\0';
}

std::string read_secret(const std::string& file, const char* name, const char* otherwise) {
  const std::string secret = file.empty() ? variable(name) : from_file(file);
  if (secret.empty()) throw Failure{Exit::Usage, otherwise};
  return secret;
}

}  // namespace

Credentials read_credentials(const Options& options) {
  if (!options.logs_in() || options.auth == Auth::External) return {};
  if (!options.token_command.empty()) {
    return {.token_command = std::make_unique<TokenCommand>(options.token_command)};
  }
  if (wants_token(options)) {
    return {.token = read_secret(
                options.token_file, "POSTINO_TOKEN",
                "--auth needs a token: --token-file, --token-command or POSTINO_TOKEN")};
  }
  return {.password = read_secret(options.password_file, "POSTINO_PASSWORD",
                                  "--user needs a password: --password-file or POSTINO_PASSWORD")};
}

}  // namespace postino::demo
