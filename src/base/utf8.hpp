// SPDX-License-Identifier: MIT
/// RFC 3629.
#pragma once

#include <string_view>

namespace postino::detail {

[[nodiscard]] bool is_ascii(const std::string_view& text);

/// Whether `text` is well-formed: no surrogate, no overlong form, nothing over U+10FFFF.
[[nodiscard]] bool is_utf8(const std::string_view& text);

/// Whether `octet` goes on with a code point that began before.
constexpr bool continues_code_point(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

}  // namespace postino::detail
