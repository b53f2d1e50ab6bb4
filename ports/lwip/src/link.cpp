// SPDX-License-Identifier: MIT
#include "postino/lwip/link.hpp"

namespace postino::lwip {

void Link::keep(Packet& packet) {
  const auto size = static_cast<std::uint32_t>(packet.size());
  kept += size;
  in_flight += size;
  pool = &packet.pool();
  PacketBlock* const block = packet.release();
  (first == nullptr ? first : last->next) = block;
  last = block;
}

void Link::give_back() {
  while (first != nullptr) {
    PacketBlock* const next = first->next;
    Packet front = Packet::adopt(*pool, first);
    const auto behind = kept - static_cast<std::uint32_t>(front.size());
    if (behind < in_flight) {
      static_cast<void>(front.release());
      return;
    }
    kept = behind;
    first = next;
  }
}

}  // namespace postino::lwip
