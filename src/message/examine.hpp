// SPDX-License-Identifier: MIT
/// What a text in memory is, before it is chosen how it goes.
#pragma once

#include <string_view>

namespace postino::detail {

struct Examined {
  bool eight_bit = false;  ///< Not ASCII.
  bool fits = true;        ///< No NUL, no line over config::max_line_size, no delimiter in it.
  bool exact = true;       ///< Its line ends are CRLF, all of them.
  bool dense = false;      ///< In base64 it is shorter than in quoted-printable.
};

/// RFC 2045 2.9: whether octets of any kind may stand between delimiters.
[[nodiscard]] inline bool holds(std::string_view octets, std::string_view delimiter) {
  return octets.find(delimiter) == std::string_view::npos;
}

/// RFC 2045 2.7, 2.8; RFC 2046 5.1.1: no line may begin with `delimiter`.
[[nodiscard]] Examined examine(std::string_view text, std::string_view delimiter);

}  // namespace postino::detail
