// SPDX-License-Identifier: MIT
/// A Source of a text that is the same in every run.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "postino/source.hpp"

namespace postino::test {

/// Its every other pull is pending where its size is unknown.
class LetterSource final : public Source {
 public:
  LetterSource(std::string octets, bool knows_its_size)
      : octets_{std::move(octets)}, knows_its_size_{knows_its_size} {}

  Transfer pull(std::span<char> into) override {
    if (!knows_its_size_ && !std::exchange(hesitated_, !hesitated_)) return Transfer::pending();
    if (at_ == octets_.size()) return Transfer::end();
    const std::size_t count = std::min(into.size(), octets_.size() - at_);
    std::memcpy(into.data(), octets_.data() + at_, count);
    at_ += count;
    return Transfer::octets(count);
  }
  bool rewind() override {
    at_ = 0;
    hesitated_ = false;
    return true;
  }
  [[nodiscard]] std::uint32_t size() const override {
    return knows_its_size_ ? static_cast<std::uint32_t>(octets_.size()) : unknown_size;
  }

 private:
  std::string octets_;
  std::size_t at_ = 0;
  bool hesitated_ = false;
  bool knows_its_size_;
};

}  // namespace postino::test
