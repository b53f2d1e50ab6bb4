// SPDX-License-Identifier: MIT
#include "campaign/repeatable_random.hpp"

namespace postino::test {

void RepeatableRandom::begin(std::uint64_t seed) {
  state_ = (seed + 1) * 0x9e3779b97f4a7c15U;
  for (int i = 0; i < 4; ++i) (void)next();
}

std::uint64_t RepeatableRandom::next() {
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return state_ * 0x2545f4914f6cdd1dU >> 8;
}

bool RepeatableRandom::fill(std::span<char> into) {
  for (char& octet : into) octet = static_cast<char>(next());
  return true;
}

}  // namespace postino::test
