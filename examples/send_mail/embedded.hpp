// SPDX-License-Identifier: MIT
/// The server that postino-send starts when none is named.
#pragma once

#include <memory>

#include "credentials.hpp"
#include "embedded_server.hpp"
#include "options.hpp"
#include "tls_files.hpp"

namespace postino::demo {

/// Starts it with a throw-away certificate, lets it know the user, points `options` at it, and puts
/// what is needed to trust it into `files` where the options name nothing else. nullptr: a server
/// was named.
[[nodiscard]] std::unique_ptr<EmbeddedServer> start_embedded(Options& options,
                                                             const Credentials& credentials,
                                                             TlsFiles& files);

}  // namespace postino::demo
