// SPDX-License-Identifier: MIT
/// SMSC LAN9118: an Ethernet controller that is fed and read word by word, polled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace board::lan9118 {

using Address = std::array<std::uint8_t, 6>;

/// A frame's octets begin behind this many others in the first word that read() brings: what
/// follows an Ethernet header is aligned then.
inline constexpr std::size_t padding = 2;

/// False: the chip does not answer.
bool start(const Address& address);

/// Whether a frame of `pieces` pieces and `octets` octets fits the transmit FIFO now.
bool has_room(std::size_t octets, std::size_t pieces);
/// A piece of a frame, from wherever it lies: nothing is copied on the way to the FIFO. `whole`:
/// the octets of all its pieces.
void write(std::span<const std::byte> piece, std::size_t whole, bool first, bool last);

/// Forgets the interrupt that ended a sleep; before read_length().
void acknowledge();
/// Octets of the next frame without padding and checksum; 0: there is none, or it was broken.
std::size_t read_length();
/// The next words of the frame that read_length() announced; padding before, checksum behind.
void read(std::span<std::uint32_t> words);
/// Words of such a frame.
std::size_t words_of(std::size_t length);

}  // namespace board::lan9118
