// SPDX-License-Identifier: MIT
#include "reference/reply.hpp"

#include <cstddef>

#include "postino/config.hpp"

namespace postino::test {
namespace {

using Event = detail::ReplyParser::Event;

constexpr bool within(char octet, char least, char most) { return least <= octet && octet <= most; }

int code_of(std::string_view line) {
  return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

/// Whether the octet at `at` may stand there, in a line that is `line` so far; `code` is that of
/// the lines before it, or 0.
bool fits(std::string_view line, std::size_t at, int code) {
  const char octet = line[at];
  const char before = at == 0 ? '\0' : line[at - 1];
  if (before == '\r') return octet == '\n';
  if (at == 0) return within(octet, '2', '5');
  if (at == 1) return within(octet, '0', '9');
  if (at == 2) return within(octet, '0', '9') && (code == 0 || code_of(line) == code);
  if (at == 3) return octet == ' ' || octet == '-' || octet == '\r' || octet == '\n';
  return octet != '\0';
}

/// Takes the first line, be it a whole one, off the front of `input`.
std::string_view take_line(std::string_view& input) {
  const std::size_t end = input.find('\n');
  const std::string_view line =
      input.substr(0, end == std::string_view::npos ? input.size() : end + 1);
  input.remove_prefix(line.size());
  return line;
}

bool ends_line(std::string_view line) { return line.back() == '\n'; }
bool goes_on(std::string_view line) { return line.size() > 3 && line[3] == '-'; }

/// Of the line that is `line` so far, in a reply of `octets` and `lines` before it.
Fault line_fault(std::string_view line, int code, std::size_t& octets, std::size_t& lines) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool ends = line[at] == '\n' && at >= 3;
    if (line[at] != '\r' && !ends) {
      if (++column > config::max_reply_line_size) return Fault::ReplyLineTooLong;
      if (++octets > config::max_reply_size) return Fault::ReplyTooLong;
    }
    if (!fits(line, at, code)) return Fault::MalformedReply;
  }
  if (!ends_line(line)) return Fault::None;
  if (!goes_on(line)) {
    octets = lines = 0;
  } else if (++lines >= config::max_reply_lines) {
    return Fault::ReplyTooManyLines;
  }
  return Fault::None;
}

}  // namespace

Heard reference_replies(std::string_view input) {
  Heard heard;
  int code = 0;
  std::size_t octets = 0;
  std::size_t lines = 0;
  while (!input.empty()) {
    const std::string_view line = take_line(input);
    const Fault fault = line_fault(line, code, octets, lines);
    if (fault != Fault::None) return {heard.replies, {}, false, fault};
    std::string_view text = line.size() > 4 ? line.substr(4) : std::string_view{};
    text = text.substr(0, text.find_first_of("\r\n"));
    heard.unfinished += text;
    heard.begun = true;
    if (!ends_line(line)) return heard;
    code = code_of(line);
    if (goes_on(line)) {
      heard.unfinished += '\n';
      continue;
    }
    heard.replies.push_back({static_cast<std::uint16_t>(code), heard.unfinished});
    heard.unfinished.clear();
    heard.begun = false;
    code = 0;
  }
  return heard;
}

Event reference_event(std::string_view input) {
  int code = 0;
  std::string_view line;
  while (!input.empty()) {
    line = take_line(input);
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (!fits(line, at, code)) return Event::Broken;
    }
    code = 0;
    if (ends_line(line) && goes_on(line)) code = code_of(line);
  }
  if (ends_line(line)) return code != 0 ? Event::Text : Event::Reply;
  return line.size() > 4 && line.back() != '\r' ? Event::Text : Event::None;
}

}  // namespace postino::test
