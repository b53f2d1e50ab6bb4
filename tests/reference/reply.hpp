// SPDX-License-Identifier: MIT
/// Replies as RFC 5321 4.2 has them, read line by line, and the bounds of config.hpp.
#pragma once

#include <string_view>

#include "codec/reply.hpp"
#include "unit/codec/reply_reader.hpp"

namespace postino::test {

/// What becomes of `input`.
[[nodiscard]] Heard reference_replies(std::string_view input);

/// What the parser says to the last octet of `input`, which is not empty; short of the bounds.
[[nodiscard]] detail::ReplyParser::Event reference_event(std::string_view input);

}  // namespace postino::test
