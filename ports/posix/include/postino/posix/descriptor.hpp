// SPDX-License-Identifier: MIT
/// A file descriptor that has one owner.
#pragma once

#include <utility>

namespace postino::posix {

/// Closes what it owns when it ends; move-only.
class Descriptor {
 public:
  constexpr Descriptor() = default;
  constexpr explicit Descriptor(int number) : number_{number} {}
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, none)} {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { reset(); }

  /// Whether one is owned.
  [[nodiscard]] explicit operator bool() const { return number_ != none; }
  [[nodiscard]] int number() const { return number_; }
  /// Closes it now, if there is one.
  void reset();

 private:
  static constexpr int none = -1;
  int number_ = none;
};

}  // namespace postino::posix
