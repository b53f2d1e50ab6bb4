// SPDX-License-Identifier: MIT
/// Numbers that follow from a seed, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace postino::model {

/// splitmix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// Less than `bound`.
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
  }
  /// From `first` to `last`.
  std::uint32_t between(std::uint32_t first, std::uint32_t last) {
    return first + below(last - first + 1);
  }
  /// True in `percent` of a hundred cases.
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class Item, std::size_t count>
  Item one_of(const Item (&items)[count]) {
    return items[below(count)];
  }

 private:
  std::uint64_t state_;
};

}  // namespace postino::model
