// SPDX-License-Identifier: MIT
// From reset to run(). Interrupts stay masked for ever: a pending one only ends a sleep.
#include <cstdint>
#include <cstring>

#include "memory.hpp"
#include "semihosting.hpp"
#include "start.hpp"
#include "uart.hpp"

extern "C" {
extern std::uint8_t stack_end[], data_begin[], data_end[], data_load[], bss_begin[], bss_end[];
[[noreturn]] void reset();
[[noreturn]] void fault();
}

namespace {

union Vector {
  const void* address;
  void (*handler)();
};

[[gnu::section(".vectors"), gnu::used]] constinit const Vector vectors[] = {
    {.address = stack_end}, {.handler = reset}, {.handler = fault},  // NMI
    {.handler = fault},                                              // HardFault
    {.handler = fault},                                              // MemManage
    {.handler = fault},                                              // BusFault
    {.handler = fault}};  // UsageFault; the rest is masked

}  // namespace

void reset() {
  asm volatile("cpsid i");
  std::memcpy(data_begin, data_load, static_cast<std::size_t>(data_end - data_begin));
  std::memset(bss_begin, 0, static_cast<std::size_t>(bss_end - bss_begin));
  board::paint_stack();
  board::start_uart();
  board::exit(board::run());
}

void fault() {
  board::write_uart("fault\n");
  board::exit(board::status_of_a_crash);
}
