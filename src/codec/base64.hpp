// SPDX-License-Identifier: MIT
/// RFC 4648 4.
#pragma once

#include <cstddef>
#include <span>

#include "postino/writer.hpp"

namespace postino::detail {

/// The digit of each value.
inline constexpr char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes `octets` in base64, padded: so each piece but the last is a multiple of 3.
void put_base64(Writer& out, const char* octets, std::size_t size);
inline void put_base64(Writer& out, std::span<const char> octets) {
  put_base64(out, octets.data(), octets.size());
}

}  // namespace postino::detail
