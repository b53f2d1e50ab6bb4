// SPDX-License-Identifier: MIT
/// The system's random numbers.
#pragma once

#include "postino/keyed_hash.hpp"

namespace postino {

/// getentropy(3).
class PosixRandom final : public RandomSource {
 public:
  bool fill(std::span<char> into) override;
};

}  // namespace postino
