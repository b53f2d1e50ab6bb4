// SPDX-License-Identifier: MIT
#include "token_command.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iostream>

#include "command_output.hpp"
#include "postino/config.hpp"

namespace postino::demo {
namespace {

/// A person may have to say yes to it.
constexpr std::chrono::seconds patience{60};
/// With CRLF, and so that one which is too long is seen as such.
constexpr std::size_t max_size = config::max_token_size + 3;

}  // namespace

View TokenCommand::ask(bool) {
  CommandOutput output = output_of(command_, max_size, patience);
  std::string& line = output.text;
  line.resize(std::min(line.find('\n'), line.size()));
  while (!line.empty() && line.back() == '\r') line.pop_back();
  if (output.fault.empty() && line.empty()) output.fault = "wrote no token";
  if (!output.fault.empty()) {
    std::cerr << "postino-send: warning: --token-command " << output.fault << '\n';
    return {};
  }
  token_ = std::move(line);
  return token_;
}

}  // namespace postino::demo
