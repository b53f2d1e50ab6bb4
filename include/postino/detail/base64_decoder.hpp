// SPDX-License-Identifier: MIT
/// Private. Base64 back into octets (RFC 4648 4).
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/writer.hpp"

namespace postino::detail {

/// Reads a text from whatever pieces it comes in: padded, and with one spelling for each octet.
class Base64Decoder {
 public:
  /// A piece; what it comes to goes to `out`. False: it is no base64, nor will be with what
  /// follows.
  bool read(std::string_view text, Writer& out);
  /// Whether the text may end here.
  [[nodiscard]] bool whole() const { return place_ == 0; }

 private:
  static constexpr std::uint8_t broken = 4;

  bool read(char digit, Writer& out);

  std::uint8_t place_ = 0;  // in the group of four; or broken, for good
  std::uint8_t left_ = 0;   // bits that belong to the next octet
  bool padded_ = false;
};

}  // namespace postino::detail
