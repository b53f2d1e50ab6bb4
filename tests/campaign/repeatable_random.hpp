// SPDX-License-Identifier: MIT
/// Random numbers that are the same in every run.
#pragma once

#include <cstdint>
#include <span>

#include "postino/keyed_hash.hpp"

namespace postino::test {

/// xorshift64*, for entropy, and for choices.
class RepeatableRandom final : public RandomSource {
 public:
  explicit RepeatableRandom(std::uint64_t seed) { begin(seed); }
  void begin(std::uint64_t seed);
  bool fill(std::span<char> into) override;
  [[nodiscard]] std::uint64_t next();
  /// Less than `bound`.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_ = 0;
};

/// From now on OpenSSL draws from a RepeatableRandom with that seed.
void begin_openssl_random(std::uint64_t seed);

}  // namespace postino::test
