// SPDX-License-Identifier: MIT
/// Private. A body that a callback of lwIP's makes, as a Source.
#pragma once

#include <lwip/apps/smtp.h>

#if SMTP_BODYDH
#include <cstddef>

#include "postino/source.hpp"

namespace postino::lwip {

/// Asks the callback once for each buffer. It can't be asked for the first one again: what its
/// argument refers to has moved on.
class SmtpBody final : public Source {
 public:
  /// `buffer` is borrowed; it is no member, so that only what is not zero at first costs flash.
  void begin(smtp_bodycback_fn function, void* argument, smtp_bodydh& buffer);

  Transfer pull(std::span<char> into) override;
  bool rewind() override { return !asked_; }
  [[nodiscard]] std::uint32_t size() const override { return unknown_size; }

 private:
  void ask();

  smtp_bodycback_fn function_ = nullptr;
  void* argument_ = nullptr;
  smtp_bodydh* buffer_ = nullptr;
  std::size_t taken_ = 0;
  bool asked_ = false;
  bool done_ = false;
};

}  // namespace postino::lwip
#endif
