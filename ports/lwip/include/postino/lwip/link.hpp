// SPDX-License-Identifier: MIT
/// One of a socket's connections, as lwIP's callbacks see it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "postino/packet_pool.hpp"

struct tcp_pcb;

namespace postino {

class LwipSocket;

namespace lwip {

/// The argument of a pcb's callbacks, with the packets that the pcb refers to: lwIP sends from a
/// packet's own octets until the peer has acknowledged the last of them. A link outlives its
/// socket's connection when close() left packets in flight.
struct Link {
  /// Takes over the packet's block, all of whose octets lwIP has just taken.
  void keep(Packet& packet);
  /// Gives back the packets whose last octet is not in flight any more.
  void give_back();
  /// Whether lwIP neither knows it nor refers to a packet of it.
  [[nodiscard]] bool unused() const { return pcb == nullptr && first == nullptr; }

  LwipSocket* socket = nullptr;
  tcp_pcb* pcb = nullptr;      ///< nullptr: lwIP has let go of the connection.
  PacketPool* pool = nullptr;  ///< Of all the packets here.
  PacketBlock* first = nullptr;
  PacketBlock* last = nullptr;
  std::uint32_t kept = 0;       ///< Octets of all the packets here.
  std::uint32_t in_flight = 0;  ///< Octets not acknowledged; the copied ones come before `first`.
  bool attempt = false;         ///< connect() waits for it.
};

}  // namespace lwip
}  // namespace postino
