// SPDX-License-Identifier: MIT
/// Follows every way that the replies of a conversation can take, and breaks it off after each.
#pragma once

#include <cstddef>
#include <span>

#include "judge/combination.hpp"

namespace postino::test {

/// The way is the one that the client takes: after each command that it says, every reply to it.
class Explorer {
 public:
  /// `mode` is borrowed.
  Explorer(const Mode& mode, std::size_t recipients);

  /// Holds all of them and complains of those that the judge finds wrong. Returns how many.
  std::size_t run();

 private:
  void explore();
  Held hold_closings();
  void hold_others();
  Held hold_one(Break breaks, bool one_by_one);
  [[nodiscard]] std::span<const Word> words_for(const Held& run) const;

  Combination at_{};
  std::size_t runs_ = 0;
  std::size_t found_ = 0;
};

}  // namespace postino::test
