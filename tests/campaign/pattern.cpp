// SPDX-License-Identifier: MIT
#include "campaign/pattern.hpp"

namespace postino::test {
namespace {

bool among(std::string_view all, char octet) { return all.find(octet) != std::string_view::npos; }

bool is_letter_or_digit(char octet) {
  return (octet >= '0' && octet <= '9') || (octet >= 'A' && octet <= 'Z') ||
         (octet >= 'a' && octet <= 'z');
}

bool belongs(char octets_of, char octet) {
  const bool printable = octet > ' ' && octet != '\x7f';
  switch (octets_of) {
    case 'n':
      return is_letter_or_digit(octet) || among(".-:", octet);
    case 'm':
      return is_letter_or_digit(octet) || among("-_", octet);
    case 'b':
      return is_letter_or_digit(octet) || among("+/", octet);
    case 'a':
      return (printable || octet < 0) && !among("<>", octet);
    case 'p':
      return printable && octet != '<';
    default:
      return octet >= '0' && octet <= '9';
  }
}

}  // namespace

Pattern::Pattern(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') {
      parts_.push_back({.octet = text[at]});
      continue;
    }
    const std::size_t end = text.find('}', at);
    const char last = text[end - 1];
    parts_.push_back({.octets_of = text[at + 1],
                      .repeats = last == '*' || last == '+',
                      .optional = last == '*'});
    at = end;
  }
}

Pattern::Places Pattern::reach(Places places) const {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].optional && (places >> i & 1U) != 0) places |= Places{2} << i;
  }
  return places;
}

Pattern::Places Pattern::next(Places places, char octet) const {
  Places after = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const bool fits = part.octets_of != 0 ? belongs(part.octets_of, octet) : part.octet == octet;
    if ((places >> i & 1U) == 0 || !fits) continue;
    after |= Places{2} << i;
    if (part.repeats) after |= Places{1} << i;
  }
  return reach(after);
}

}  // namespace postino::test
