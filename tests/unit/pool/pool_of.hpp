// SPDX-License-Identifier: MIT
/// A pool and its storage, with sizes that are chosen while the tests run.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "postino/packet_pool.hpp"

namespace postino::test {

struct PoolOf {
  PoolOf(std::size_t packets, std::size_t packet_bytes)
      : storage(packets * PacketPool::block_bytes(packet_bytes)), pool{storage, packet_bytes} {}

  /// Whether `octets` lie anywhere in the storage.
  [[nodiscard]] bool holds(std::string_view octets) const {
    const std::string_view all{reinterpret_cast<const char*>(storage.data()), storage.size()};
    return all.find(octets) != std::string_view::npos;
  }

  std::vector<std::byte> storage;
  PacketPool pool;
};

/// Appends `octets`, which must fit.
inline void write(Packet& packet, std::string_view octets) {
  std::copy(octets.begin(), octets.end(), packet.room().begin());
  packet.extend(octets.size());
}

inline std::string_view text_of(const Packet& packet) {
  return {packet.octets().data(), packet.octets().size()};
}

}  // namespace postino::test
