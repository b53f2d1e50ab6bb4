// SPDX-License-Identifier: MIT
/// Time since the start, from dual timer 1, and sleep.
#pragma once

#include <cstdint>

namespace board {

inline constexpr std::uint32_t ticks_per_millisecond = 25000;

void start_clock();

/// Wraps at 2^32. To be called at least every 171 s, when the timer itself wraps.
std::uint32_t milliseconds();

/// Ticks that were not slept: in the emulator, run with -icount, a measure of instructions.
std::uint64_t busy_ticks();

/// Until `until` at the latest, but not over 0.6 s, or until a frame has arrived.
void sleep(std::uint32_t until);

}  // namespace board
