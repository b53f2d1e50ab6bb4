// SPDX-License-Identifier: MIT
/// lwIP in a super-loop.
#pragma once

#include <cstdint>

namespace board {

enum class AddressFrom : bool { Settings, Dhcp };

/// False: no Ethernet. With Dhcp the address comes later: see network_is_up().
bool start_network(AddressFrom from);
[[nodiscard]] bool network_is_up();

/// Does all that is to be done now.
void poll_network();

/// Until `until` (of milliseconds()), or something arrives, or lwIP has to do something.
void idle(std::uint32_t until);

}  // namespace board
