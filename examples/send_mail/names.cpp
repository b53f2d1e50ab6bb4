// SPDX-License-Identifier: MIT
#include "names.hpp"

#include "postino/report.hpp"

namespace postino::demo {
namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }

char lower(char letter) {
  return is_upper(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string kebab(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (is_upper(letter) && !result.empty()) result += '-';
    result += lower(letter);
  }
  return result;
}

std::string printable(std::string_view text) {
  std::string result(text.size() * 4, ' ');
  result.resize(escape(text, result));
  return result;
}

}  // namespace postino::demo
