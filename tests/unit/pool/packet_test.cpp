// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "postino/packet_pool.hpp"
#include "unit/pool/pool_of.hpp"

namespace postino::test {
namespace {

constexpr std::string_view secret = "correct horse battery staple";

static_assert(!std::is_copy_constructible_v<Packet> && !std::is_copy_assignable_v<Packet>);
static_assert(std::is_nothrow_move_constructible_v<Packet> &&
              std::is_nothrow_move_assignable_v<Packet>);

/// A pool of two packets, and one of them.
class PacketTest : public ::testing::Test {
 protected:
  PoolOf made{2, 64};
  Packet packet = made.pool.take();
};

TEST_F(PacketTest, KnowsItsPoolAndItsSize) {
  EXPECT_EQ(&packet.pool(), &made.pool);
  EXPECT_EQ(packet.size(), 0U);
  write(packet, "EHLO client");
  EXPECT_EQ(packet.size(), 11U);
  packet.consume(5);
  EXPECT_EQ(packet.size(), 6U);
}

TEST_F(PacketTest, IsFilledAtTheBackAndConsumedAtTheFront) {
  write(packet, "EHLO client");
  EXPECT_EQ(text_of(packet), "EHLO client");
  EXPECT_EQ(packet.room().size(), 64U - 11U);
  packet.consume(5);
  EXPECT_EQ(text_of(packet), "client");
  write(packet, ".example");
  EXPECT_EQ(text_of(packet), "client.example");
  EXPECT_EQ(packet.room().size(), 64U - 19U);
  packet.consume(14);
  EXPECT_TRUE(packet.octets().empty());
  EXPECT_TRUE(packet);
}

TEST_F(PacketTest, RoomAtTheFrontIsNotUsedAgain) {
  write(packet, std::string(64, 'x'));
  packet.consume(63);
  EXPECT_TRUE(packet.room().empty());
  EXPECT_EQ(text_of(packet), "x");
}

TEST_F(PacketTest, TruncatingCountsFromWhatIsNotYetConsumed) {
  write(packet, "abcdef");
  packet.consume(2);
  packet.truncate(3);
  EXPECT_EQ(text_of(packet), "cde");
  EXPECT_EQ(packet.room().size(), 64U - 5U);
  packet.truncate(3);
  EXPECT_EQ(text_of(packet), "cde");
  packet.truncate(0);
  EXPECT_TRUE(packet.octets().empty());
  write(packet, "z");
  EXPECT_EQ(text_of(packet), "z");
}

TEST_F(PacketTest, GoesBackWhenItsHandleEnds) {
  {
    const Packet other = made.pool.take();
    EXPECT_EQ(made.pool.taken(), 2U);
  }
  EXPECT_EQ(made.pool.taken(), 1U);
}

TEST_F(PacketTest, GoesBackOnceHoweverOftenItIsGivenBack) {
  packet.give_back();
  packet.give_back();
  EXPECT_EQ(made.pool.taken(), 0U);
}

TEST_F(PacketTest, AnEmptyHandleHasNothingToGiveBack) {
  Packet none;
  EXPECT_FALSE(none);
  none.give_back();
  EXPECT_EQ(none.release(), nullptr);
  EXPECT_EQ(made.pool.taken(), 1U);
}

TEST_F(PacketTest, MovingItLeavesAnEmptyHandle) {
  write(packet, "x");
  const Packet moved{std::move(packet)};
  EXPECT_FALSE(packet);
  EXPECT_EQ(text_of(moved), "x");
  EXPECT_EQ(made.pool.taken(), 1U);
}

TEST_F(PacketTest, MovingItOverAnotherGivesThatOneBack) {
  Packet other = made.pool.take();
  write(other, "other");
  packet = std::move(other);
  EXPECT_FALSE(other);
  EXPECT_EQ(text_of(packet), "other");
  EXPECT_EQ(made.pool.taken(), 1U);
  packet = Packet{};
  EXPECT_EQ(made.pool.taken(), 0U);
}

TEST_F(PacketTest, MovingItOverAPacketOfAnotherPoolGivesEachBackToItsOwn) {
  PoolOf second{1, 80};
  packet = second.pool.take();
  EXPECT_EQ(made.pool.taken(), 0U);
  EXPECT_EQ(packet.room().size(), 80U);
  packet.give_back();
  EXPECT_EQ(second.pool.taken(), 0U);
}

TEST_F(PacketTest, MovingItOntoItselfChangesNothing) {
  write(packet, "still here");
  Packet& same = packet;
  packet = std::move(same);
  EXPECT_EQ(text_of(packet), "still here");
  EXPECT_EQ(made.pool.taken(), 1U);
}

TEST_F(PacketTest, ReleasedItIsOutUntilItIsAdoptedAgain) {
  write(packet, "abc");
  packet.consume(1);
  PacketBlock* const block = packet.release();
  EXPECT_FALSE(packet);
  EXPECT_EQ(made.pool.taken(), 1U);
  Packet adopted = Packet::adopt(made.pool, block);
  EXPECT_EQ(text_of(adopted), "bc");
  adopted.give_back();
  EXPECT_EQ(made.pool.taken(), 0U);
}

TEST_F(PacketTest, AdoptingNothingIsAnEmptyHandle) {
  const Packet adopted = Packet::adopt(made.pool, nullptr);
  EXPECT_FALSE(adopted);
}

/// Each way in which a packet can come back.
class SecretPacket : public PacketTest {
 protected:
  void SetUp() override {
    write(packet, secret);
    packet.mark_secret();
    ASSERT_TRUE(made.holds(secret));
  }
};

TEST_F(SecretPacket, IsWipedWhenGivenBack) {
  packet.give_back();
  EXPECT_FALSE(made.holds(secret));
}

TEST_F(SecretPacket, NotAPieceOfItStays) {
  packet.give_back();
  for (std::size_t at = 0; at + 4 <= secret.size(); ++at) {
    EXPECT_FALSE(made.holds(secret.substr(at, 4))) << at;
  }
}

TEST_F(SecretPacket, IsWipedWhenItsHandleEnds) {
  { const Packet ends = std::move(packet); }
  EXPECT_FALSE(made.holds(secret));
}

TEST_F(SecretPacket, IsWipedWhenAnotherIsMovedOverIt) {
  packet = made.pool.take();
  EXPECT_FALSE(made.holds(secret));
}

TEST_F(SecretPacket, IsWipedWhenItWasReleasedAndAdopted) {
  Packet::adopt(made.pool, packet.release()).give_back();
  EXPECT_FALSE(made.holds(secret));
}

TEST_F(SecretPacket, IsWipedAlthoughItWasConsumed) {
  packet.consume(secret.size());
  packet.give_back();
  EXPECT_FALSE(made.holds(secret));
}

TEST_F(SecretPacket, IsWipedAlthoughItWasTruncated) {
  packet.truncate(0);
  packet.give_back();
  EXPECT_FALSE(made.holds(secret));
}

TEST_F(SecretPacket, IsWipedUpToItsLastOctet) {
  write(packet, std::string(64 - secret.size(), 'x'));
  packet.give_back();
  EXPECT_FALSE(made.holds("xxxx"));
}

TEST_F(SecretPacket, ItsNeighbourIsLeftAlone) {
  Packet other = made.pool.take();
  write(other, "neighbour");
  packet.give_back();
  EXPECT_EQ(text_of(other), "neighbour");
}

}  // namespace
}  // namespace postino::test
