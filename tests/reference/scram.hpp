// SPDX-License-Identifier: MIT
/// The server's messages of SCRAM: RFC 5802 7, by splitting them at their commas.
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/mechanism.hpp"

namespace postino::test {

/// What is said to the server's first message, to a client whose nonce is `ours`.
[[nodiscard]] Verdict reference_server_first(std::string_view message, std::string_view ours,
                                             std::uint32_t max_iterations);

/// What is said to the last one when the right signature, in base64, is `signature`.
[[nodiscard]] Verdict reference_server_final(std::string_view message, std::string_view signature);

}  // namespace postino::test
