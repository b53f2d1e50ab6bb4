// SPDX-License-Identifier: MIT
/// A Source that rests before each of its lines, so that each is a chunk of its own.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "postino/source.hpp"

namespace postino::test {

class SlowLines final : public Source {
 public:
  static constexpr std::string_view line = "xxxxxxxxxxxxxxxxxx\r\n";
  static constexpr std::size_t rest = 3;  ///< Times that it has nothing before each line.

  explicit SlowLines(std::size_t lines) : lines_{lines} {}

  bool ends = true;             ///< False: after the last line it has nothing for ever.
  std::string_view end = line;  ///< What the last one is.
  std::size_t pending = 0;      ///< Times that it had nothing.

  Transfer pull(std::span<char> into) override {
    if (rests_ != 0 || (at_ == lines_ && !ends)) {
      if (rests_ != 0) --rests_;
      ++pending;
      return Transfer::pending();
    }
    if (at_ == lines_) return Transfer::end();
    rests_ = rest;
    const std::string_view text = ++at_ == lines_ ? end : line;
    std::memcpy(into.data(), text.data(), text.size());
    return Transfer::octets(text.size());
  }
  bool rewind() override {
    at_ = 0;
    rests_ = rest;
    return true;
  }
  [[nodiscard]] std::uint32_t size() const override { return unknown_size; }

 private:
  std::size_t lines_;
  std::size_t at_ = 0;
  std::size_t rests_ = rest;
};

}  // namespace postino::test
