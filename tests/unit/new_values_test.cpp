// SPDX-License-Identifier: MIT
// What a value is before anything happened to it: state is replaced by a new one, so that is what
// a message, an exchange and a connection begin with. And what a setting is that nobody set.
#include <gtest/gtest.h>

#include "codec/plain_lines.hpp"
#include "postino/composer.hpp"
#include "postino/deliver_by.hpp"
#include "postino/detail/carriage.hpp"
#include "postino/detail/client_of.hpp"
#include "postino/detail/command_ends.hpp"
#include "postino/detail/features.hpp"
#include "postino/mail.hpp"
#include "postino/report.hpp"
#include "postino/scram.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"

namespace postino::detail {
namespace {

TEST(NewValues, FactsOfAContentKnowNothing) {
  ContentFacts facts;
  EXPECT_TRUE(facts.ready);
  EXPECT_FALSE(facts.eight_bit);
  EXPECT_FALSE(facts.binary);
  EXPECT_FALSE(facts.grows);
  EXPECT_EQ(facts.size, Source::unknown_size);
}

TEST(NewValues, ACompositionStandsAtTheBeginning) {
  Composition composition;
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
  Deadline deadline;
  EXPECT_EQ(deadline.seconds, 0U);
  EXPECT_EQ(deadline.then, AtDeadline::Return);
  EXPECT_FALSE(deadline.trace);
}

TEST(NewValues, ChunksOfNoMessageAreNone) {
  Chunks chunks;
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
  Carriage carriage;
  EXPECT_EQ(carriage.chunking, nullptr);
  EXPECT_EQ(carriage.composer, nullptr);
  EXPECT_FALSE(carriage.content.ready);
  EXPECT_EQ(carriage.content.size, 0U);
  EXPECT_FALSE(carriage.composition.rules.dot_stuffing);
}

template <bool several>
void expect_none() {
  CommandEnds<several> ends;
  EXPECT_FALSE(ends.any());
  EXPECT_EQ(ends.count(), 0U);
}

TEST(NewValues, NoCommandEndsInAnEmptyPacket) {
  expect_none<false>();
  expect_none<true>();
}

TEST(NewValues, TrafficOfANewConnectionIsNone) {
  Traffic<all> traffic;
  EXPECT_FALSE(traffic.waits_for_packet);
  EXPECT_FALSE(traffic.waits_for_source);
  EXPECT_FALSE(traffic.worded);
  EXPECT_EQ(traffic.command_offset, 0);
  EXPECT_EQ(traffic.awaited, 0);
}

TEST(NewValues, AMessageThatIsNotSentYetHasNotBegun) {
  Sending sending;
  EXPECT_EQ(sending.mail, nullptr);
  EXPECT_FALSE(sending.begun);
  EXPECT_EQ(sending.attempts, 0);
  EXPECT_EQ(sending.kept, Kept::Not);
}

TEST(NewValues, NothingWasCopied) {
  Copied copied;
  EXPECT_EQ(copied.taken, 0U);
  EXPECT_EQ(copied.made, 0U);
  EXPECT_EQ(copied.column, 0U);
  EXPECT_FALSE(copied.eight_bit);
  EXPECT_FALSE(copied.dotted);
}

TEST(NewValues, AClassHasAllFeatures) {
  Features features;
  EXPECT_TRUE(features.tls);
  EXPECT_TRUE(features.in_clear);
  EXPECT_TRUE(features.mechanisms);
  EXPECT_TRUE(features.grammar);
  EXPECT_TRUE(features.helo);
  EXPECT_TRUE(features.literal);
  EXPECT_TRUE(features.size);
  EXPECT_TRUE(features.utf8);
  EXPECT_TRUE(features.enhanced);
  EXPECT_TRUE(features.extensions);
  EXPECT_TRUE(features.lmtp);
  EXPECT_TRUE(features.pipelining);
  EXPECT_TRUE(features.reuse);
  EXPECT_TRUE(features.queue);
  EXPECT_TRUE(features.addresses);
}

TEST(NewValues, AReportIsOfNothing) {
  Report report;
  EXPECT_EQ(report.outcome, Outcome::Deferred);
  EXPECT_EQ(report.error.fault, Fault::None);
  EXPECT_EQ(report.error.index, 0);
  EXPECT_EQ(report.error.code, 0);
  EXPECT_EQ(report.error.native_code, 0);
  EXPECT_EQ(report.error.enhanced.status_class, 0);
  EXPECT_EQ(report.error.enhanced.subject, 0);
  EXPECT_EQ(report.error.enhanced.detail, 0);
  EXPECT_EQ(report.attempts, 0);
  RecipientReport recipient;
  EXPECT_EQ(recipient.code, 0);
}

TEST(NewValues, TimeoutsAreThoseOfRfc5321) {
  Timeouts timeouts;
  EXPECT_EQ(timeouts.connect.value, 30'000U);
  EXPECT_EQ(timeouts.greeting.value, 300'000U);
  EXPECT_EQ(timeouts.command.value, 300'000U);
  EXPECT_EQ(timeouts.handshake.value, 60'000U);
  EXPECT_EQ(timeouts.auth.value, 120'000U);
  EXPECT_EQ(timeouts.data.value, 120'000U);
  EXPECT_EQ(timeouts.block.value, 180'000U);
  EXPECT_EQ(timeouts.end_of_data.value, 600'000U);
  EXPECT_EQ(timeouts.quit.value, 5'000U);
  EXPECT_EQ(timeouts.packet_wait.value, 2'000U);
  EXPECT_EQ(timeouts.session.value, 3'600'000U);
  EXPECT_EQ(timeouts.first_reply.value, 30'000U);
}

TEST(NewValues, SizesAreWhatStorageSays) {
  Sizes sizes;
  EXPECT_EQ(sizes.packets, 4U);
  EXPECT_EQ(sizes.packet_bytes, 1460U);
  EXPECT_EQ(sizes.recipients, 8U);
  EXPECT_EQ(sizes.reply_text, 128U);
}

TEST(NewValues, AMemoryHasNoPacketsOfItsOwn) {
  PacketPool pool;
  Memory memory{pool, {}, {}};
  EXPECT_TRUE(memory.packets.empty());
  EXPECT_EQ(memory.packet_bytes, 0U);
}

TEST(NewValues, AServerIsNamedByNothing) {
  Server server;
  EXPECT_TRUE(server.host.empty());
  EXPECT_EQ(server.port, 0);
  EXPECT_EQ(server.security, Security::StartTls);
  EXPECT_EQ(server.pipelining, Pipelining::WithinMail);
  EXPECT_EQ(server.keep_open.value, 0U);
}

}  // namespace
}  // namespace postino::detail
