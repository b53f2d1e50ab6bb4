// SPDX-License-Identifier: MIT
// Semihosting for AArch32 and AArch64, release 2.0.
#include "semihosting.hpp"

#include <array>
#include <cstring>

namespace board {
namespace {

constexpr std::uint32_t open_file = 0x01;
constexpr std::uint32_t close_file = 0x02;
constexpr std::uint32_t read_octets = 0x06;
constexpr std::uint32_t get_time = 0x11;
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

std::string_view read_file(std::string_view path, std::span<char> into) {
  std::array<char, 256> name{};
  if (path.size() >= name.size()) return {};
  std::memcpy(name.data(), path.data(), path.size());
  const std::uintptr_t mode = 0;  // "r"
  std::uintptr_t opened[] = {reinterpret_cast<std::uintptr_t>(name.data()), mode, path.size()};
  std::uintptr_t file = call(open_file, opened);
  if (file == UINT32_MAX) return {};
  std::uintptr_t wanted[] = {file, reinterpret_cast<std::uintptr_t>(into.data()), into.size()};
  const std::size_t missing = call(read_octets, wanted);
  static_cast<void>(call(close_file, &file));
  return missing == 0 || missing > into.size()
             ? std::string_view{}
             : std::string_view{into.data(), into.size() - missing};
}

std::uint32_t host_time() { return call(get_time, nullptr); }

void exit(int status) {
  std::uintptr_t block[] = {application_exit, static_cast<std::uintptr_t>(status)};
  for (;;) static_cast<void>(call(exit_extended, block));
}

}  // namespace board
