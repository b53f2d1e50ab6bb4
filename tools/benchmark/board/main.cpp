// SPDX-License-Identifier: MIT
// Sends one message to the port that the emulator's command line names, and says what it took.
#include <array>

#include "board/clock.hpp"
#include "board/memory.hpp"
#include "board/print.hpp"
#include "board/semihosting.hpp"
#include "board/start.hpp"
#include "lwip/memp.h"
#include "lwip/stats.h"
#include "mail.hpp"
#include "network/ethernet.hpp"
#include "settings.hpp"

namespace board {
namespace {

constinit std::array<char, 256> words;
constinit Settings settings;

void run_until(bool (*done)()) {
  while (!done()) {
    poll_network();
    poll_mail(milliseconds());
    if (!done()) idle(poll_mail_at());
  }
}

/// The most octets of lwIP's pools and heap that were in use at once, each for itself.
std::size_t lwip_peak() {
  std::size_t octets = lwip_stats.mem.max;
  for (std::size_t pool = 0; pool < MEMP_MAX; ++pool) {
    octets += std::size_t{lwip_stats.memp[pool]->max} * memp_pools[pool]->size;
  }
  return octets;
}

}  // namespace

int run() {
  start_clock();
  if (!read_settings(command_line(words), settings)) return 64;
  if (!start_network(settings.address)) return 71;
  const std::uint64_t ticks = busy_ticks();
  const std::uint32_t begin = milliseconds();
  paint_stack();
  start_mail(settings.port);
  run_until(has_report);
  const std::uint32_t reported = milliseconds() - begin;
  run_until(is_closed);
  constexpr std::uint32_t nanoseconds_per_tick = 40;
  print("instructions ", (busy_ticks() - ticks) * nanoseconds_per_tick >> settings.icount_shift);
  print("milliseconds ", reported, " closed ", milliseconds() - begin);
  print("frames ", sent().frames, " octets ", sent().from_packets + sent().from_elsewhere);
  print("ram ", client_ram(), " lwip ", lwip_peak(), " stack ", stack_peak());
  return was_accepted() ? 0 : 1;
}

}  // namespace board
