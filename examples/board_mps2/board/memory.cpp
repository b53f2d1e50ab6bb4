// SPDX-License-Identifier: MIT
#include "memory.hpp"

#include <cstdint>

extern "C" {
extern std::uint32_t stack_begin[], stack_end[];
extern std::uint8_t data_begin[], data_end[], bss_begin[], bss_end[];
}

namespace board {
namespace {

constexpr std::uint32_t paint = 0xdeadbeef;

volatile std::uint32_t* stack_pointer() {
  volatile std::uint32_t* here;
  asm volatile("mov %0, sp" : "=r"(here));
  return here;
}

}  // namespace

void paint_stack() {
  // Nothing is below the pointer: this calls nothing, and interrupts are masked.
  volatile std::uint32_t* const here = stack_pointer();
  for (volatile std::uint32_t* word = stack_begin; word < here; ++word) *word = paint;
}

std::size_t stack_peak() {
  const volatile std::uint32_t* word = stack_begin;
  while (word < stack_end && *word == paint) ++word;
  return static_cast<std::size_t>(stack_end - word) * sizeof(std::uint32_t);
}

std::size_t stack_depth() {
  return static_cast<std::size_t>(stack_end - stack_pointer()) * sizeof(std::uint32_t);
}

std::size_t stack_bytes() {
  return static_cast<std::size_t>(stack_end - stack_begin) * sizeof(std::uint32_t);
}

std::size_t static_bytes() {
  return static_cast<std::size_t>(data_end - data_begin) +
         static_cast<std::size_t>(bss_end - bss_begin);
}

}  // namespace board
