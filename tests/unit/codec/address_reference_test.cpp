// SPDX-License-Identifier: MIT
// Every short string against the grammar of RFC 5321 4.1.2, 4.1.3 and RFC 6531 3.3, read anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "codec/address.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::test {
namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool among(std::string_view set, char octet) { return set.find(octet) != std::string_view::npos; }

bool non_ascii(char octet) { return (static_cast<unsigned char>(octet) & 0x80U) != 0; }

std::vector<std::string_view> split_at_dots(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t dot = text.find('.');
  for (; dot != std::string_view::npos; dot = text.find('.')) {
    parts.push_back(text.substr(0, dot));
    text.remove_prefix(dot + 1);
  }
  parts.push_back(text);
  return parts;
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
  const std::vector<std::string_view> parts = split_at_dots(text);
  return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), is_number);
}

/// By its characters and its colons alone.
bool is_ipv6(std::string_view text) {
  const auto colons = std::count(text.begin(), text.end(), ':');
  return text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos &&
         colons >= 2 && colons <= 7;
}

bool is_literal(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  const bool tagged = text.substr(0, 5) == "IPv6:";
  return tagged ? is_ipv6(text.substr(5)) : is_ipv4(text);
}

bool all(const std::vector<std::string_view>& parts, bool (*is_part)(std::string_view)) {
  return std::all_of(parts.begin(), parts.end(), is_part);
}

Fault reference(std::string_view address) {
  if (address.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos) {
    return Fault::LineBreak;
  }
  for (std::size_t at = 0; at < address.size(); ++at) {
    if (address[at] != '@') continue;
    const std::string_view local = address.substr(0, at);
    const std::string_view domain = address.substr(at + 1);
    const bool good_local = is_quoted_string(local) || all(split_at_dots(local), is_atom);
    const bool good_domain = is_literal(domain) || all(split_at_dots(domain), is_label);
    if (good_local && good_domain) return Fault::None;
  }
  return Fault::InvalidAddress;
}

using Letters = std::vector<std::string_view>;

const Letters classes = {"a", ".", "@", "\"", "\\", "-", "_", "[", "]", " ", "\r", "\xc3\xbc"};

void compare(std::string_view prefix, const Letters& letters, std::size_t most) {
  std::size_t valid = 0;
  for_every_string(letters, most, [&](const std::string& text) {
    const std::string address = std::string{prefix} + text;
    const Fault fault = detail::check_address(address);
    valid += fault == Fault::None ? 1U : 0U;
    if (fault != reference(address)) ADD_FAILURE() << address << ": " << name(fault);
  });
  EXPECT_GE(valid, 20U) << "the comparison saw too few addresses";
}

TEST(AddressGrammar, EveryShortStringIsWhatTheGrammarSays) { compare("", classes, 5); }

TEST(AddressGrammar, EveryShortDomainIsWhatTheGrammarSays) { compare("a@", classes, 4); }

TEST(AddressGrammar, EveryShortQuotedLocalPartIsWhatTheGrammarSays) { compare("\"", classes, 5); }

TEST(AddressGrammar, EveryShortEndOfALiteralIsWhatTheGrammarSays) {
  const Letters letters = {"0", "2", "5", "6", ".", ":", "a", "F", "g", "-", "]"};
  compare("a@[1.2.", letters, 5);
  compare("a@[1.2.3.", letters, 5);
  compare("a@[IPv6:", letters, 5);
  compare("a@[IPv6:1:2:3:4:5:", letters, 5);
}

TEST(AddressGrammar, EveryOctetInEveryPartIsWhatTheGrammarSays) {
  for (int value = 0; value < 0x80; ++value) {
    const std::string octet(1, static_cast<char>(value));
    for (const std::string& address :
         {"x" + octet + "y@b", "a@x" + octet + "y", "\"" + octet + "\"@b", "\"\\" + octet + "\"@b",
          "a@[1.2.3." + octet + "]", "a@[IPv6:1:" + octet + ":2]", octet + "@b", "a@" + octet}) {
      EXPECT_EQ(name(detail::check_address(address)), name(reference(address))) << value;
    }
  }
}

}  // namespace
}  // namespace postino::test
