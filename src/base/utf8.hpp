// SPDX-License-Identifier: MIT
/// RFC 3629.
#pragma once

#include <cstddef>
#include "postino/view.hpp"

namespace postino::detail {

[[nodiscard]] bool is_ascii(const View& text);

/// Whether `text` is well-formed: no surrogate, no overlong form, nothing over U+10FFFF.
[[nodiscard]] bool is_utf8(const View& text);

/// Whether `octet` goes on with a code point that began before.
constexpr bool continues_code_point(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

/// The code point that `text`, which is not empty, begins with.
constexpr std::string_view first_code_point(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && continues_code_point(text[size])) ++size;
  return {text.data(), size};
}

}  // namespace postino::detail
