// SPDX-License-Identifier: MIT
#include "postino/writer.hpp"

#include <cstring>

#include "base/smaller.hpp"

namespace postino {

using detail::smaller;

void Writer::put(char octet) {
  if (total_++ < skip_ || written_ == room_.size()) return;
  room_[written_++] = octet;
}

void Writer::put(const char* octets, std::size_t size) {
  if constexpr (!config::wide_copies) {
    for (std::size_t i = 0; i != size; ++i) put(octets[i]);
    return;
  }
  const std::size_t left_out = total_ < skip_ ? smaller(skip_ - total_, size) : 0;
  total_ += size;
  const std::size_t count = smaller(size - left_out, room_.size() - written_);
  if (count == 0) return;
  char* const to = room_.data() + written_;
  written_ += count;
  std::memcpy(to, octets + left_out, count);
}

void Writer::put_text(const char* text) {
  for (; *text != '\0'; ++text) put(*text);
}

void Writer::put_number(std::uint32_t number, std::uint8_t min_digits, std::uint8_t base) {
  char digits[10];
  std::size_t count = 0;
  while (number != 0 || count < min_digits) {
    const std::uint32_t digit = number % base;
    digits[sizeof digits - ++count] =
        static_cast<char>(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    number /= base;
  }
  put(digits + sizeof digits - count, count);
}

}  // namespace postino
