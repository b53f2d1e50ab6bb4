// SPDX-License-Identifier: MIT
#include "statistics.hpp"

#include "board/print.hpp"
#include "lwip/stats.h"

namespace board {
namespace {

constexpr const char* names[] = {
#define LWIP_MEMPOOL(name, number, size, text) #name,
#include "lwip/priv/memp_std.h"
};
static_assert(std::size(names) == MEMP_MAX);

}  // namespace

NetworkMemory NetworkMemory::now() {
  NetworkMemory memory;
  for (std::size_t pool = 0; pool < MEMP_MAX; ++pool) {
    memory.pools_[pool] = lwip_stats.memp[pool]->used;
  }
  memory.heap_ = lwip_stats.mem.used;
  return memory;
}

void NetworkMemory::print_differences(const NetworkMemory& other) const {
  for (std::size_t pool = 0; pool < MEMP_MAX; ++pool) {
    if (pools_[pool] == other.pools_[pool]) continue;
    print("lwip-differs ", names[pool], ' ', pools_[pool], " was ", other.pools_[pool]);
  }
  if (heap_ != other.heap_) print("lwip-differs heap ", heap_, " was ", other.heap_);
}

void print_network_peaks() {
  for (std::size_t pool = 0; pool < MEMP_MAX; ++pool) {
    const stats_mem& of = *lwip_stats.memp[pool];
    print("lwip ", names[pool], " peak ", of.max, " of ", of.avail, " failed ", of.err);
  }
  print("lwip heap peak ", lwip_stats.mem.max, " of ", lwip_stats.mem.avail, " failed ",
        lwip_stats.mem.err);
}

}  // namespace board
