// SPDX-License-Identifier: MIT
/// ASCII, whatever the locale. Texts go by reference: most are a View in the caller's mail, and on
/// Arm one that goes by value is copied to the stack first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "postino/view.hpp"

namespace postino::detail {

constexpr char to_upper(char octet) {
  return octet >= 'a' && octet <= 'z' ? static_cast<char>(octet - 'a' + 'A') : octet;
}

constexpr bool is_digit(char octet) { return octet >= '0' && octet <= '9'; }

constexpr bool is_letter(char octet) { return to_upper(octet) >= 'A' && to_upper(octet) <= 'Z'; }

/// The first `count` octets of `text`, and what is behind them; it has at least so many. substr()
/// would bring the code of an exception into the image.
constexpr std::string_view front(std::string_view text, std::size_t count) {
  return {text.data(), count};
}
constexpr std::string_view behind(std::string_view text, std::size_t count) {
  text.remove_prefix(count);
  return text;
}

[[nodiscard]] bool contains(const View& text, char octet);

/// Octets up to the last '@', and with it; 0: there is none.
[[nodiscard]] std::size_t to_last_at(const View& text);

/// Whether a CR, an LF or a NUL is in it.
[[nodiscard]] bool breaks_line(const View& text);

/// Letters, digits and a few more octets of ASCII.
class NameOctets {
 public:
  consteval explicit NameOctets(std::string_view extra) {
    for (char octet = 0; octet != 127; ++octet) {
      if (is_letter(octet) || is_digit(octet)) add(octet);
    }
    for (const char octet : extra) add(octet);
  }

  [[nodiscard]] bool has(char octet) const {
    const auto value = static_cast<unsigned char>(octet);
    return value < 128 && (words_[value / 32] >> (value % 32) & 1U) != 0;
  }

 private:
  consteval void add(char octet) { words_[octet / 32] |= std::uint32_t{1} << (octet % 32); }

  std::uint32_t words_[4] = {};
};

/// Whether every octet is one of `octets`.
[[nodiscard]] bool is_name(const View& text, const NameOctets& octets);

[[nodiscard]] bool equal_ignoring_case(const View& a, const View& b);

/// Which of `words`, in capitals and with a blank behind each, `text` is, whatever its case; how
/// many they are if none. There is no blank in it.
[[nodiscard]] std::size_t index_in(const char* words, const View& text);

}  // namespace postino::detail
