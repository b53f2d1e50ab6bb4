// SPDX-License-Identifier: MIT
/// From options to a result.
#pragma once

#include "body.hpp"
#include "credentials.hpp"
#include "letter.hpp"
#include "options.hpp"
#include "result.hpp"
#include "tls_files.hpp"

namespace postino::demo {

/// Sends the letter as often as the options say, on one connection.
[[nodiscard]] Result run(const Options& options, const Letter& letter, Body& body,
                         const Credentials& credentials, const TlsFiles& files);

}  // namespace postino::demo
