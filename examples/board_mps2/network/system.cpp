// SPDX-License-Identifier: MIT
// What lwIP calls.
#include "arch/cc.h"
#include "board/clock.hpp"
#include "board/print.hpp"
#include "board/semihosting.hpp"
#include "board/start.hpp"
#include "lwip/sys.h"

namespace {

constinit unsigned random_state = 2463534242U;

}  // namespace

extern "C" {

u32_t sys_now() { return board::milliseconds(); }

/// NOT RANDOM: the emulator has no source of entropy. A product asks its own.
unsigned board_test_random() {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

void board_assertion_failed(const char* file, unsigned line) {
  board::print("lwIP: ", file, ":", line);
  board::exit(board::status_of_a_crash);
}
}
