// SPDX-License-Identifier: MIT
// RFC 2047 2: what encoded words come to from every column of a line, against a reading of it that
// is written apart from the library.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postino/config.hpp"
#include "postino/mime.hpp"
#include "support/base64.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

using std::string;

/// Of what these tests use.
bool stands_for_itself(char octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9');
}

/// RFC 2047 4.2.
string q_of(std::string_view text) {
  string coded;
  for (const char octet : text) {
    const bool plain = stands_for_itself(octet);
    constexpr const char* digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(octet);
    if (plain || octet == ' ') {
      coded += plain ? octet : '_';
    } else {
      coded += string{'=', digits[value / 16], digits[value % 16]};
    }
  }
  return coded;
}

string word_of(std::string_view text, bool in_q) {
  return in_q ? "=?utf-8?Q?" + q_of(text) + "?=" : "=?utf-8?B?" + base64(text) + "?=";
}

/// Each word is as long as its line of 76 octets has room for whole characters. Where less than 33
/// are left of one, a word that does not end there has a line of its own.
string folded(std::size_t column, std::string_view text, bool in_q) {
  string lines;
  while (!text.empty()) {
    const std::size_t room = (76 - column >= 33 && column <= 76 ? 76 - column : 76) - 1;
    std::size_t size = 0;
    std::size_t in_quoted = 0;
    for (std::size_t end = 1; end <= text.size(); ++end) {
      in_quoted += stands_for_itself(text[end - 1]) || text[end - 1] == ' ' ? 1U : 3U;
      if (12 + (in_q ? in_quoted : (end + 2) / 3 * 4) > room) break;
      const bool inside = end < text.size() && (static_cast<unsigned>(text[end]) & 0xc0U) == 0x80U;
      if (!inside) size = end;
    }
    const string word = word_of(text.substr(0, size), in_q);
    if (column + 1 + word.size() > 76) {
      lines += "\r\n";
      column = 0;
    }
    lines += ' ' + word;
    column += 1 + word.size();
    text.remove_prefix(size);
  }
  return lines;
}

/// Composes a header with that value for each column that it can begin in.
void expect_words(const Composer& composer, std::string_view value) {
  const bool in_q = &composer != &text_mail && q_of(value).size() < base64(value).size();
  std::vector<string> names;
  for (std::size_t size = 1; size <= config::max_header_name_size; ++size) {
    names.emplace_back(size, 'x');
  }
  std::vector<Header> headers;
  string expected = "\r\n";
  for (const string& name : names) {
    headers.push_back({.name = View{name}, .value = value});
    expected += name + ':' + folded(name.size() + 1, value, in_q) + "\r\n";
  }
  Mail mail{.from = {"a@b.example"}, .to = "c@d.example"};
  mail.headers = headers;
  const Composed composed = compose(composer, mail);
  const std::size_t at = composed.octets.find("\r\nx:");
  ASSERT_NE(at, string::npos);
  ASSERT_EQ(composed.octets.substr(at, expected.size()), expected) << value;
}

string times(std::string_view text, std::size_t count) {
  string all;
  while (count-- != 0) all += text;
  return all;
}

TEST(FoldedWords, FillTheirLines) {
  const MimeComposer parts{MimeContent{}};
  for (const std::string_view character : {"\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
    for (std::size_t count = 1; count * character.size() < 100; ++count) {
      for (const char* const before : {"", "a", "ab"}) {
        const string value = before + times(character, count);
        expect_words(text_mail, value);
        expect_words(parts, value);
      }
    }
  }
}

TEST(FoldedWords, InQFillTheirLinesToo) {
  const MimeComposer parts{MimeContent{}};
  for (std::size_t size = 8; size < 110; ++size) {
    string value(size, 'a');
    for (std::size_t at = 3; at + 8 < size; at += 17) value.replace(at, 2, "\xc3\xbc");
    value.replace(size - 5, 5, "\xc3\xbc b4");
    expect_words(parts, value);
  }
}

TEST(FoldedWords, AreInBase64WhereBothAreAsLong) {
  const MimeComposer parts{MimeContent{}};
  for (const char* const value : {"\xc3\xbcg", "\xc3\xbcgh", "\xc3\xbcghi", "\xc3\xbcghijk"}) {
    expect_words(parts, value);
  }
  EXPECT_EQ(q_of("\xc3\xbcgh").size(), base64("\xc3\xbcgh").size());
}

/// The view ends before an octet that would go on with its last character.
TEST(FoldedWords, EndWithTheirText) {
  const std::string_view longer = "\xc3\xbc\xc3\xbc\x80";
  expect_words(text_mail, longer.substr(0, 4));
  expect_words(MimeComposer{MimeContent{}}, longer.substr(0, 4));
}

}  // namespace
}  // namespace postino::test
