// SPDX-License-Identifier: MIT
#include "print.hpp"

#include <array>

namespace board {

void print_number(std::uint64_t number) {
  std::array<char, 20> digits;
  std::size_t begin = digits.size();
  do {
    digits[--begin] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  write_uart({digits.data() + begin, digits.size() - begin});
}

}  // namespace board
