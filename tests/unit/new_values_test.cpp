// SPDX-License-Identifier: MIT
// What a value is before anything happened to it: state is replaced by a new one, so that is what
// a message, an exchange and a connection begin with.
#include <gtest/gtest.h>

#include "codec/plain_lines.hpp"
#include "postino/composer.hpp"
#include "postino/deliver_by.hpp"
#include "postino/detail/carriage.hpp"
#include "postino/detail/client_of.hpp"
#include "postino/detail/command_ends.hpp"
#include "postino/detail/features.hpp"

namespace postino::detail {
namespace {

TEST(NewValues, FactsOfAContentKnowNothing) {
  const ContentFacts facts;
  EXPECT_TRUE(facts.ready);
  EXPECT_FALSE(facts.eight_bit);
  EXPECT_FALSE(facts.binary);
  EXPECT_FALSE(facts.grows);
  EXPECT_EQ(facts.size, Source::unknown_size);
}

TEST(NewValues, ACompositionStandsAtTheBeginning) {
  const Composition composition;
  EXPECT_EQ(composition.mail, nullptr);
  EXPECT_TRUE(composition.rules.dot_stuffing);
  EXPECT_EQ(composition.part, 0);
  EXPECT_EQ(composition.encoding, 0);
  EXPECT_EQ(composition.line_state, 0);
  EXPECT_EQ(composition.item, 0U);
  EXPECT_EQ(composition.carry[0], 0);
  EXPECT_EQ(composition.carry[1], 0);
  EXPECT_EQ(composition.column, 0);
  EXPECT_EQ(composition.offset, 0U);
}

TEST(NewValues, ADeadlineIsNone) {
  const Deadline deadline;
  EXPECT_EQ(deadline.seconds, 0U);
  EXPECT_EQ(deadline.then, AtDeadline::Return);
  EXPECT_FALSE(deadline.trace);
}

TEST(NewValues, ChunksOfNoMessageAreNone) {
  const Chunks chunks;
  EXPECT_FALSE(chunks.unsized);
  EXPECT_FALSE(chunks.more);
  EXPECT_FALSE(chunks.in_last);
  EXPECT_FALSE(chunks.proving);
  EXPECT_EQ(chunks.held, 0);
  EXPECT_FALSE(chunks.broken);
  EXPECT_FALSE(chunks.invalid);
  EXPECT_EQ(chunks.count, 0);
}

TEST(NewValues, ACarriageIsOfNoMessage) {
  const Carriage carriage;
  EXPECT_EQ(carriage.chunking, nullptr);
  EXPECT_EQ(carriage.composer, nullptr);
  EXPECT_FALSE(carriage.content.ready);
  EXPECT_EQ(carriage.content.size, 0U);
  EXPECT_FALSE(carriage.composition.rules.dot_stuffing);
}

template <bool several>
void expect_none() {
  const CommandEnds<several> ends;
  EXPECT_FALSE(ends.any());
  EXPECT_EQ(ends.count(), 0U);
}

TEST(NewValues, NoCommandEndsInAnEmptyPacket) {
  expect_none<false>();
  expect_none<true>();
}

TEST(NewValues, TrafficOfANewConnectionIsNone) {
  const Traffic<all> traffic;
  EXPECT_FALSE(traffic.waits_for_packet);
  EXPECT_FALSE(traffic.waits_for_source);
  EXPECT_FALSE(traffic.worded);
  EXPECT_EQ(traffic.command_offset, 0);
  EXPECT_EQ(traffic.awaited, 0);
}

TEST(NewValues, AMessageThatIsNotSentYetHasNotBegun) {
  const Sending sending;
  EXPECT_EQ(sending.mail, nullptr);
  EXPECT_FALSE(sending.begun);
  EXPECT_EQ(sending.attempts, 0);
  EXPECT_EQ(sending.kept, Kept::Not);
}

TEST(NewValues, NothingWasCopied) {
  const Copied copied;
  EXPECT_EQ(copied.taken, 0U);
  EXPECT_EQ(copied.made, 0U);
  EXPECT_EQ(copied.column, 0U);
  EXPECT_FALSE(copied.eight_bit);
  EXPECT_FALSE(copied.dotted);
}

}  // namespace
}  // namespace postino::detail
