// SPDX-License-Identifier: MIT
#include "uart.hpp"

#include "registers.hpp"

namespace board {
namespace {

constexpr std::uintptr_t data = uart0 + 0x0;
constexpr std::uintptr_t state = uart0 + 0x4;
constexpr std::uintptr_t control = uart0 + 0x8;
constexpr std::uintptr_t baud_divider = uart0 + 0x10;

constexpr std::uint32_t transmit_full = 1;
constexpr std::uint32_t transmit_enable = 1;
constexpr std::uint32_t min_divider = 16;

}  // namespace

void start_uart() {
  device_register(baud_divider) = min_divider;
  device_register(control) = transmit_enable;
}

void write_uart(std::string_view text) {
  for (const char letter : text) {
    while ((device_register(state) & transmit_full) != 0) {
    }
    device_register(data) = static_cast<unsigned char>(letter);
  }
}

}  // namespace board
