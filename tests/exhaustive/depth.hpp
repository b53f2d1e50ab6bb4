// SPDX-License-Identifier: MIT
/// How long the strings are that all are tried.
#pragma once

#include <cstddef>
#include <cstdlib>

namespace postino::test {

/// In every run; with POSTINO_EXHAUSTIVE=release in the environment; and under the sanitizers.
struct Depth {
  std::size_t always;
  std::size_t release;
  std::size_t sanitized;
};

[[nodiscard]] inline std::size_t chosen(Depth depth) {
#ifdef POSTINO_SANITIZED
  return depth.sanitized;
#else
  return std::getenv("POSTINO_EXHAUSTIVE") != nullptr ? depth.release : depth.always;
#endif
}

/// Strings of at most `length` of `letters`, the empty one left out.
[[nodiscard]] constexpr std::size_t strings_of(std::size_t letters, std::size_t length) {
  std::size_t all = 0;
  for (std::size_t of_this_length = 1; length != 0; --length) {
    of_this_length *= letters;
    all += of_this_length;
  }
  return all;
}

}  // namespace postino::test
