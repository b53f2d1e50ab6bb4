// SPDX-License-Identifier: MIT
/// The seam between the program and the client that sends its message.
#pragma once

#include <cstddef>
#include <cstdint>

namespace board {

inline constexpr const char* sender = "node7@plant.example";
inline constexpr const char* recipient = "ops@plant.example";
inline constexpr const char* subject = "Pump 3 stopped";
inline constexpr const char* text = "Dry run at 14:02.\r\n";

/// To the host's loopback.
void start_mail(std::uint16_t port);
void poll_mail(std::uint32_t now);
/// When poll_mail() is needed at the latest.
std::uint32_t poll_mail_at();
/// Whether it is known what became of the mail, and whether it was accepted.
bool has_report();
bool was_accepted();
/// Whether the connection is gone.
bool is_closed();
/// Octets of RAM of the client alone, without what it takes from lwIP.
std::size_t client_ram();

}  // namespace board
