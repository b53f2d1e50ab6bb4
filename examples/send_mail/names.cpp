// SPDX-License-Identifier: MIT
#include "names.hpp"

#include "postino/report.hpp"

namespace postino::demo {
namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }

}  // namespace

std::string lower(std::string_view text) {
  std::string result{text};
  for (char& letter : result) {
    if (is_upper(letter)) letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

std::string kebab(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (is_upper(letter) && !result.empty()) result += '-';
    result += letter;
  }
  return lower(result);
}

std::string printable(std::string_view text) {
  std::string result(text.size() * 4, ' ');
  result.resize(escape(text, result));
  return result;
}

}  // namespace postino::demo
