// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"

#include <cstddef>

#include "postino/config.hpp"

namespace postino::detail {

bool contains(const View& text, char octet) {
  // Not where flash is dear: an image that has no other use for it would get that function, too.
  if constexpr (config::wide_copies)
    return std::string_view{text}.find(octet) != std::string_view::npos;
  for (const char each : text) {
    if (each == octet) return true;
  }
  return false;
}

std::size_t to_last_at(const View& text) {
  std::size_t size = text.size();
  while (size != 0 && text[size - 1] != '@') --size;
  return size;
}

bool breaks_line(const View& text) {
  for (const char octet : text) {
    if (octet == '\r' || octet == '\n' || octet == '\0') return true;
  }
  return false;
}

bool is_name(const View& text, const NameOctets& octets) {
  for (const char octet : text) {
    if (!octets.has(octet)) return false;
  }
  return true;
}

bool equal_ignoring_case(const View& a, const View& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_upper(a[i]) != to_upper(b[i])) return false;
  }
  return true;
}

std::size_t index_in(const char* words, const View& text) {
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
