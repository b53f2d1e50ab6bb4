// SPDX-License-Identifier: MIT
/// A KeyedHash that hides nothing and takes no time: both ends of a conversation use it.
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/keyed_hash.hpp"

namespace postino::model {

class ToyHash final : public KeyedHash {
 public:
  explicit ToyHash(std::size_t size) : size_{size} {}

  [[nodiscard]] std::size_t size() const override { return size_; }
  bool hash(std::string_view octets, std::span<char> digest) override;
  bool begin(std::string_view key) override;
  bool update(std::string_view octets) override;
  bool finish(std::span<char> digest) override;
  /// The same for any way to cut the rounds, and in no time for any number of them.
  bool iterate(std::string_view key, std::span<char> last, std::span<char> sum,
               std::uint32_t rounds) override;

 private:
  std::size_t size_;
  std::uint64_t state_ = 0;
};

/// Octets that follow one another.
class ToyRandom final : public RandomSource {
 public:
  bool fill(std::span<char> into) override {
    for (char& octet : into) octet = static_cast<char>(next_++);
    return true;
  }

 private:
  unsigned next_ = 0;
};

}  // namespace postino::model
