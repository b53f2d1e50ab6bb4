// SPDX-License-Identifier: MIT
#include <unistd.h>  // alarm(2) and its like: no example clashes with them (P04)

#include <cstdint>

#include "postino/lwip_socket.hpp"
#include "postino/postino.hpp"

void network_poll();
bool alert_is_new();
void alert_is_taken();
std::uint32_t tick_ms();
void sleep_until(std::uint32_t tick);
void write_log(postino::Outcome outcome);

#include "bare_metal.inc"
