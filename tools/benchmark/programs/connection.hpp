// SPDX-License-Identifier: MIT
/// A TCP connection on loopback that blocks, for the programs that are no mail client.
#pragma once

#include <cstdint>
#include <string_view>

namespace postino::benchmark {

/// Each of these ends the program when it can't be done.
[[nodiscard]] int connect_to(std::uint16_t port);
void send_all(int connection, std::string_view octets);
/// Reads `replies` whole replies, whatever they say.
void read_replies(int connection, unsigned replies);

}  // namespace postino::benchmark
