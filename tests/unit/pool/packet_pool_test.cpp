// SPDX-License-Identifier: MIT
#include "postino/packet_pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "unit/pool/pool_of.hpp"

namespace postino::test {
namespace {

std::vector<Packet> take(PacketPool& pool, std::size_t count) {
  std::vector<Packet> packets;
  for (std::size_t i = 0; i < count; ++i) packets.push_back(pool.take());
  return packets;
}

TEST(PacketPool, GivesAllItsPacketsAndNotOneMore) {
  for (const std::size_t count : {1U, 2U, 3U, 8U}) {
    for (const std::size_t bytes : {1U, 64U, 65U, 128U, 1460U, 65535U}) {
      PoolOf made{count, bytes};
      EXPECT_EQ(made.pool.count(), count);
      EXPECT_EQ(made.pool.packet_bytes(), bytes);
      const std::vector<Packet> packets = take(made.pool, count);
      for (const Packet& packet : packets) {
        ASSERT_TRUE(packet);
        EXPECT_TRUE(packet.octets().empty());
        EXPECT_EQ(packet.room().size(), bytes);
      }
      EXPECT_EQ(made.pool.taken(), count);
      EXPECT_FALSE(made.pool.take());
      EXPECT_EQ(made.pool.taken(), count);
    }
  }
}

TEST(PacketPool, AStorageHoldsAsManyPacketsAsFitWholly) {
  constexpr std::size_t block = PacketPool::block_bytes(64);
  alignas(PacketBlock) std::array<std::byte, 2 * block + 1> storage{};
  const auto packets_in = [&](std::size_t octets) {
    PacketPool pool{std::span{storage}.first(octets), 64};
    const std::vector<Packet> packets = take(pool, 3);
    EXPECT_EQ(pool.taken(), pool.count());
    return pool.count();
  };
  EXPECT_EQ(packets_in(0), 0U);
  EXPECT_EQ(packets_in(block - 1), 0U);
  EXPECT_EQ(packets_in(block), 1U);
  EXPECT_EQ(packets_in(2 * block - 1), 1U);
  EXPECT_EQ(packets_in(2 * block), 2U);
  EXPECT_EQ(packets_in(2 * block + 1), 2U);
}

TEST(PacketPool, APoolWithoutStorageIsAlwaysEmpty) {
  PacketPool pool{{}, 64};
  EXPECT_EQ(pool.count(), 0U);
  EXPECT_FALSE(pool.take());
  EXPECT_EQ(pool.failed_takes(), 1U);
}

TEST(PacketPool, FailedTakesAreCountedAsFarAsTheyCan) {
  PacketPool pool{{}, 64};
  for (std::uint32_t i = 1; i <= 65535; ++i) {
    EXPECT_FALSE(pool.take());
    ASSERT_EQ(pool.failed_takes(), i);
  }
  EXPECT_FALSE(pool.take());
  EXPECT_EQ(pool.failed_takes(), 65535U);
}

TEST(PacketPool, PacketsLieWithinTheStorageAndApartFromEachOther) {
  PoolOf made{3, 65};
  std::vector<Packet> packets = take(made.pool, 3);
  const char* const begin = reinterpret_cast<const char*>(made.storage.data());
  for (std::size_t i = 0; i < packets.size(); ++i) {
    const std::span<char> room = packets[i].room();
    EXPECT_GE(room.data(), begin);
    EXPECT_LE(room.data() + room.size(), begin + made.storage.size());
    write(packets[i], std::string(65, static_cast<char>('a' + i)));
  }
  EXPECT_EQ(text_of(packets[0]), std::string(65, 'a'));
  EXPECT_EQ(text_of(packets[1]), std::string(65, 'b'));
  EXPECT_EQ(text_of(packets[2]), std::string(65, 'c'));
}

TEST(PacketPool, EveryBlockIsAlignedWhateverThePayload) {
  for (std::size_t bytes = 1; bytes <= 2 * alignof(PacketBlock); ++bytes) {
    PoolOf made{4, bytes};
    for (Packet& packet : take(made.pool, 4)) {
      PacketBlock* const block = packet.release();
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % alignof(PacketBlock), 0U) << bytes;
    }
  }
}

TEST(PacketPool, WhatABlockCostsIsItsHeadItsPayloadAndThePadding) {
  constexpr std::size_t canary = POSTINO_PACKET_CANARIES != 0 ? 4 : 0;
  for (std::size_t bytes = 0; bytes <= 300; ++bytes) {
    const std::size_t block = PacketPool::block_bytes(bytes);
    const std::size_t needed = sizeof(PacketBlock) + bytes + canary;
    EXPECT_GE(block, needed);
    EXPECT_LT(block, needed + alignof(PacketBlock));
    EXPECT_EQ(block % alignof(PacketBlock), 0U);
  }
}

TEST(PacketPool, PacketsComeBackInAnyOrder) {
  std::array<std::size_t, 4> order{0, 1, 2, 3};
  do {
    PoolOf made{4, 64};
    std::vector<Packet> packets = take(made.pool, 4);
    for (std::size_t i = 0; i < order.size(); ++i) {
      packets[order[i]].give_back();
      EXPECT_FALSE(packets[order[i]]);
      EXPECT_EQ(made.pool.taken(), 3 - i);
    }
    packets = take(made.pool, 4);
    EXPECT_TRUE(std::all_of(packets.begin(), packets.end(), [](const Packet& p) { return !!p; }));
    EXPECT_FALSE(made.pool.take());
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(PacketPool, APacketServesAgainWhileOthersWereNeverUsed) {
  PoolOf made{2, 64};
  for (int i = 0; i < 100; ++i) {
    const Packet packet = made.pool.take();
    ASSERT_TRUE(packet);
  }
  const std::vector<Packet> packets = take(made.pool, 2);
  EXPECT_TRUE(packets[0]);
  EXPECT_TRUE(packets[1]);
  EXPECT_EQ(made.pool.failed_takes(), 0U);
}

TEST(PacketPool, APacketThatServesAgainIsEmpty) {
  PoolOf made{1, 64};
  Packet packet = made.pool.take();
  write(packet, "before");
  packet.consume(2);
  packet.give_back();
  packet = made.pool.take();
  EXPECT_TRUE(packet.octets().empty());
  EXPECT_EQ(packet.room().size(), 64U);
}

TEST(PacketPool, TheHighWaterMarkIsTheMostThatEverWereOutAtOnce) {
  PoolOf made{4, 64};
  EXPECT_EQ(made.pool.high_water(), 0U);
  take(made.pool, 3);
  EXPECT_EQ(made.pool.taken(), 0U);
  EXPECT_EQ(made.pool.high_water(), 3U);
  take(made.pool, 2);
  EXPECT_EQ(made.pool.high_water(), 3U);
  take(made.pool, 4);
  EXPECT_EQ(made.pool.high_water(), 4U);
  take(made.pool, 5);
  EXPECT_EQ(made.pool.high_water(), 4U);
}

TEST(PacketPool, OnlyTakesThatFindItEmptyAreCountedAsFailed) {
  PoolOf made{2, 64};
  std::vector<Packet> packets = take(made.pool, 2);
  EXPECT_EQ(made.pool.failed_takes(), 0U);
  EXPECT_FALSE(made.pool.take());
  EXPECT_FALSE(made.pool.take());
  EXPECT_EQ(made.pool.failed_takes(), 2U);
  packets.clear();
  EXPECT_TRUE(made.pool.take());
  EXPECT_EQ(made.pool.failed_takes(), 2U);
}

#if POSTINO_PACKET_CANARIES

TEST(PacketPool, AnOctetBeyondThePacketIsFoundWhenItComesBack) {
  for (std::size_t octet = 0; octet < 4; ++octet) {
    PoolOf made{2, 64};
    Packet packet = made.pool.take();
    char* const behind = packet.room().data() + packet.room().size() + octet;
    *behind = static_cast<char>(~*behind);
    EXPECT_EQ(made.pool.damaged(), 0U);
    packet.give_back();
    EXPECT_EQ(made.pool.damaged(), 1U) << octet;
    EXPECT_EQ(made.pool.taken(), 0U);
  }
}

TEST(PacketPool, DamagedPacketsAreCountedAsFarAsTheyCan) {
  PoolOf made{1, 64};
  const auto damage = [&made] {
    Packet packet = made.pool.take();
    *(packet.room().data() + 64) ^= 1;
  };
  for (std::uint32_t i = 1; i <= 65535; ++i) {
    damage();
    ASSERT_EQ(made.pool.damaged(), i);
  }
  damage();
  EXPECT_EQ(made.pool.damaged(), 65535U);
}

TEST(PacketPool, ADamagedPacketServesAgainWithAWholeCanary) {
  PoolOf made{1, 64};
  Packet packet = made.pool.take();
  *(packet.room().data() + 64) = 'x';
  packet.give_back();
  made.pool.take().give_back();
  EXPECT_EQ(made.pool.damaged(), 1U);
}

#endif

TEST(PacketPool, APacketFilledToItsLastOctetIsNotDamaged) {
  for (const std::size_t bytes : {1U, 64U, 65U, 65535U}) {
    PoolOf made{2, bytes};
    Packet packet = made.pool.take();
    write(packet, std::string(bytes, 'x'));
    EXPECT_TRUE(packet.room().empty());
    EXPECT_EQ(packet.octets().size(), bytes);
    packet.give_back();
    EXPECT_EQ(made.pool.damaged(), 0U);
  }
}

TEST(PacketPool, MayBeGivenItsStorageLater) {
  alignas(PacketBlock) std::array<std::byte, 2 * PacketPool::block_bytes(64)> storage{};
  PacketPool pool;
  EXPECT_EQ(pool.count(), 0U);
  EXPECT_FALSE(pool.take());
  pool.provide(storage, 64);
  EXPECT_EQ(pool.count(), 2U);
  EXPECT_EQ(pool.packet_bytes(), 64U);
  const std::vector<Packet> packets = take(pool, 2);
  EXPECT_TRUE(packets[0]);
  EXPECT_TRUE(packets[1]);
  EXPECT_FALSE(pool.take());
}

TEST(PacketPool, KeepsTheStorageThatItHas) {
  PoolOf made{2, 64};
  Packet packet = made.pool.take();
  write(packet, "still here");
  alignas(PacketBlock) std::array<std::byte, 4 * PacketPool::block_bytes(128)> other{};
  made.pool.provide(other, 128);
  EXPECT_EQ(made.pool.count(), 2U);
  EXPECT_EQ(made.pool.packet_bytes(), 64U);
  EXPECT_EQ(made.pool.taken(), 1U);
  EXPECT_EQ(text_of(packet), "still here");
}

alignas(PacketBlock) constinit std::array<std::byte, PacketPool::block_bytes(64)> bare_storage{};
constinit PacketPool bare_pool{bare_storage, 64};

TEST(PacketPool, NeedsNoCodeAtStartUp) {
  EXPECT_EQ(bare_pool.count(), 1U);
  EXPECT_TRUE(bare_pool.take());
  EXPECT_EQ(bare_pool.high_water(), 1U);
}

}  // namespace
}  // namespace postino::test
