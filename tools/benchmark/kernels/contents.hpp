// SPDX-License-Identifier: MIT
/// Contents to be composed, of any size.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "postino/source.hpp"

namespace postino::test {

/// `size` octets of one line over and over.
inline std::string lines(std::string_view line, std::size_t size) {
  std::string text;
  while (text.size() < size) text += line;
  text.resize(size);
  return text;
}

/// 76 octets as base64 has them.
inline constexpr std::string_view digits =
    "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24sIGJ1dCBieSB0aGlz";
inline const std::string digits_crlf = std::string{digits} + "\r\n";
inline const std::string digits_lf = std::string{digits} + "\n";
inline const std::string dots_crlf = "." + digits_crlf;
/// Of different lengths, so that a guess of the next one fails.
inline constexpr std::string_view prose =
    "Pump 3 stopped at 14:02 after a dry run of eleven seconds.\r\n"
    "The inlet pressure had fallen below 0.4 bar; the valve upstream was found closed.\r\n"
    "\r\n"
    "Please open it, and reset the pump at its panel.\r\n";
inline constexpr std::string_view umlauts =
    "Die Pumpe l\xc3\xa4uft f\xc3\xbcr l\xc3\xa4ngere Zeit trocken = Gefahr.\r\n";

/// Octets that follow a rule which no encoder has a short way for.
inline std::string noise(std::size_t size) {
  std::string octets;
  octets.reserve(size);
  std::uint32_t state = 1;
  for (; size != 0; --size) {
    state = state * 1664525 + 1013904223;
    octets += static_cast<char>(state >> 24);
  }
  return octets;
}

/// A text that is pulled.
class PulledText final : public Source {
 public:
  explicit PulledText(std::string_view text) : text_{text} {}

  Transfer pull(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), text_.size() - at_);
    if (count == 0) return Transfer::end();
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return Transfer::octets(count);
  }
  bool rewind() override {
    at_ = 0;
    return true;
  }
  [[nodiscard]] std::uint32_t size() const override {
    return static_cast<std::uint32_t>(text_.size());
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace postino::test
