// SPDX-License-Identifier: MIT
/// What TLS needs of the file system.
#pragma once

#include <string>

#include "options.hpp"

namespace postino::demo {

/// In PEM; empty: there is none.
struct TlsFiles {
  std::string authorities;
  std::string certificate;
  std::string key;
  std::string session;  ///< As the last run left it.
};

/// Reads --ca, or the system's authorities, --cert and --key; nothing where there is no TLS, and no
/// authorities for the embedded server unless --ca names them. Throws Failure.
[[nodiscard]] TlsFiles read_tls_files(const Options& options);

/// What an earlier run left in --tls-session; empty: there is nothing.
[[nodiscard]] std::string load_session(const std::string& path);
/// Keeps `session` for the next run, for nobody but the user to read. Throws Failure.
void save_session(const std::string& path, const std::string& session);

}  // namespace postino::demo
