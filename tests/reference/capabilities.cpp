// SPDX-License-Identifier: MIT
#include "reference/capabilities.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace postino::test {
namespace {

std::string capitals(std::string text) {
  for (char& octet : text) {
    if (octet >= 'a' && octet <= 'z') octet = static_cast<char>(octet - ('a' - 'A'));
  }
  return text;
}

/// Blanks and tabs are between two.
std::vector<std::string> words(std::string_view line) {
  std::vector<std::string> all;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty()) return all;
    all.emplace_back(line.substr(0, line.find_first_of(" \t")));
    line.remove_prefix(all.back().size());
  }
}

/// RFC 1870 3; 0, which is no limit, counts as the largest.
std::uint32_t limit_of(const std::string& word) {
  if (word.size() > 20 || word.find_first_not_of("0123456789") != std::string::npos) return 0;
  const std::string digits = word.substr(std::min(word.find_first_not_of('0'), word.size()));
  if (digits.empty()) return 0;
  const bool small = digits.size() < 10 || (digits.size() == 10 && digits <= "4294967295");
  return small ? static_cast<std::uint32_t>(std::stoul(digits)) : UINT32_MAX;
}

struct Reading {
  std::set<std::string> keywords;
  Offer offer;

  void read_line(std::vector<std::string> line, Allowed allowed) {
    if (line.empty()) return;
    constexpr std::string_view old_form = "AUTH=";
    std::string keyword = capitals(line.front());
    if (keyword.starts_with(old_form)) {
      line.front().erase(0, old_form.size());
      keyword = "AUTH";
    } else {
      line.erase(line.begin());
    }
    keywords.insert(keyword);
    if (keyword == "SIZE" && !line.empty()) limit(limit_of(line.front()));
    if (keyword == "AUTH") mechanisms(line, allowed);
  }
  void limit(std::uint32_t octets) {
    if (octets == 0) return;
    if (offer.size_limit == 0 || octets < offer.size_limit) offer.size_limit = octets;
  }
  void mechanisms(const std::vector<std::string>& line, Allowed allowed) {
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      for (const std::string& word : line) {
        if (capitals(word) == allowed[i]->name()) offer.mechanisms |= 1U << i;
      }
    }
  }
};

}  // namespace

Offer reference_offer(std::string_view text, Allowed allowed) {
  Reading reading;
  for (bool first = true; text.find('\n') != std::string_view::npos; first = false) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (!first) reading.read_line(words(line), allowed);
    text.remove_prefix(line.size() + 1);
  }
  for (const std::string_view known :
       {"STARTTLS", "PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE", "AUTH"}) {
    if (!reading.keywords.contains(std::string{known})) continue;
    if (!reading.offer.keywords.empty()) reading.offer.keywords += ' ';
    reading.offer.keywords += known;
  }
  return reading.offer;
}

}  // namespace postino::test
