// SPDX-License-Identifier: MIT
#include "reference/address.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "postino/config.hpp"

namespace postino::test {
namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool among(std::string_view set, char octet) { return set.find(octet) != std::string_view::npos; }

bool non_ascii(char octet) { return (static_cast<unsigned char>(octet) & 0x80U) != 0; }

/// Whether each part between two dots is one.
bool all_parts(std::string_view text, bool (*is_part)(std::string_view)) {
  std::size_t dot = text.find('.');
  for (; dot != std::string_view::npos; dot = text.find('.')) {
    if (!is_part(text.substr(0, dot))) return false;
    text.remove_prefix(dot + 1);
  }
  return is_part(text);
}

bool is_atom(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char octet) {
    return non_ascii(octet) || among(letters_and_digits, octet) ||
           among("!#$%&'*+-/=?^_`{|}~", octet);
  });
}

bool is_quoted_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return false;
    if (text[i] == '\\' && (++i == text.size() || non_ascii(text[i]))) return false;
    if (!non_ascii(text[i]) && (text[i] < 32 || text[i] > 126)) return false;
  }
  return true;
}

bool is_label(std::string_view text) {
  const auto plain = [](char octet) {
    return non_ascii(octet) || among(letters_and_digits, octet);
  };
  return !text.empty() && plain(text.front()) && plain(text.back()) &&
         std::all_of(text.begin(), text.end(),
                     [&](char octet) { return plain(octet) || octet == '-'; });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 3 &&
         text.find_first_not_of("0123456789") == std::string_view::npos &&
         std::stoi(std::string{text}) <= 255;
}

bool is_ipv4(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') == 3 && all_parts(text, is_number);
}

/// By its characters and its colons alone.
bool is_ipv6(std::string_view text) {
  const auto colons = std::count(text.begin(), text.end(), ':');
  return text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos &&
         colons >= 2 && colons <= 7;
}

/// RFC 5321 2.4: the tag is read whatever its case.
bool is_tagged(std::string_view text) {
  constexpr std::string_view tag = "ipv6:";
  return text.size() >= tag.size() &&
         std::equal(tag.begin(), tag.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + ('a' - 'A')) : b);
         });
}

bool is_literal(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  return is_tagged(text) ? is_ipv6(text.substr(5)) : is_ipv4(text);
}

std::size_t octets_of_point(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xf0) return first < 0xf8 ? 4 : 0;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 0;
}

}  // namespace

bool reference_utf8(std::string_view text) {
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = octets_of_point(first);
    if (size == 0 || size > text.size()) return false;
    std::uint32_t point = size == 1 ? first : first & (0x7fU >> size);
    for (const char octet : text.substr(1, size - 1)) {
      if ((static_cast<unsigned char>(octet) & 0xc0U) != 0x80U) return false;
      point = point << 6U | (static_cast<unsigned char>(octet) & 0x3fU);
    }
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (point < least[size] || point > 0x10ffff || surrogate) return false;
    text.remove_prefix(size);
  }
  return true;
}

Fault reference_address(std::string_view address) {
  if (address.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos) {
    return Fault::LineBreak;
  }
  const std::size_t last = address.rfind('@');
  if (last == std::string_view::npos || !reference_utf8(address)) return Fault::InvalidAddress;
  if (last > config::max_local_part_size || address.size() - last - 1 > config::max_domain_size) {
    return Fault::AddressTooLong;
  }
  for (std::size_t at = 0; at < address.size(); ++at) {
    if (address[at] != '@') continue;
    const std::string_view local = address.substr(0, at);
    const std::string_view domain = address.substr(at + 1);
    const bool good_local = is_quoted_string(local) || all_parts(local, is_atom);
    const bool good_domain = is_literal(domain) || all_parts(domain, is_label);
    if (good_local && good_domain) return Fault::None;
  }
  return Fault::InvalidAddress;
}

}  // namespace postino::test
