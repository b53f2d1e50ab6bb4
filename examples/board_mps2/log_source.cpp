// SPDX-License-Identifier: MIT
#include "log_source.hpp"

namespace board {
namespace {

constexpr std::string_view head =
    "From: <node7@plant.example>\r\n"
    "To: <ops@plant.example>\r\n"
    "Subject: Log of pump 3\r\n"
    "\r\n";

/// Behind the digits of the line's number.
constexpr std::string_view line = " pump 3, inlet 2.1 bar, outlet 6.4 bar, 1450/min, 41 C..\r\n";
constexpr std::uint32_t digits = 6;
static_assert(digits + line.size() == 64);
constexpr std::uint32_t powers[digits] = {100000, 10000, 1000, 100, 10, 1};

}  // namespace

char LogSource::at(std::uint32_t offset) const {
  if (offset < head.size()) return head[offset];
  const auto behind = static_cast<std::uint32_t>(offset - head.size());
  const std::uint32_t number = behind / (digits + line.size());
  const std::uint32_t column = behind % (digits + line.size());
  if (column >= digits) return line[column - digits];
  return static_cast<char>('0' + number / powers[column] % 10);
}

postino::Transfer LogSource::pull(std::span<char> into) {
  const std::uint32_t rest = size() - offset_;
  if (rest == 0) return postino::Transfer::end();
  const std::size_t count = rest < into.size() ? rest : into.size();
  for (char& octet : into.first(count)) octet = at(offset_++);
  return postino::Transfer::octets(count);
}

bool LogSource::rewind() {
  offset_ = 0;
  return true;
}

std::uint32_t LogSource::size() const { return static_cast<std::uint32_t>(head.size() + octets_); }

}  // namespace board
