// SPDX-License-Identifier: MIT
/// Private. Enhanced status codes at the front of a reply's text (RFC 2034 4, RFC 3463 2).
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/error.hpp"

namespace postino::detail {

/// Reads the code of the first line, octet by octet.
class EnhancedStatusParser {
 public:
  /// The reply's text, with LF after each line.
  void read(std::string_view text);
  /// The code, if its class is that of the reply (RFC 2034 4); zeros if not.
  [[nodiscard]] EnhancedStatusCode code(std::uint16_t reply_code) const;

 private:
  void read(char octet);

  static constexpr std::uint8_t complete = 3;
  static constexpr std::uint8_t none = 4;

  std::uint16_t numbers_[3] = {};
  std::uint8_t part_ = 0;
  std::uint8_t digits_ = 0;
};

}  // namespace postino::detail
