// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"

#include <cstddef>

namespace postino::detail {

bool contains(const std::string_view& text, char octet) {
  for (const char each : text) {
    if (each == octet) return true;
  }
  return false;
}

std::size_t to_last_at(const std::string_view& text) {
  std::size_t size = text.size();
  while (size != 0 && text[size - 1] != '@') --size;
  return size;
}

bool breaks_line(const std::string_view& text) {
  for (const char octet : text) {
    if (octet == '\r' || octet == '\n' || octet == '\0') return true;
  }
  return false;
}

bool is_name_octet(char octet, const char* extra) {
  if (is_letter(octet) || is_digit(octet)) return true;
  while (*extra != '\0' && *extra != octet) ++extra;
  return *extra != '\0';
}

bool is_name(const std::string_view& text, const char* extra) {
  for (const char octet : text) {
    if (!is_name_octet(octet, extra)) return false;
  }
  return true;
}

bool equal_ignoring_case(const std::string_view& a, const std::string_view& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_upper(a[i]) != to_upper(b[i])) return false;
  }
  return true;
}

std::size_t index_in(const char* words, const std::string_view& text) {
  std::size_t index = 0;
  for (; *words != '\0'; ++index) {
    std::size_t same = 0;
    while (same < text.size() && to_upper(text[same]) == words[same]) ++same;
    if (same == text.size() && words[same] == ' ') break;
    while (*words++ != ' ') continue;
  }
  return index;
}

}  // namespace postino::detail
