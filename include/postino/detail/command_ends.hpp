// SPDX-License-Identifier: MIT
/// Private. Where the commands in a packet end, so that it is known which of them were handed over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "postino/packet_pool.hpp"
#include "postino/transfer.hpp"

namespace postino::detail {

/// Several commands a packet. Content that lies between two of them may hold any octet, so they
/// can't be told apart later: where each one ends is noted at the payload's tail.
template <bool several>
class CommandEnds {
 public:
  /// Whether the packet holds the end of a command that was not handed over.
  [[nodiscard]] bool any() const { return noted_ != taken_; }
  /// How many it holds.
  [[nodiscard]] std::size_t count() const { return std::size_t{noted_} - taken_; }

  /// Of `packet`, between what is written and the notes, the next one included.
  [[nodiscard]] std::span<char> room(PacketBlock& packet, std::size_t packet_bytes) const {
    char* const begin = packet.payload() + packet.end;
    char* const end = note(packet, packet_bytes, noted_ + std::size_t{1});
    return {begin, begin < end ? end : begin};
  }

  /// A command ends where the packet does.
  void add(PacketBlock& packet, std::size_t packet_bytes) {
    std::memcpy(note(packet, packet_bytes, ++noted_), &packet.end, sizeof packet.end);
  }

  /// How many more were handed over, be it with a part of `packet`; Progress::Done: with all.
  std::uint16_t take(PacketBlock* packet, std::size_t packet_bytes, Progress progress) {
    const std::uint16_t before = taken_;
    while (taken_ != noted_) {
      std::uint16_t end = 0;
      if (progress != Progress::Done) {
        std::memcpy(&end, note(*packet, packet_bytes, taken_ + std::size_t{1}), sizeof end);
        if (end > packet->begin) break;
      }
      ++taken_;
    }
    const auto count = static_cast<std::uint16_t>(taken_ - before);
    if (progress == Progress::Done) *this = {};
    return count;
  }

 private:
  static char* note(PacketBlock& packet, std::size_t packet_bytes, std::size_t number) {
    return packet.payload() + packet_bytes - number * sizeof packet.end;
  }

  std::uint16_t noted_ = 0;
  std::uint16_t taken_ = 0;
};

/// One command a packet at the most, and nothing after it.
template <>
class CommandEnds<false> {
 public:
  [[nodiscard]] bool any() const { return ended_; }
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(ended_); }
  [[nodiscard]] static std::span<char> room(PacketBlock& packet, std::size_t packet_bytes) {
    return {packet.payload() + packet.end, packet_bytes - packet.end};
  }
  void add(PacketBlock&, std::size_t) { ended_ = true; }
  std::uint16_t take(PacketBlock*, std::size_t, Progress progress) {
    if (progress != Progress::Done || !ended_) return 0;
    ended_ = false;
    return 1;
  }

 private:
  bool ended_ = false;
};

}  // namespace postino::detail
