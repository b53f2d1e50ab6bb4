// SPDX-License-Identifier: MIT
#include <charconv>
#include <ctime>
#include <limits>

#include "mime_options.hpp"
#include "postino/posix_clock.hpp"

namespace postino::demo {
namespace {

/// The number that is all of `text`.
std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Date> date_of(std::int64_t seconds, int offset_minutes) {
  if (seconds <= 0 || seconds > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return Date{.unix_seconds = static_cast<std::uint32_t>(seconds),
              .utc_offset_minutes = static_cast<std::int16_t>(offset_minutes)};
}

/// "Z", "+01:00" or "-0330".
std::optional<int> read_offset(std::string text) {
  if (text == "Z") return 0;
  if (text.size() == 6 && text[3] == ':') text.erase(3, 1);
  if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hours = number(text.substr(1, 2));
  const auto minutes = number(text.substr(3));
  if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) {
    return std::nullopt;
  }
  const int offset = static_cast<int>(*hours * 60 + *minutes);
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<Date> read_date(const std::string& text) {
  if (text.empty() || text == "now") return posix_date();
  if (text == "none") return Date{};
  if (text[0] == '@') {
    const auto seconds = number(std::string_view{text}.substr(1));
    return seconds ? date_of(*seconds, 0) : std::nullopt;
  }
  std::tm parts{};
  const char* const rest = ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (rest == nullptr) return std::nullopt;
  const std::optional<int> offset = read_offset(rest);
  return offset ? date_of(::timegm(&parts) - *offset * 60, *offset) : std::nullopt;
}

}  // namespace postino::demo
