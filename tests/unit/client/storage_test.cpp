// SPDX-License-Identifier: MIT
#include "postino/storage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>

namespace postino {
namespace {

constinit Storage<Sizes{
    .packets = 1, .packet_bytes = PacketPool::min_packet_bytes, .recipients = 1, .reply_text = 0}>
    smallest;
constinit Storage<Sizes{.packets = 3, .packet_bytes = 100, .recipients = 5, .reply_text = 7}>
    chosen;
constinit Storage<> usual;

TEST(Storage, TheSmallestHasOnePacketOneRecipientAndNoText) {
  PacketPool& pool = smallest.pool();
  EXPECT_EQ(pool.count(), 1U);
  EXPECT_EQ(pool.packet_bytes(), PacketPool::min_packet_bytes);
  const Packet packet = pool.take();
  EXPECT_TRUE(packet);
  EXPECT_FALSE(pool.take());
  EXPECT_EQ(smallest.memory().recipients.size(), 1U);
  EXPECT_TRUE(smallest.memory().reply_text.empty());
}

TEST(Storage, HoldsAllThatItsSizesSay) {
  EXPECT_EQ(chosen.pool().count(), 3U);
  EXPECT_EQ(chosen.pool().packet_bytes(), 100U);
  EXPECT_EQ(chosen.memory().recipients.size(), 5U);
  EXPECT_EQ(chosen.memory().reply_text.size(), 7U);
}

TEST(Storage, WithoutSizesHoldsFourPacketsOfASegmentEach) {
  EXPECT_EQ(usual.pool().count(), 4U);
  EXPECT_EQ(usual.pool().packet_bytes(), 1460U);
  EXPECT_EQ(usual.memory().recipients.size(), 8U);
  EXPECT_EQ(usual.memory().reply_text.size(), 128U);
}

TEST(Storage, LendsOnePoolToAll) {
  EXPECT_EQ(&usual.pool(), &usual.memory().pool);
  const Packet packet = usual.pool().take();
  EXPECT_EQ(usual.pool().taken(), 1U);
}

constinit Storage<> untouched;

TEST(Storage, IsAllZeroAtFirstSoThatItCostsNoFlash) {
  const auto* const octets = reinterpret_cast<const std::byte*>(&untouched);
  EXPECT_TRUE(std::all_of(octets, octets + sizeof untouched,
                          [](std::byte octet) { return octet == std::byte{0}; }));
}

}  // namespace
}  // namespace postino
