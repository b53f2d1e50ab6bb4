// SPDX-License-Identifier: MIT
/// All the RAM that a client needs beside itself; the caller's.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "postino/packet_pool.hpp"
#include "postino/report.hpp"

namespace postino {

/// What a Client works in; all borrowed for its life.
struct Memory {
  PacketPool& pool;                       ///< May be shared with others, in one context.
  std::span<RecipientReport> recipients;  ///< One for each recipient of a mail.
  std::span<char> reply_text;             ///< The server's words; may be empty.
  /// What the client gives to a pool that has no storage yet, and the payload of its packets.
  std::span<std::byte> packets{};
  std::size_t packet_bytes = 0;
};

/// NetX Duo: packet_bytes is the payload_size of nx_packet_pool_create(), packets follows from its
/// pool_size.
struct Sizes {
  std::size_t packets = 4;          ///< At least 1; 2 let one be composed while one is in flight.
  std::size_t packet_bytes = 1460;  ///< Payload: PacketPool::min_packet_bytes to 65535.
  std::size_t recipients = 8;       ///< Maximum number of recipients: to, cc and bcc together.
  std::size_t reply_text = 128;     ///< Octets kept of the server's words.
};

/// All zero at first, so a static one costs no flash: `static postino::Storage<> storage;`
template <Sizes sizes = Sizes{}>
class Storage {
 public:
  static_assert(sizes.packets >= 1 && sizes.packet_bytes >= PacketPool::min_packet_bytes &&
                sizes.packet_bytes <= 65535 && sizes.recipients >= 1);

  constexpr Storage() = default;
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;

  /// For the Client's constructor; the storage outlives the client.
  constexpr Memory memory() {
    return {pool_, recipients_, reply_text_, blocks_, sizes.packet_bytes};
  }
  /// For statistics, or to lend packets to others.
  PacketPool& pool() {
    pool_.provide(blocks_, sizes.packet_bytes);
    return pool_;
  }

 private:
  alignas(PacketBlock)
      std::array<std::byte, sizes.packets * PacketPool::block_bytes(sizes.packet_bytes)> blocks_{};
  PacketPool pool_{};
  std::array<RecipientReport, sizes.recipients> recipients_{};
  std::array<char, sizes.reply_text> reply_text_{};
};

}  // namespace postino
