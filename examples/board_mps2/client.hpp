// SPDX-License-Identifier: MIT
/// The seam between the program and how it reaches a server: an image has one of client_*.cpp,
/// which says over which Transport the client goes.
#pragma once

#include "postino/client.hpp"
#include "settings.hpp"

namespace board {

/// Before anything else. False: what the settings name can't be read.
bool prepare_client(const Settings& settings);
postino::Client& client();
/// Client::poll(), so that an image can measure it.
void poll_client(postino::Millis now);
/// Whether lwIP holds nothing of the port's any more, packets in flight included.
bool client_is_quiet();

postino::PacketPool& pool();
/// Where the packets lie.
std::span<const std::byte> packets();
/// Octets of RAM of the client, its storage, transport and port.
std::size_t postino_ram();
/// The most octets of stack that Postino itself used, where the image measures it, else 0.
std::size_t postino_stack();
/// What the transport has to tell of its memory, if anything.
void print_transport();

}  // namespace board
