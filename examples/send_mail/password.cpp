// SPDX-License-Identifier: MIT
#include "password.hpp"

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

}  // namespace

std::string read_password(const Options& options) {
  if (!options.logs_in()) return {};
  std::string password;
  if (!options.password_file.empty()) {
    password = from_file(options.password_file);
  } else if (const char* const variable = std::getenv("POSTINO_PASSWORD")) {
    password = variable;
  }
  if (password.empty()) {
    throw Failure{Exit::Usage, "--user needs a password: --password-file or POSTINO_PASSWORD"};
  }
  return password;
}

}  // namespace postino::demo
