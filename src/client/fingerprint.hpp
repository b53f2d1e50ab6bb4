// SPDX-License-Identifier: MIT
/// What a connection is bound to.
#pragma once

#include <cstdint>

#include "postino/server.hpp"

namespace postino::detail {

/// Returns a number that two servers share if one's connection serves the other: host, port,
/// security, login (but for what is secret in it), EHLO name, extensions, SMTP or LMTP.
[[nodiscard]] std::uint64_t fingerprint(const Server& server);

}  // namespace postino::detail
