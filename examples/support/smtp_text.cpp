// SPDX-License-Identifier: MIT
#include "smtp_text.hpp"

#include <algorithm>
#include <charconv>

#include "server_options.hpp"

namespace postino::demo {
namespace {
constexpr std::size_t max_line_size = 998;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool has_long_line(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\r\n"), text.size());
    if (end > max_line_size) return true;
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return false;
}

std::string upper(std::string_view text) {
  std::string result{text};
  for (char& letter : result) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return result;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  while (true) {
    const std::size_t end = text.find(' ');
    result.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return result;
    text.remove_prefix(end + 1);
  }
}

std::optional<EnvelopeLine> read_envelope(std::string_view text, std::string_view keyword) {
  if (upper(text.substr(0, keyword.size())) != keyword) return std::nullopt;
  text.remove_prefix(keyword.size());
  const std::size_t end = text.rfind('>');
  if (text.substr(0, 1) != "<" || end == std::string_view::npos) return std::nullopt;
  EnvelopeLine line{.path = std::string{text.substr(1, end - 1)}, .parameters = {}};
  text.remove_prefix(end + 1);
  if (text.empty()) return line;
  line.parameters = words(text);
  if (!line.parameters.front().empty()) return std::nullopt;
  line.parameters.erase(line.parameters.begin());
  const bool blank = std::any_of(line.parameters.begin(), line.parameters.end(),
                                 [](const std::string& word) { return word.empty(); });
  if (blank) return std::nullopt;
  return line;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char octet) { return static_cast<unsigned char>(octet) < 0x80; });
}

std::string_view ServerOptions::capability(std::string_view keyword) const {
  for (const std::string& line : capabilities) {
    if (words(line).front() == keyword) return line;
  }
  return {};
}

}  // namespace postino::demo
