// SPDX-License-Identifier: MIT
/// The board's Ethernet as lwIP's network interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "lwip/netif.h"

namespace board {

/// For netif_add(): starts the chip.
err_t start_ethernet(netif* interface);

/// Hands lwIP what has arrived.
void poll_ethernet(netif& interface);

/// Where the octets lay that went into the FIFO.
struct Sent {
  std::uint32_t frames = 0;
  std::uint32_t from_packets = 0;  ///< Written there by Postino, and not copied since.
  std::uint32_t from_elsewhere = 0;
};

/// `storage` holds Postino's packets.
void tell_packets_apart(std::span<const std::byte> storage);
const Sent& sent();

/// Loses every frame, both ways, for so many milliseconds.
void cut_wire(std::uint32_t duration);
/// Frames lost that way.
std::uint32_t lost_frames();

}  // namespace board
