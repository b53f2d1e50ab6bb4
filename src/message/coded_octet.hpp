// SPDX-License-Identifier: MIT
/// An octet as two hexadecimal digits, in headers.
#pragma once

#include "postino/writer.hpp"

namespace postino::detail {

/// `mark` and two digits: "=C3" (RFC 2047 4.2), "%C3" (RFC 2231 7).
inline void put_coded(Writer& out, char mark, char octet) {
  constexpr const char* digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(octet);
  out.put(mark);
  out.put(digits[value >> 4]);
  out.put(digits[value & 15]);
}

}  // namespace postino::detail
