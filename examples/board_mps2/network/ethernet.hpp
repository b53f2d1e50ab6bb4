// SPDX-License-Identifier: MIT
/// The board's Ethernet as lwIP's network interface.
#pragma once

#include <cstdint>

#include "lwip/netif.h"

namespace board {

/// For netif_add(): starts the chip.
err_t start_ethernet(netif* interface);

/// Hands lwIP what has arrived.
void poll_ethernet(netif& interface);

/// Loses every frame, both ways, for so many milliseconds.
void cut_wire(std::uint32_t duration);
/// Frames lost that way.
std::uint32_t lost_frames();

}  // namespace board
