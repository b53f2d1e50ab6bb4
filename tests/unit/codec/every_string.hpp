// SPDX-License-Identifier: MIT
/// All strings there are, up to a length.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postino::test {

/// Calls `visit` with each string of at most `most` of the `letters`, the empty one first.
template <class Visit>
void for_every_string(const std::vector<std::string_view>& letters, std::size_t most, Visit visit) {
  std::vector<std::size_t> digits;
  while (digits.size() <= most) {
    std::string text;
    for (const std::size_t digit : digits) text += letters[digit];
    visit(text);
    std::size_t at = 0;
    while (at < digits.size() && ++digits[at] == letters.size()) digits[at++] = 0;
    if (at == digits.size()) digits.push_back(0);
  }
}

}  // namespace postino::test
