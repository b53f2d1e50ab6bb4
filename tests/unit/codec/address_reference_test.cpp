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
    if (text[i] == '\\' && ++i == text.size()) return false;
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

bool is_literal(std::string_view text) {
  if (text.size() < 3 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  return std::all_of(text.begin(), text.end(), [](char octet) {
    return among(letters_and_digits, octet) || among(".:-", octet);
  });
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

void compare(std::string_view prefix, std::size_t most) {
  const std::vector<std::string_view> letters = {"a", ".", "@", "\"", "\\", "-",
                                                 "_", "[", "]", " ",  "\r", "\xc3\xbc"};
  std::size_t valid = 0;
  for_every_string(letters, most, [&](const std::string& text) {
    const std::string address = std::string{prefix} + text;
    const Fault fault = detail::check_address(address);
    valid += fault == Fault::None ? 1U : 0U;
    if (fault != reference(address)) ADD_FAILURE() << address << ": " << name(fault);
  });
  EXPECT_GT(valid, 100U) << "the comparison saw too few addresses";
}

TEST(AddressGrammar, EveryShortStringIsWhatTheGrammarSays) { compare("", 5); }

TEST(AddressGrammar, EveryShortDomainIsWhatTheGrammarSays) { compare("a@", 4); }

TEST(AddressGrammar, EveryShortEndOfAQuotedLocalPartIsWhatTheGrammarSays) {
  compare("\"a\"@[a", 4);
  compare("\"", 5);
}

TEST(AddressGrammar, EveryOctetInEveryPartIsWhatTheGrammarSays) {
  for (int value = 0; value < 0x80; ++value) {
    const std::string octet(1, static_cast<char>(value));
    for (const std::string& address :
         {"x" + octet + "y@b", "a@x" + octet + "y", "\"" + octet + "\"@b", "\"\\" + octet + "\"@b",
          "a@[1" + octet + "]", octet + "@b", "a@" + octet}) {
      EXPECT_EQ(name(detail::check_address(address)), name(reference(address))) << value;
    }
  }
}

}  // namespace
}  // namespace postino::test
