// SPDX-License-Identifier: MIT
/// A Source that behaves, or not, as a test wants it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "postino/source.hpp"

namespace postino::test {

class TextSource final : public Source {
 public:
  explicit TextSource(std::string text) : text_{std::move(text)} {}

  std::size_t piece = static_cast<std::size_t>(-1);     ///< Maximum size of one pull, in bytes.
  std::size_t fails_at = static_cast<std::size_t>(-1);  ///< The octet that can't be read.
  bool hesitates = false;                               ///< Every other pull is pending.
  bool rewinds = true;
  bool knows_its_size = true;
  std::size_t says_more = 0;  ///< Octets that do not come.

  Transfer pull(std::span<char> into) override {
    ++pulls;
    if (hesitates && !std::exchange(hesitated_, !hesitated_)) return Transfer::pending();
    if (at_ >= fails_at) return Transfer::failed();
    if (at_ == text_.size()) return Transfer::end();
    const std::size_t left = std::min(text_.size(), fails_at) - at_;
    const std::size_t count = std::min({piece, into.size(), left});
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return Transfer::octets(count);
  }
  bool rewind() override {
    at_ = 0;
    return rewinds;
  }
  [[nodiscard]] std::uint32_t size() const override {
    return knows_its_size ? static_cast<std::uint32_t>(text_.size() + says_more) : unknown_size;
  }

  std::size_t pulls = 0;

 private:
  std::string text_;
  std::size_t at_ = 0;
  bool hesitated_ = false;
};

}  // namespace postino::test
