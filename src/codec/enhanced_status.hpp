// SPDX-License-Identifier: MIT
/// RFC 2034 4 (where it stands, and that its class is the reply's), RFC 3463 2 (grammar).
#pragma once

#include "postino/detail/enhanced_status.hpp"

namespace postino::detail {

inline void EnhancedStatusParser::read(std::string_view text) {
  for (const char octet : text) {
    if (part_ >= complete) return;
    read(octet);
  }
}

inline void EnhancedStatusParser::read(char octet) {
  if (octet >= '0' && octet <= '9' && digits_ < 3) {
    ++digits_;
    numbers_[part_] = static_cast<std::uint16_t>(numbers_[part_] * 10 + (octet - '0'));
  } else if (digits_ != 0 && (part_ == 2 ? octet == ' ' || octet == '\n' : octet == '.')) {
    digits_ = 0;
    ++part_;
  } else {
    part_ = none;
  }
}

inline EnhancedStatusCode EnhancedStatusParser::code(std::uint16_t reply_code) const {
  if (part_ != complete || numbers_[0] != reply_code / 100) return {};
  return {static_cast<std::uint8_t>(numbers_[0]), numbers_[1], numbers_[2]};
}

}  // namespace postino::detail
