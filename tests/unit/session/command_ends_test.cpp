// SPDX-License-Identifier: MIT
#include "postino/detail/command_ends.hpp"

#include <gtest/gtest.h>

#include "postino/packet_pool.hpp"
#include "postino/storage.hpp"

namespace postino::detail {
namespace {

constexpr std::size_t packet_bytes = 64;

/// One packet, and where its commands end.
template <bool several>
struct Filled {
  void put(std::size_t octets) {
    block().end = static_cast<std::uint16_t>(block().end + octets);
    ends.add(block(), packet_bytes);
  }
  void hand_over(std::size_t octets) {
    block().begin = static_cast<std::uint16_t>(block().begin + octets);
  }
  PacketBlock& block() { return *taken; }

  Storage<Sizes{.packets = 1, .packet_bytes = packet_bytes}> storage;
  PacketPool& pool = storage.pool();
  PacketBlock* taken = pool.take().release();
  Packet held = Packet::adopt(pool, taken);
  CommandEnds<several> ends;
};

TEST(CommandEnds, EachIsCountedUntilItWasHandedOver) {
  Filled<true> filled;
  filled.put(10);
  filled.put(6);
  filled.put(8);
  EXPECT_EQ(filled.ends.count(), 3U);
  filled.hand_over(10);
  EXPECT_EQ(filled.ends.take(&filled.block(), packet_bytes, Progress::Pending), 1U);
  EXPECT_TRUE(filled.ends.any());
  EXPECT_EQ(filled.ends.count(), 2U);
  filled.hand_over(5);
  EXPECT_EQ(filled.ends.take(&filled.block(), packet_bytes, Progress::Pending), 0U);
  filled.hand_over(1);
  EXPECT_EQ(filled.ends.take(&filled.block(), packet_bytes, Progress::Pending), 1U);
  EXPECT_EQ(filled.ends.take(nullptr, packet_bytes, Progress::Done), 1U);
  EXPECT_FALSE(filled.ends.any());
  EXPECT_EQ(filled.ends.count(), 0U);
}

TEST(CommandEnds, TheRoomIsWhatLiesBeforeTheNextNote) {
  Filled<true> filled;
  EXPECT_EQ(filled.ends.room(filled.block(), packet_bytes).size(), packet_bytes - 2);
  filled.put(10);
  EXPECT_EQ(filled.ends.room(filled.block(), packet_bytes).size(), packet_bytes - 10 - 4);
  filled.put(packet_bytes - 10 - 4);
  EXPECT_TRUE(filled.ends.room(filled.block(), packet_bytes).empty());
}

TEST(CommandEnds, OneAPacketNeedsNoNote) {
  Filled<false> filled;
  EXPECT_EQ(filled.ends.room(filled.block(), packet_bytes).size(), packet_bytes);
  filled.put(10);
  EXPECT_TRUE(filled.ends.any());
  EXPECT_EQ(filled.ends.count(), 1U);
  EXPECT_EQ(filled.ends.room(filled.block(), packet_bytes).size(), packet_bytes - 10);
  EXPECT_EQ(filled.ends.take(&filled.block(), packet_bytes, Progress::Pending), 0U);
  EXPECT_EQ(filled.ends.take(nullptr, packet_bytes, Progress::Done), 1U);
  EXPECT_EQ(filled.ends.take(nullptr, packet_bytes, Progress::Done), 0U);
}

}  // namespace
}  // namespace postino::detail
