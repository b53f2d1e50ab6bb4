// SPDX-License-Identifier: MIT
#include "postino/packet_pool.hpp"

#include <cstring>

#include "base/wipe.hpp"

namespace postino {
namespace {

constexpr std::uint32_t canary = 0x5afe0ff5;

}  // namespace

void PacketPool::provide(std::span<std::byte> storage, std::size_t packet_bytes) {
  if (count_ != 0) return;
  storage_ = storage.data();
  count_ = static_cast<std::uint16_t>(storage.size() / block_bytes(packet_bytes));
  packet_bytes_ = static_cast<std::uint16_t>(packet_bytes);
}

Packet PacketPool::take() {
  PacketBlock* block = free_;
  if (block != nullptr) {
    free_ = block->next;
  } else if (fresh_ < count_) {
    block = reinterpret_cast<PacketBlock*>(storage_ + fresh_++ * block_bytes(packet_bytes_));
  } else {
    if (failed_takes_ != UINT16_MAX) ++failed_takes_;
    return {};
  }
  *block = {};
  if constexpr (canary_bytes != 0)
    std::memcpy(block->payload() + packet_bytes_, &canary, canary_bytes);
  if (++taken_ > high_water_) high_water_ = taken_;
  return Packet{this, block};
}

void PacketPool::give_back(PacketBlock* block) {
  if constexpr (canary_bytes != 0) {
    if (std::memcmp(block->payload() + packet_bytes_, &canary, canary_bytes) != 0 &&
        damaged_ != UINT16_MAX) {
      ++damaged_;
    }
  }
  if (block->secret) detail::wipe(block->payload(), packet_bytes_);
  block->next = free_;
  free_ = block;
  --taken_;
}

Packet& Packet::operator=(Packet&& other) noexcept {
  if (this != &other) {
    give_back();
    pool_ = other.pool_;
    block_ = other.release();
  }
  return *this;
}

std::span<const char> Packet::octets() const {
  return {block_->payload() + block_->begin, static_cast<std::size_t>(block_->end - block_->begin)};
}

std::span<char> Packet::room() const {
  return {block_->payload() + block_->end,
          static_cast<std::size_t>(pool_->packet_bytes_ - block_->end)};
}

void Packet::consume(std::size_t count) {
  block_->begin = static_cast<std::uint16_t>(block_->begin + count);
}

void Packet::truncate(std::size_t size) {
  block_->end = static_cast<std::uint16_t>(block_->begin + size);
}

void Packet::mark_secret() { block_->secret = true; }

void Packet::give_back() {
  if (block_ != nullptr) pool_->give_back(std::exchange(block_, nullptr));
}

}  // namespace postino
