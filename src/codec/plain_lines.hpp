// SPDX-License-Identifier: MIT
/// What of a text needs no look, many octets at a time (config::wide_copies).
#pragma once

#include <cstddef>
#include <string_view>

namespace postino::detail {

struct Copied {
  std::size_t taken = 0;   ///< Octets of the text.
  std::size_t made = 0;    ///< Octets that came of it.
  std::size_t column = 0;  ///< Of the line that it ends in.
  bool eight_bit = false;  ///< Not all of it is ASCII.
  bool dotted = false;     ///< A line begins with a dot.
};

/// Copies `text`, which begins at `column` of a line, up to a control character that does not end a
/// line, or as far as it fits: each CRLF or LF as CRLF, and with `stuffing` each line's first dot
/// doubled. nullptr: the octets are only counted. `text` may be the tail of `out`.
[[nodiscard]] Copied copy_plain_lines(std::string_view text, char* out, std::size_t room,
                                      std::size_t column, bool stuffing);

/// Copies what stands for itself in quoted-printable wherever it is, up to column `most`.
[[nodiscard]] Copied copy_graphic(std::string_view text, char* out, std::size_t room,
                                  std::size_t column, std::size_t most);

}  // namespace postino::detail
