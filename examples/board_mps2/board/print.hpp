// SPDX-License-Identifier: MIT
/// Words and unsigned numbers on the UART; no printf.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

#include "uart.hpp"

namespace board {

void print_number(std::uint64_t number);

inline void print_one(std::string_view text) { write_uart(text); }
inline void print_one(const char* text) { write_uart(text); }
inline void print_one(char letter) { write_uart({&letter, 1}); }
inline void print_one(std::unsigned_integral auto number) { print_number(number); }

/// One line: print("stack ", used, " of ", all).
void print(const auto&... parts) {
  (print_one(parts), ...);
  write_uart("\n");
}

}  // namespace board
