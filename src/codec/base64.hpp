// SPDX-License-Identifier: MIT
/// RFC 4648 4.
#pragma once

#include <span>

#include "postino/writer.hpp"

namespace postino::detail {

/// Writes `octets` in base64, padded: so each piece but the last is a multiple of 3.
void put_base64(Writer& out, std::span<const char> octets);

}  // namespace postino::detail
