// SPDX-License-Identifier: MIT
/// A mail as its reader decodes it, written apart from the library.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/base64.hpp"

namespace postino::test {

/// RFC 5321 2.3.8: the lines of `wire`, which end in CRLF, and CR and LF are nowhere else.
inline std::vector<std::string> lines_of(std::string_view wire) {
  std::vector<std::string> lines;
  while (!wire.empty()) {
    const std::size_t size = wire.find("\r\n");
    if (size == std::string_view::npos) {
      ADD_FAILURE() << "no CRLF at the end";
      return lines;
    }
    lines.emplace_back(wire.substr(0, size));
    EXPECT_EQ(lines.back().find_first_of("\r\n"), std::string::npos) << "a lone CR or LF";
    wire.remove_prefix(size + 2);
  }
  return lines;
}

/// RFC 5321 4.5.2, at the server.
inline std::string unstuffed(std::string_view wire) {
  std::string text;
  for (const std::string& line : lines_of(wire)) {
    EXPECT_NE(line, ".") << "the end of the mail before its end";
    text += !line.empty() && line.front() == '.' ? line.substr(1) : line;
    text += "\r\n";
  }
  return text;
}

/// RFC 2047: blanks between two encoded words do not count; a word is at most 75 octets long and
/// holds whole characters (5, rule 3).
inline std::string decoded_words(std::string_view value) {
  std::string text;
  bool after_word = false;
  while (!value.empty()) {
    const std::size_t blanks = value.find_first_not_of(' ');
    const std::string_view gap = value.substr(0, blanks);
    if (blanks == std::string_view::npos) return text + std::string{gap};
    value.remove_prefix(blanks);
    const std::string_view token = value.substr(0, value.find(' '));
    value.remove_prefix(token.size());
    const bool word = token.size() >= 12 && token.substr(0, 10) == "=?utf-8?B?" &&
                      token.substr(token.size() - 2) == "?=";
    if (!word || !after_word) text += gap;
    after_word = word;
    if (!word) {
      text += token;
      continue;
    }
    EXPECT_LE(token.size(), 75U);
    const std::string octets = from_base64(token.substr(10, token.size() - 12));
    EXPECT_FALSE(octets.empty()) << token;
    EXPECT_NE(octets.empty() ? 0U : static_cast<unsigned char>(octets[0]) & 0xc0U, 0x80U)
        << "a character is split: " << token;
    text += octets;
  }
  return text;
}

/// RFC 2045 6.7, without mercy: lines of at most 76 octets, no blank at the end of one.
inline std::string from_quoted_printable(std::string_view wire) {
  std::string text;
  for (std::string line : lines_of(wire)) {
    EXPECT_LE(line.size(), 76U);
    EXPECT_TRUE(line.empty() || (line.back() != ' ' && line.back() != '\t')) << line;
    const bool soft = !line.empty() && line.back() == '=';
    if (soft) line.pop_back();
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto value = static_cast<unsigned char>(line[i]);
      EXPECT_TRUE(value == '\t' || (value >= ' ' && value < 0x7f)) << unsigned{value};
      if (line[i] != '=') {
        text += line[i];
        continue;
      }
      const std::string digits = line.substr(i + 1, 2);
      EXPECT_EQ(digits.size(), 2U);
      EXPECT_EQ(digits.find_first_not_of("0123456789ABCDEF"), std::string::npos) << digits;
      text += static_cast<char>(std::stoi(digits, nullptr, 16));
      i += 2;
    }
    if (!soft) text += "\r\n";
  }
  return text;
}

/// What a reader gets for a text: each CRLF, CR or LF is a line end, and the last line has one.
inline std::string as_lines(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && i > 0 && text[i - 1] == '\r') continue;
    const bool ends = text[i] == '\r' || text[i] == '\n';
    lines += ends ? std::string{"\r\n"} : std::string(1, text[i]);
  }
  if (!lines.empty() && (lines.size() < 2 || lines.substr(lines.size() - 2) != "\r\n")) {
    lines += "\r\n";
  }
  return lines;
}

/// Headers, unfolded but not decoded, and the body without doubled dots, still encoded.
struct Arrived {
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<std::string> header_lines;
  std::string body;

  [[nodiscard]] std::size_t count(std::string_view name) const {
    std::size_t found = 0;
    for (const auto& header : headers) found += header.first == name ? 1U : 0U;
    return found;
  }
  [[nodiscard]] std::string value(std::string_view name) const {
    for (const auto& header : headers) {
      if (header.first == name) return header.second;
    }
    ADD_FAILURE() << "no header " << name;
    return {};
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& header : headers) names.push_back(header.first);
    return names;
  }
  [[nodiscard]] std::string encoding() const { return value("Content-Transfer-Encoding"); }
  [[nodiscard]] std::string text() const {
    return encoding() == "quoted-printable" ? from_quoted_printable(body) : body;
  }
};

/// RFC 5322 2.1 and 2.2.3. No line may be over 998 octets.
inline Arrived arrived(std::string_view wire) {
  Arrived mail;
  bool in_body = false;
  for (const std::string& line : lines_of(unstuffed(wire))) {
    EXPECT_LE(line.size(), 998U);
    if (in_body) {
      mail.body += line + "\r\n";
      continue;
    }
    in_body = line.empty();
    if (in_body) continue;
    mail.header_lines.push_back(line);
    EXPECT_NE(line.find_first_not_of(" \t"), std::string::npos) << "a header line of blanks";
    if (line.front() == ' ') {
      EXPECT_FALSE(mail.headers.empty());
      if (!mail.headers.empty()) mail.headers.back().second += line;
      continue;
    }
    const std::size_t colon = line.find(':');
    EXPECT_NE(colon, std::string::npos) << line;
    mail.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
  EXPECT_TRUE(in_body) << "no empty line behind the headers";
  for (auto& header : mail.headers) {
    if (!header.second.empty() && header.second.front() == ' ') header.second.erase(0, 1);
  }
  return mail;
}

}  // namespace postino::test
