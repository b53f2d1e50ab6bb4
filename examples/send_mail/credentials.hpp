// SPDX-License-Identifier: MIT
/// Where the secret of a login comes from.
#pragma once

#include <memory>
#include <string>

#include "options.hpp"
#include "token_command.hpp"

namespace postino::demo {

/// One of them at the most.
struct Credentials {
  [[nodiscard]] bool with_token() const { return !token.empty() || token_command != nullptr; }

  std::string password{};
  std::string token{};
  std::unique_ptr<TokenCommand> token_command{};
};

/// The first line of --password-file or --token-file, or POSTINO_PASSWORD or POSTINO_TOKEN, or
/// --token-command; empty when there is no login, or one by a certificate. Throws Failure.
[[nodiscard]] Credentials read_credentials(const Options& options);

}  // namespace postino::demo
