// SPDX-License-Identifier: MIT
#include "settings.hpp"

#include <limits>

#include "board/print.hpp"

namespace board {
namespace {

/// What stands in `rest` before `separator`, which goes with it.
std::string_view cut_off(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view word{rest.data(), end < rest.size() ? end : rest.size()};
  rest.remove_prefix(end < rest.size() ? end + 1 : rest.size());
  return word;
}

template <class Number>
bool read_number(std::string_view digits, Number& number) {
  std::uint64_t value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return false;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    if (value > std::numeric_limits<Number>::max()) return false;
  }
  number = static_cast<Number>(value);
  return !digits.empty();
}

bool read_security(std::string_view value, postino::Security& security) {
  if (value == "tls") security = postino::Security::Tls;
  if (value == "starttls") security = postino::Security::StartTls;
  return value == "none" || security != postino::Security::None;
}

template <class Choice>
bool choose(std::string_view value, std::string_view word, Choice& choice, Choice other) {
  if (value == word) choice = other;
  return value == word;
}

bool read_one(std::string_view key, std::string_view value, Settings& to) {
  if (key == "server") return (to.server = value, true);
  if (key == "ca") return (to.anchor = value, true);
  if (key == "user") return (to.user = value, true);
  if (key == "password") return (to.password = value, true);
  if (key == "to") return (to.to = value, true);
  if (key == "port") return read_number(value, to.port);
  if (key == "security") return read_security(value, to.security);
  if (key == "address") return choose(value, "dhcp", to.address, AddressFrom::Dhcp);
  if (key == "content") {
    return choose(value, "log", to.content, Content::Log) ||
           choose(value, "attachment", to.content, Content::Attachment);
  }
  if (key == "connections") return choose(value, "each", to.reconnect, true);
  if (key == "heap") return read_number(value, to.heap);
  if (key == "versions") return (to.versions = value, value == "1.2" || value == "1.3");
  if (key == "session") return choose(value, "kept", to.resume, true);
  if (key == "slice") return read_number(value, to.slice);
  if (key == "octets") return read_number(value, to.octets);
  if (key == "mails") return read_number(value, to.mails);
  if (key == "tries") return read_number(value, to.tries);
  if (key == "timeout") return read_number(value, to.timeout);
  if (key == "cut-at") return read_number(value, to.cut_at);
  if (key == "cut-for") return read_number(value, to.cut_for);
  if (key == "icount") return to.counts = read_number(value, to.icount_shift);
  return false;
}

}  // namespace

bool read_settings(std::string_view line, Settings& settings) {
  static_cast<void>(cut_off(line, ' '));  // the program's own name
  while (!line.empty()) {
    std::string_view value = cut_off(line, ' ');
    const std::string_view key = cut_off(value, '=');
    if (read_one(key, value, settings)) continue;
    print("not a setting: ", key, '=', value);
    return false;
  }
  return true;
}

}  // namespace board
