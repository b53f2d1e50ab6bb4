// SPDX-License-Identifier: MIT
// Sends the mails that the emulator's command line asks for, and says on the UART what became of
// them and what it took.
#include <array>
#include <optional>

#include "board/clock.hpp"
#include "board/memory.hpp"
#include "board/print.hpp"
#include "board/semihosting.hpp"
#include "board/start.hpp"
#include "client.hpp"
#include "network/ethernet.hpp"
#include "network/statistics.hpp"
#include "sender.hpp"

namespace board {
namespace {

using postino::demo::Exit;

constexpr int no_ethernet = 71;            // EX_OSERR
constexpr std::uint32_t patience = 10000;  // milliseconds

constinit std::array<char, 512> words;
constinit Settings settings;
constinit std::optional<Sender> sender;  // not on the stack: it holds the mail

/// False: patience is at its end.
bool wait_until(bool (*done)()) {
  const std::uint32_t end = milliseconds() + patience;
  while (!done()) {
    if (static_cast<std::int32_t>(end - milliseconds()) <= 0) return false;
    poll_network();
    idle(end);
  }
  return true;
}

constinit NetworkMemory before;

/// What lwIP remembers of a closed connection goes after a while.
bool is_as_before() { return client_is_quiet() && NetworkMemory::now() == before; }

void print_instructions(std::uint64_t ticks) {
  constexpr std::uint32_t nanoseconds_per_tick = 40;
  if (settings.counts)
    print("instructions ", ticks * nanoseconds_per_tick >> settings.icount_shift);
}

void print_memory() {
  if (!wait_until(is_as_before)) NetworkMemory::now().print_differences(before);
  print_network_peaks();
  print("packets taken ", pool().taken(), " peak ", pool().high_water(), " of ", pool().count(),
        " failed ", pool().failed_takes());
  print_transport();
  print("ram ", static_bytes(), " of it postino ", postino_ram());
  if (postino_stack() != 0) {
    print("stack of postino ", postino_stack());
  } else {
    print("stack peak ", stack_peak(), " of ", stack_bytes());
  }
}

}  // namespace

int run() {
  start_clock();
  print("random numbers: none; a generator for tests stands in, not for a product");
  if (!read_settings(command_line(words), settings)) return static_cast<int>(Exit::Usage);
  if (!prepare_client(settings)) return static_cast<int>(Exit::NoInput);
  if (!start_network(settings.address) || !wait_until(network_is_up)) return no_ethernet;
  tell_packets_apart(packets());
  before = NetworkMemory::now();
  const std::uint64_t begin = busy_ticks();
  const Exit status = sender.emplace(settings, client()).run();
  print_instructions(busy_ticks() - begin);
  print_memory();
  print("sent frames ", sent().frames, " octets from packets ", sent().from_packets, " elsewhere ",
        sent().from_elsewhere);
  if (settings.cut_for != 0) print("lost frames ", lost_frames());
  print("exit ", static_cast<unsigned>(status));
  return static_cast<int>(status);
}

}  // namespace board
