// SPDX-License-Identifier: MIT
/// Lines of one length: most octets of mails are base64.
#pragma once

#include <cstddef>

#include "codec/words.hpp"

namespace postino::detail {

/// Whether the short way for them is worth its flash: a machine with words of 64 bits has it.
inline constexpr bool equal_lines_apart = sizeof(Word) == 8;

struct Copied {
  std::size_t taken = 0;  ///< Octets of the text.
  std::size_t made = 0;   ///< Octets that came of it.
};

/// Copies lines at the front of `text`, of which there are `size` octets, as long as they are plain
/// and `length` octets long, and end in CRLF or LF: each with CRLF, and with `stuffing` with its
/// dot doubled. nullptr: they are only counted. `text` may be the tail of `out`.
[[nodiscard]] Copied copy_equal_lines(const char* text, std::size_t size, char* out,
                                      std::size_t room, std::size_t length, bool stuffing);

}  // namespace postino::detail
