// SPDX-License-Identifier: MIT
/// A function as a Source: readings of a sensor, a page that is made while it is sent.
#pragma once

#include <cstdint>
#include <span>

#include "postino/source.hpp"

namespace postino {

/// Asks the function for what is at an offset, so a retry needs nothing more.
class CallbackSource final : public Source {
 public:
  /// As Source::pull(), for the octets from `offset` on; `context` is what the source was made
  /// with.
  using Function = Transfer (*)(void* context, std::uint32_t offset, std::span<char> into);

  /// `size`: the octets from first to last, where that is known.
  constexpr explicit CallbackSource(Function function, void* context = nullptr,
                                    std::uint32_t size = unknown_size)
      : function_{function}, context_{context}, size_{size} {}

  Transfer pull(std::span<char> into) override {
    const Transfer got = function_(context_, offset_, into);
    offset_ += static_cast<std::uint32_t>(got.count());
    return got;
  }
  bool rewind() override {
    offset_ = 0;
    return true;
  }
  [[nodiscard]] std::uint32_t size() const override { return size_; }

 private:
  Function function_;
  void* context_;
  std::uint32_t size_;
  std::uint32_t offset_ = 0;
};

}  // namespace postino
