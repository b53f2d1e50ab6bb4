// SPDX-License-Identifier: MIT
/// A command of the user's that has the token.
#pragma once

#include <string>
#include <utility>

#include "postino/token.hpp"

namespace postino::demo {

/// Runs the command when it is asked, and waits for it: this program has nothing else to do, and a
/// server waits for minutes.
class TokenCommand final : public TokenSource {
 public:
  /// `command` is one of the shell's.
  explicit TokenCommand(std::string command) : command_{std::move(command)} {}

  /// Returns the first line of its output, and nothing if it fails, with a warning on standard
  /// error.
  View ask(bool refused) override;

 private:
  std::string command_;
  std::string token_;
};

}  // namespace postino::demo
