// SPDX-License-Identifier: MIT
#include "clock.hpp"

#include "registers.hpp"

namespace board {
namespace {

constexpr std::uintptr_t timer_load = dual_timer + 0x0;
constexpr std::uintptr_t timer_value = dual_timer + 0x4;
constexpr std::uintptr_t timer_control = dual_timer + 0x8;
constexpr std::uint32_t enabled_32_bits = 0x82;

constexpr std::uintptr_t systick_control = systick + 0x0;
constexpr std::uintptr_t systick_reload = systick + 0x4;
constexpr std::uintptr_t systick_value = systick + 0x8;
constexpr std::uint32_t enabled_with_interrupt = 7;
constexpr std::uint32_t unpend_systick = 1U << 25;

constexpr std::uint32_t max_sleep = 600;  // milliseconds: SysTick has 24 bits

/// What the timer has counted, in a form that needs no division of 64 bits.
struct Elapsed {
  std::uint32_t seen = 0;  // of the timer, which counts down from here
  std::uint32_t milliseconds = 0;
  std::uint32_t rest = 0;  // ticks
  std::uint64_t ticks = 0;
  std::uint64_t slept = 0;

  void update() {
    const std::uint32_t value = device_register(timer_value);
    const std::uint32_t passed = seen - value;
    seen = value;
    ticks += passed;
    milliseconds += passed / ticks_per_millisecond;
    rest += passed % ticks_per_millisecond;
    if (rest >= ticks_per_millisecond) {
      rest -= ticks_per_millisecond;
      ++milliseconds;
    }
  }
};

constinit Elapsed elapsed;

}  // namespace

void start_clock() {
  device_register(timer_load) = 0xffffffff;
  device_register(timer_control) = enabled_32_bits;
  elapsed.seen = device_register(timer_value);
}

std::uint32_t milliseconds() {
  elapsed.update();
  return elapsed.milliseconds;
}

std::uint64_t busy_ticks() {
  elapsed.update();
  return elapsed.ticks - elapsed.slept;
}

void sleep(std::uint32_t until) {
  const std::uint32_t wanted = until - milliseconds();
  if (wanted == 0 || wanted > 0x7fffffff) return;
  const std::uint32_t duration = wanted < max_sleep ? wanted : max_sleep;
  const std::uint64_t before = elapsed.ticks;
  device_register(systick_reload) = duration * ticks_per_millisecond;
  device_register(systick_value) = 0;
  device_register(systick_control) = enabled_with_interrupt;
  asm volatile("dsb\n wfi" ::: "memory");
  device_register(systick_control) = 0;
  device_register(interrupt_control) = unpend_systick;
  elapsed.update();
  elapsed.slept += elapsed.ticks - before;
}

}  // namespace board
