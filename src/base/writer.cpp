// SPDX-License-Identifier: MIT
#include "postino/writer.hpp"

#include <cstring>

#include "base/smaller.hpp"

namespace postino {

using detail::smaller;

void Writer::put(char octet) { put(&octet, 1); }

void Writer::put(const char* octets, std::size_t size) {
  const std::size_t end = total_ + size;
  const std::size_t left_out = total_ < skip_ ? smaller(skip_ - total_, size) : 0;
  total_ = end;
  const std::size_t count = smaller(size - left_out, room_.size() - written_);
  if (count != 0) std::memcpy(room_.data() + written_, octets + left_out, count);
  written_ += count;
}

void Writer::put(const char* text) { put(text, std::strlen(text)); }

void Writer::put_number(std::uint32_t number, std::uint8_t least_digits, std::uint8_t base) {
  char digits[10];
  std::size_t count = 0;
  while (number != 0 || count < least_digits) {
    const std::uint32_t digit = number % base;
    digits[sizeof digits - ++count] =
        static_cast<char>(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    number /= base;
  }
  put(digits + sizeof digits - count, count);
}

}  // namespace postino
