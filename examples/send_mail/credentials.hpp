// SPDX-License-Identifier: MIT
/// Where the secret of a login comes from.
#pragma once

#include <string>

#include "options.hpp"

namespace postino::demo {

/// One of the two at the most.
struct Credentials {
  std::string password;
  std::string token;
};

/// The first line of --password-file or --token-file, or POSTINO_PASSWORD or POSTINO_TOKEN; empty
/// when there is no login, or one by a certificate. Throws Failure.
[[nodiscard]] Credentials read_credentials(const Options& options);

}  // namespace postino::demo
