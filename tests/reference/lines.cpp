// SPDX-License-Identifier: MIT
#include "reference/lines.hpp"

#include <algorithm>
#include <vector>

#include "postino/config.hpp"

namespace postino::test {
namespace {

/// The lines of `text`; the last one, which nothing ends, may be empty.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t size = std::min(text.find_first_of("\r\n"), text.size());
    lines.emplace_back(text.substr(0, size));
    if (size == text.size()) return lines;
    text.remove_prefix(size + (text.substr(size, 2) == "\r\n" ? 2 : 1));
  }
}

/// `line` in pieces that are short enough; all but the first begin with a blank of ours.
std::string broken(std::string_view line, bool dot_stuffing) {
  std::string wire;
  std::size_t room = config::max_line_size;
  while (line.size() > room) {
    wire += std::string{line.substr(0, room)} + "\r\n ";
    line.remove_prefix(room);
    room = config::max_line_size - 1;
  }
  wire += line;
  return dot_stuffing && wire.starts_with('.') ? "." + wire : wire;
}

}  // namespace

std::size_t reference_stuffed(std::string_view text, char* out) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char octet = text[at];
    const char before = at == 0 ? '\n' : text[at - 1];
    if (octet == '\r' || octet == '\n') {
      if (octet == '\n' && at != 0 && before == '\r') continue;
      out[size++] = '\r';
      out[size++] = '\n';
      continue;
    }
    if (octet == '.' && (before == '\r' || before == '\n')) out[size++] = '.';
    out[size++] = octet;
  }
  return size;
}

std::string reference_wire(std::string_view text, bool dot_stuffing) {
  std::string wire;
  for (const std::string& line : split(text)) wire += broken(line, dot_stuffing) + "\r\n";
  wire.resize(wire.size() - 2);
  return wire;
}

}  // namespace postino::test
