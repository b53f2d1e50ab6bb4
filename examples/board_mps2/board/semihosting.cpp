// SPDX-License-Identifier: MIT
// Semihosting for AArch32 and AArch64, release 2.0.
#include "semihosting.hpp"

#include <cstdint>

namespace board {
namespace {

constexpr std::uint32_t get_command_line = 0x15;
constexpr std::uint32_t exit_extended = 0x20;
constexpr std::uintptr_t application_exit = 0x20026;

std::uint32_t call(std::uint32_t operation, void* block) {
  register std::uint32_t result asm("r0") = operation;
  register void* argument asm("r1") = block;
  asm volatile("bkpt 0xab" : "+r"(result) : "r"(argument) : "memory");
  return result;
}

}  // namespace

std::string_view command_line(std::span<char> into) {
  struct {
    char* text;
    std::size_t size;
  } block{into.data(), into.size()};
  return call(get_command_line, &block) == 0 ? std::string_view{block.text, block.size}
                                             : std::string_view{};
}

void exit(int status) {
  std::uintptr_t block[] = {application_exit, static_cast<std::uintptr_t>(status)};
  for (;;) static_cast<void>(call(exit_extended, block));
}

}  // namespace board
