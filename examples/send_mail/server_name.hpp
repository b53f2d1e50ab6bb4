// SPDX-License-Identifier: MIT
/// The argument of --server.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postino::demo {

struct ServerName {
  std::string host;        ///< Without brackets.
  std::uint16_t port = 0;  ///< 0: none was given.
};

/// "host", "host:25", "192.0.2.7:25", "[2001:db8::7]:25", "2001:db8::7". Throws Failure.
[[nodiscard]] ServerName read_server_name(std::string_view text);

/// Whether what is sent there never leaves this machine: "127.0.0.1", "::1", "localhost".
[[nodiscard]] bool is_loopback(const std::string& host);

}  // namespace postino::demo
