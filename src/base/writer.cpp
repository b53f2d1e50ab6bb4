// SPDX-License-Identifier: MIT
#include "postino/writer.hpp"

namespace postino {

void Writer::put(char octet) {
  if (total_ >= skip_ && written_ < room_.size()) room_[written_++] = octet;
  ++total_;
}

void Writer::put(const char* octets, std::size_t size) {
  for (; size != 0; --size) put(*octets++);
}

void Writer::put(const char* text) {
  while (*text != '\0') put(*text++);
}

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
