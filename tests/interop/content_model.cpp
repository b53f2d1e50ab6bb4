// SPDX-License-Identifier: MIT
#include "content_model.hpp"

#include <algorithm>

namespace postino::test {
namespace {

constexpr std::size_t max_line_size = 998;
constexpr std::string_view crlf = "\r\n";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(crlf);
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + (text.substr(end, 2) == crlf ? 2 : 1));
  }
  return lines;
}

std::optional<int> hex(char digit) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const std::size_t value = digits.find(digit);
  return value == std::string_view::npos ? std::nullopt : std::optional{static_cast<int>(value)};
}

/// RFC 2045 6.7: the line's octets, and whether a soft break ends it.
std::optional<std::string> decoded_line(std::string_view line, bool& soft) {
  soft = !line.empty() && line.back() == '=';
  if (soft) line.remove_suffix(1);
  if (line.size() > 75 || (!soft && !line.empty() && line.back() == ' ')) return std::nullopt;
  std::string octets;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '=') {
      octets += line[at];
      continue;
    }
    if (at + 2 >= line.size()) return std::nullopt;
    const auto high = hex(line[at + 1]);
    const auto low = hex(line[at + 2]);
    if (!high || !low) return std::nullopt;
    octets += static_cast<char>(*high * 16 + *low);
    at += 2;
  }
  return octets;
}

std::optional<std::string> decoded(std::string_view body) {
  std::string octets;
  bool soft = false;
  for (const std::string& line : lines_of(body)) {
    const std::optional<std::string> text = decoded_line(line, soft);
    if (!text) return std::nullopt;
    octets += *text;
    if (!soft) octets += crlf;
  }
  if (soft) return std::nullopt;
  return octets;
}

}  // namespace

std::string normalised(std::string_view text) {
  std::string result;
  for (const std::string& line : lines_of(text)) (result += line) += crlf;
  return result;
}

std::string as_raw(std::string_view text) {
  std::string result;
  for (const std::string& line : lines_of(text)) {
    std::string_view left = line;
    std::size_t room = max_line_size;
    while (left.size() > room) {
      (result += left.substr(0, room)) += "\r\n ";
      left.remove_prefix(room);
      room = max_line_size - 1;
    }
    (result += left) += crlf;
  }
  return result;
}

std::string Content::header(std::string_view name) const {
  const std::string start = std::string{name} + ": ";
  for (const std::string& line : headers) {
    if (line.starts_with(start)) return line.substr(start.size());
  }
  return {};
}

std::optional<Content> read_content(std::string_view octets) {
  if (normalised(octets) != octets) return std::nullopt;
  const std::vector<std::string> all = lines_of(octets);
  for (const std::string& line : all) {
    if (line.size() > max_line_size) return std::nullopt;
  }
  const std::size_t head = octets.find("\r\n\r\n");
  if (head == std::string_view::npos) return std::nullopt;
  Content content;
  for (const std::string& line : lines_of(octets.substr(0, head))) {
    if (line.front() != ' ') {
      content.headers.push_back(line);
    } else if (content.headers.empty()) {
      return std::nullopt;
    } else {
      content.headers.back() += line;
    }
  }
  const std::string_view body = octets.substr(head + 4);
  content.quoted_printable = content.header("Content-Transfer-Encoding") == "quoted-printable";
  const auto plain = content.quoted_printable ? decoded(body) : std::optional<std::string>{body};
  if (!plain) return std::nullopt;
  content.body = *plain;
  return content;
}

}  // namespace postino::test
