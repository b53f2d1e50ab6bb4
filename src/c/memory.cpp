// SPDX-License-Identifier: MIT
#include "c/memory.hpp"

#include "postino/c/storage.hpp"

namespace postino::c {

static_assert(sizeof(PacketPool) <= sizeof(postino_pool));
static_assert(POSTINO_PACKET_SIZE(1U) == PacketPool::block_bytes(1));
static_assert(POSTINO_PACKET_SIZE(1460U) == PacketPool::block_bytes(1460));

namespace {
constexpr std::size_t max_packet_bytes = 0xffff;
}

postino_fault check(const postino_memory* memory) {
  if (memory == nullptr || memory->pool == nullptr || memory->recipients == nullptr ||
      (memory->reply_text == nullptr && memory->reply_text_size != 0) ||
      (memory->packets == nullptr && memory->packets_size != 0)) {
    return POSTINO_FAULT_NULL_POINTER;
  }
  const std::size_t payload = memory->packet_bytes;
  const bool has_packets = as<const PacketPool>(memory->pool)->count() != 0;
  const bool brings_packets = payload >= PacketPool::min_packet_bytes &&
                              payload <= max_packet_bytes &&
                              memory->packets_size >= PacketPool::block_bytes(payload);
  return memory->recipient_count == 0 || (!has_packets && !brings_packets)
             ? POSTINO_FAULT_STORAGE_TOO_SMALL
             : POSTINO_FAULT_NONE;
}

Memory memory_of(const postino_memory& memory) {
  return {.pool = *as<PacketPool>(memory.pool),
          .recipients = {as<RecipientReport>(memory.recipients), memory.recipient_count},
          .reply_text = {memory.reply_text, memory.reply_text_size},
          .packets = {static_cast<std::byte*>(memory.packets), memory.packets_size},
          .packet_bytes = memory.packet_bytes};
}

}  // namespace postino::c
