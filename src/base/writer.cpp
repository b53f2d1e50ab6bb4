// SPDX-License-Identifier: MIT
#include "postino/writer.hpp"

#include <cstring>

namespace postino {

void Writer::put(char octet) { put(std::string_view{&octet, 1}); }

void Writer::put(std::string_view octets) {
  const std::size_t lost = skip_ > total_ ? skip_ - total_ : 0;
  total_ += octets.size();
  if (octets.size() <= lost) return;
  octets.remove_prefix(lost);
  const std::size_t room = room_.size() - written_;
  const std::size_t count = octets.size() < room ? octets.size() : room;
  if (count == 0) return;
  std::memcpy(room_.data() + written_, octets.data(), count);
  written_ += count;
}

void Writer::put_number(std::uint32_t number) {
  char digits[10];
  std::size_t at = sizeof digits;
  do {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  put(std::string_view{digits + at, sizeof digits - at});
}

}  // namespace postino
