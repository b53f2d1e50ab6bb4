// SPDX-License-Identifier: MIT
/// UTF-8 that is different each time and the same in each run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace postino::test {

/// RFC 3629 3.
inline std::string utf8(std::uint32_t point) {
  const auto octet = [](std::uint32_t value) { return static_cast<char>(value); };
  if (point < 0x80) return {octet(point)};
  const char last = octet(0x80U | (point & 0x3fU));
  if (point < 0x800) return {octet(0xc0U | point >> 6U), last};
  const char third = octet(0x80U | (point >> 6U & 0x3fU));
  if (point < 0x10000) return {octet(0xe0U | point >> 12U), third, last};
  return {octet(0xf0U | point >> 18U), octet(0x80U | (point >> 12U & 0x3fU)), third, last};
}

class RandomText {
 public:
  explicit RandomText(unsigned seed) : engine_{seed} {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }

  /// At most `most` characters, none of them a control character but HT.
  std::string header(std::size_t most) { return characters(most, "  \t=?\"\\.,;:<>@()", false); }
  /// Line ends, dots and NUL too.
  std::string text(std::size_t most) {
    return characters(most, std::string_view{"\r\n\r\n..= \t\0", 10}, true);
  }

 private:
  std::string characters(std::size_t most, std::string_view special, bool controls) {
    std::string text;
    const std::size_t kinds = 1 + below(6);
    for (std::size_t left = below(most + 1); left > 0; --left)
      text += one(kinds, special, controls);
    return text;
  }
  std::string one(std::size_t kinds, std::string_view special, bool controls) {
    switch (below(kinds)) {
      case 0:
      case 1:
        return utf8(static_cast<std::uint32_t>((controls ? 1 : ' ') + below(0x7e - ' ')));
      case 2:
        return {special[below(special.size())]};
      case 3:
        return utf8(static_cast<std::uint32_t>(0xa0 + below(0x700)));
      case 4:
        return utf8(static_cast<std::uint32_t>(0x4e00 + below(0x5000)));
      default:
        return utf8(static_cast<std::uint32_t>(0x1f300 + below(0x300)));
    }
  }

  std::mt19937 engine_;
};

}  // namespace postino::test
