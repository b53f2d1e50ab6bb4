// SPDX-License-Identifier: MIT
/// Postino over its POSIX port, as a program would use it.
#pragma once

#include "options.hpp"
#include "postino/posix_port.hpp"
#include "postino/server.hpp"
#include "postino/transport.hpp"

namespace postino::benchmark {

/// Sends what `options` say; whether every mail was accepted.

[[nodiscard]] bool send_mails(const Options& options, PosixPort& port, Transport& transport,
                              Security security);

}  // namespace postino::benchmark
