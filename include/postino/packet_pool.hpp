// SPDX-License-Identifier: MIT
/// Fixed-size packets in the caller's storage. Every octet that is transmitted travels in one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

/// 1: each packet ends in a canary that is checked when it comes back (PacketPool::damaged()).
/// Set by the build for the library and its users alike (CMake: POSTINO_PACKET_CANARIES).
#ifndef POSTINO_PACKET_CANARIES
#define POSTINO_PACKET_CANARIES 0
#endif

namespace postino {

class PacketPool;

/// The head of a block; its payload follows. Private to the pool and to Packet.
struct PacketBlock {
  PacketBlock* next;    ///< In the free list, or in one of the socket's; else nullptr.
  std::uint16_t begin;  ///< First octet not yet consumed.
  std::uint16_t end;    ///< Behind the last octet written.
  bool secret;          ///< Wiped when given back.

  [[nodiscard]] char* payload() { return reinterpret_cast<char*>(this + 1); }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end - begin); }
  void extend(std::size_t count) { end = static_cast<std::uint16_t>(end + count); }
};

/// A move-only handle on one block: it goes back to its pool when the handle ends.
class Packet {
 public:
  constexpr Packet() = default;
  constexpr Packet(Packet&& other) noexcept
      : pool_{other.pool_}, block_{std::exchange(other.block_, nullptr)} {}
  Packet& operator=(Packet&& other) noexcept;
  ~Packet() {
    if (block_ != nullptr) give_back();
  }

  /// Whether there is a block.
  [[nodiscard]] explicit operator bool() const { return block_ != nullptr; }
  /// Written and not yet consumed.
  [[nodiscard]] std::span<const char> octets() const;
  /// Of octets().
  [[nodiscard]] std::size_t size() const { return block_->size(); }
  /// Room behind what is written.
  [[nodiscard]] std::span<char> room() const;
  /// `count` octets were written into room().
  void extend(std::size_t count) { block_->extend(count); }
  /// `count` octets at the front are dealt with.
  void consume(std::size_t count);
  /// Forgets what was written behind the first `size` octets of octets().
  void truncate(std::size_t size);
  /// The payload is overwritten before the block serves again (credentials).
  void mark_secret();
  /// Where the block came from.
  [[nodiscard]] PacketPool& pool() const { return *pool_; }
  /// Back to the pool now; the handle is empty then. O(1), but for the wiping of a secret.
  void give_back();

  /// The block leaves the handle, which is empty then; adopt() takes it up again. For owners that
  /// keep a bare pointer, such as an lwIP callback's argument.
  [[nodiscard]] PacketBlock* release() { return std::exchange(block_, nullptr); }
  [[nodiscard]] static Packet adopt(PacketPool& pool, PacketBlock* block) {
    return Packet{&pool, block};
  }

 private:
  friend class PacketPool;
  constexpr Packet(PacketPool* pool, PacketBlock* block) : pool_{pool}, block_{block} {}
  PacketPool* pool_ = nullptr;
  PacketBlock* block_ = nullptr;
};

/// O(1) take and give back, from one context of execution at a time. Constant-initialised.
class PacketPool {
 public:
  /// Octets of storage that one packet of `packet_bytes` payload costs.
  static constexpr std::size_t block_bytes(std::size_t packet_bytes) {
    const std::size_t raw = sizeof(PacketBlock) + packet_bytes + canary_bytes;
    return (raw + alignof(PacketBlock) - 1) / alignof(PacketBlock) * alignof(PacketBlock);
  }
  /// Minimum payload of a packet that a Client can work with, in bytes.
  static constexpr std::size_t min_packet_bytes = 64;

  /// `storage` is borrowed for the pool's life and aligned for a pointer; it holds
  /// storage.size() / block_bytes(packet_bytes) packets, at most 65535 octets each.
  constexpr PacketPool(std::span<std::byte> storage, std::size_t packet_bytes)
      : storage_{storage.data()},
        count_{static_cast<std::uint16_t>(storage.size() / block_bytes(packet_bytes))},
        packet_bytes_{static_cast<std::uint16_t>(packet_bytes)} {}
  /// A pool without storage, all zero: a static one costs no flash.
  constexpr PacketPool() = default;
  PacketPool(const PacketPool&) = delete;
  PacketPool& operator=(const PacketPool&) = delete;

  /// Gives a pool without storage the same as the constructor does; ignored by one that has some.
  void provide(std::span<std::byte> storage, std::size_t packet_bytes);

  /// An empty packet, or an empty handle when all are out (counted in failed_takes()).
  [[nodiscard]] Packet take();

  [[nodiscard]] constexpr std::size_t packet_bytes() const { return packet_bytes_; }
  [[nodiscard]] constexpr std::size_t count() const { return count_; }
  /// Packets that are out now, and the most that ever were at once.
  [[nodiscard]] constexpr std::size_t taken() const { return taken_; }
  [[nodiscard]] constexpr std::size_t high_water() const { return high_water_; }
  /// Takes that found the pool empty; stays at 65535.
  [[nodiscard]] constexpr std::uint32_t failed_takes() const { return failed_takes_; }
  /// Packets that came back with a broken canary; stays at 65535; 0 where canaries are off.
  [[nodiscard]] constexpr std::uint32_t damaged() const { return damaged_; }

 private:
  friend class Packet;
  static constexpr std::size_t canary_bytes = POSTINO_PACKET_CANARIES != 0 ? 4 : 0;

  void give_back(PacketBlock* block);

  std::byte* storage_ = nullptr;
  PacketBlock* free_ = nullptr;
  std::uint16_t count_ = 0;
  std::uint16_t packet_bytes_ = 0;
  std::uint16_t fresh_ = 0;  // blocks from here on were never used: no set-up loop is needed
  std::uint16_t taken_ = 0;
  std::uint16_t high_water_ = 0;
  std::uint16_t failed_takes_ = 0;
  std::uint16_t damaged_ = 0;
};

}  // namespace postino
