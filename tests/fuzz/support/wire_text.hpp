// SPDX-License-Identifier: MIT
/// What composers that do not encode make of a text, by the model of tests/reference.
#pragma once

#include <string>
#include <string_view>

#include "reference/lines.hpp"

namespace postino::test {

/// Whether `text` may go as it is: no NUL, and 8-bit octets where they are allowed.
inline bool may_go(std::string_view text, bool eight_bit) {
  for (const char octet : text) {
    if (octet == '\0' || (static_cast<signed char>(octet) < 0 && !eight_bit)) return false;
  }
  return true;
}

/// RFC 5321 4.1.1.4: the last line ends before the dot.
inline std::string whole_lines(std::string wire) {
  if (!wire.empty() && !wire.ends_with("\r\n")) wire += "\r\n";
  return wire;
}

/// The text of an input, where an octet of DEL stands for a long word, so that lines reach their
/// bound.
inline std::string unpacked(std::string_view packed) {
  std::string text;
  for (const char octet : packed) text.append(octet == '\x7f' ? 331 : 1, octet);
  return text;
}

}  // namespace postino::test
