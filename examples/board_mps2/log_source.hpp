// SPDX-License-Identifier: MIT
/// A long mail that lies nowhere: each octet is made when it is pulled.
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/source.hpp"

namespace board {

/// A whole message for postino::raw_mail: a head, and a log of numbered lines behind it.
class LogSource final : public postino::Source {
 public:
  /// `octets` of log.
  constexpr explicit LogSource(std::uint32_t octets) : octets_{octets} {}

  postino::Transfer pull(std::span<char> into) override;
  bool rewind() override;
  [[nodiscard]] std::uint32_t size() const override;

  /// Of this attempt.
  [[nodiscard]] std::uint32_t pulled() const { return offset_; }

 private:
  [[nodiscard]] char at(std::uint32_t offset) const;

  std::uint32_t octets_;
  std::uint32_t offset_ = 0;
};

}  // namespace board
