// SPDX-License-Identifier: MIT
/// Octets into a bounded room, resumable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "postino/config.hpp"

namespace postino {

/// Takes what a function writes: leaves out the first `skip` octets, keeps what fits behind them,
/// counts the rest. So whatever can be written from its arguments alone can be written in parts,
/// by writing it anew with a larger `skip`, and measured, by writing it into no room.
class Writer {
 public:
  constexpr Writer(std::span<char> room, std::size_t skip) : room_{room}, skip_{skip} {}

  void put(char octet);
  void put(std::string_view octets) { put(octets.data(), octets.size()); }
  void put(const char* octets, std::size_t size);
  /// Up to its NUL: for literals.
  void put(const char* text) {
    // Where flash is dear, a literal's size is not in the code of each caller.
    if constexpr (config::wide_copies) return put(std::string_view{text});
    put_text(text);
  }
  /// In decimal, or in `base` up to 16; leading zeros up to `min_digits`, which is at most 10.
  void put_number(std::uint32_t number, std::uint8_t min_digits = 1, std::uint8_t base = 10);

  /// Octets that now lie in the room.
  [[nodiscard]] std::size_t written() const { return written_; }
  /// Octets that were put, skipped and lost ones included.
  [[nodiscard]] std::size_t total() const { return total_; }
  /// Whether nothing was lost for lack of room.
  [[nodiscard]] bool complete() const { return total_ <= skip_ + written_; }

 private:
  void put_text(const char* text);

  std::span<char> room_;
  std::size_t skip_;
  std::size_t written_ = 0;
  std::size_t total_ = 0;
};

}  // namespace postino
