// SPDX-License-Identifier: MIT
/// How values of parameters are written.
#pragma once

#include <cstddef>
#include <cstdint>

#include "postino/view.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// RFC 3461 4: what is not printable ASCII, and '+' and '=', as '+' and two digits.
void put_xtext(Writer& out, const View& text);

/// RFC 6533 3, utf-8-addr-xtext: what xtext has no place for as \x{20AC}. The text is UTF-8.
void put_utf8_xtext(Writer& out, const View& text);

/// Whether every octet is printable ASCII or a blank.
[[nodiscard]] bool is_printable(const View& text);

/// A decimal number of at most nine digits. False: `text` is none, and `number` as it was.
[[nodiscard]] bool read_number(const View& text, std::uint32_t& number);

/// Maximum number of seconds that a parameter can ask for: nine digits (RFC 2852, RFC 4865).
inline constexpr std::uint32_t max_seconds = 999999999;

}  // namespace postino::detail
