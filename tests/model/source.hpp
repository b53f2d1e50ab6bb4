// SPDX-License-Identifier: MIT
/// A Source that behaves as the script says.
#pragma once

#include <algorithm>
#include <cstring>
#include <string_view>

#include "model/script.hpp"
#include "model/wire.hpp"
#include "postino/source.hpp"

namespace postino::model {

class ScriptSource final : public Source {
 public:
  void begin(std::string_view text, const Content& content) {
    text_ = text;
    content_ = content;
    at_ = 0;
    pulls_ = 0;
  }

  Transfer pull(std::span<char> into) override {
    ++pulls_;
    if (content_.hesitates != 0 && pulls_ % content_.hesitates == 0) return Transfer::pending();
    const std::size_t end = std::min<std::size_t>(text_.size(), content_.fails_at);
    if (at_ >= content_.fails_at) return Transfer::failed();
    if (at_ == text_.size()) return Transfer::end();
    std::size_t count = std::min(end - at_, into.size());
    if (content_.piece != 0) count = std::min<std::size_t>(count, content_.piece);
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return Transfer::octets(count);
  }
  /// A message begins where it is rewound.
  void watch(Watcher* watcher) { watcher_ = watcher; }
  bool rewind() override {
    if (watcher_ != nullptr) watcher_->begins();
    at_ = 0;
    return content_.rewinds;
  }
  [[nodiscard]] std::uint32_t size() const override {
    const auto exact = static_cast<std::uint32_t>(text_.size());
    switch (content_.announced) {
      case Announced::Not:
        return unknown_size;
      case Announced::TooLong:
        return exact + 3;
      case Announced::TooShort:
        return exact > 3 ? exact - 3 : 0;
      default:
        return exact;
    }
  }

 private:
  std::string_view text_{};
  Content content_{};
  std::size_t at_ = 0;
  std::uint32_t pulls_ = 0;
  Watcher* watcher_ = nullptr;
};

}  // namespace postino::model
