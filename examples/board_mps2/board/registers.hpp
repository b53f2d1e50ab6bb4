// SPDX-License-Identifier: MIT
/// Where the board's devices are, and a way to reach them.
#pragma once

#include <cstdint>

namespace board {

inline volatile std::uint32_t& device_register(std::uintptr_t address) {
  return *reinterpret_cast<volatile std::uint32_t*>(address);
}

inline constexpr std::uintptr_t uart0 = 0x40004000;
inline constexpr std::uintptr_t dual_timer = 0x40002000;
inline constexpr std::uintptr_t systick = 0xe000e010;
inline constexpr std::uintptr_t interrupt_enable = 0xe000e100;
inline constexpr std::uintptr_t interrupt_unpend = 0xe000e280;
inline constexpr std::uintptr_t interrupt_control = 0xe000ed04;
inline constexpr std::uintptr_t ethernet = BOARD_ETHERNET_BASE;

inline constexpr std::uint32_t ethernet_interrupt = 1U << 13;

}  // namespace board
