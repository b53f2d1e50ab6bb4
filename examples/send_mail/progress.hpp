// SPDX-License-Identifier: MIT
/// How far a long text is, for a person at a terminal.
#pragma once

#include <cstdint>

#include "postino/source.hpp"

namespace postino::demo {

/// Another source, counted. Shows a line on standard error where that is a terminal, and takes it
/// away when the text has ended.
class ProgressSource final : public Source {
 public:
  explicit ProgressSource(Source& inner);
  ProgressSource(const ProgressSource&) = delete;
  ProgressSource& operator=(const ProgressSource&) = delete;
  ~ProgressSource() { clear(); }

  Transfer pull(std::span<char> into) override;
  bool rewind() override;
  [[nodiscard]] std::uint32_t size() const override;

 private:
  void show();
  void clear();

  Source& inner_;
  bool terminal_;
  std::uint64_t octets_ = 0;
  std::uint64_t shown_ = 0;
};

}  // namespace postino::demo
