// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"

#include <cstddef>

namespace postino::detail {

bool contains(std::string_view text, char octet) {
  for (const char each : text) {
    if (each == octet) return true;
  }
  return false;
}

bool breaks_line(std::string_view text) {
  for (const char octet : text) {
    if (octet == '\r' || octet == '\n' || octet == '\0') return true;
  }
  return false;
}

bool is_name(std::string_view text, std::string_view extra) {
  for (const char octet : text) {
    if (!is_letter(octet) && !is_digit(octet) && !contains(extra, octet)) return false;
  }
  return true;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_upper(a[i]) != to_upper(b[i])) return false;
  }
  return true;
}

}  // namespace postino::detail
