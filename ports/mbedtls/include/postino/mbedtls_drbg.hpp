// SPDX-License-Identifier: MIT
/// Random numbers for TLS and for SCRAM: a generator over the caller's entropy.
#pragma once

#include <array>
#include <cstddef>

#include "postino/keyed_hash.hpp"

namespace postino {

/// CTR_DRBG (NIST SP 800-90A) with AES, seeded from a true source before its first use and again
/// after each 10 000 requests. A source that fails, or that repeats itself (SP 800-90B 4.4.1 on
/// blocks of 16 octets, and two seeds that begin alike), gives no numbers: Fault::RandomFailed. A
/// source that is merely predictable can't be told from a good one.
class MbedDrbg final : public RandomSource {
 public:
  /// `entropy` is borrowed: a device's true generator, posix's PosixRandom.
  constexpr explicit MbedDrbg(RandomSource& entropy) : entropy_{&entropy} {}
  MbedDrbg(const MbedDrbg&) = delete;
  MbedDrbg& operator=(const MbedDrbg&) = delete;

  bool fill(std::span<char> into) override;
  /// Wipes the generator; the next fill() seeds it anew.
  void forget();

 private:
  friend struct DrbgHooks;
  static constexpr std::size_t block_octets = 16;
  using Block = std::array<char, block_octets>;

  bool seed();
  bool gather(std::span<char> into);

  RandomSource* entropy_;
  Block first_{};  // of the last seed
  bool begun_ = false;
  bool seeded_ = false;
  alignas(8) std::array<std::byte, 384> generator_{};
};

}  // namespace postino
