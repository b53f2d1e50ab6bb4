// SPDX-License-Identifier: MIT
// RFC 2033: a reply for each recipient.
#include "postino/lmtp.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postino/chunking.hpp"
#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using Lines = std::vector<std::string>;

const Script to_three{"MAIL FROM:<node7@plant.example>", "RCPT TO:<a@plant.example>",
                      "RCPT TO:<b@plant.example>", "RCPT TO:<c@plant.example>", "DATA"};
/// A mail for three, to a server that speaks LMTP.
struct Store : Bench {
  explicit Store(std::string_view capability = "PIPELINING", const Sizes& sizes = {})
      : Bench{sizes} {
    relay.lmtp = &lmtp;
    relay.port = 24;
    mail.to = three;
    server.says("220 store ready")
        .hears("LHLO client.example")
        .sends("250-mail.example\r\n250-PIPELINING\r\n250 " + std::string{capability} + "\r\n");
  }
  ScriptedServer& takes(Script replies) {
    return server.hears(to_three).says(replies).hears(mail_lines).hears_nothing_for(seconds(1));
  }
};

TEST(Lmtp, EachRecipientHasAFinalReplyOfHisOwn) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
      .says("250 2.1.5 a has it")
      .hears_nothing_for(seconds(1))
      .says("452 4.2.2 b is full")
      .says("550 5.1.1 c is gone")
      .parts();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Deferred 452, Rejected 550");
  EXPECT_EQ(sent.each[1].enhanced, (EnhancedStatusCode{4, 2, 2}));
  EXPECT_EQ(sent.error.code, 250);
  EXPECT_EQ(sent.text, "2.1.5 a has it") << "of the first reply with the message's outcome";
}

TEST(Lmtp, AllRepliesInOneSegmentToo) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
      .says({"550 no", "550 no", "250 c has it"})
      .parts();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.text, "c has it");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Rejected 550, Accepted 250");
}

TEST(Lmtp, OneThatRcptRefusedHasNoFurtherReply) {
  Store store;
  store.takes({"250 ok", "250 ok", "550 no b", "250 ok", "354 go"})
      .says({"250 a has it", "450 c busy"})
      .parts();
  EXPECT_EQ(store.send().recipients(), "Accepted 250, Rejected 550, Deferred 450");
}

TEST(Lmtp, WhenNobodyGotItTheMailIsDeferredIfOneCanBeTriedAgain) {
  for (const bool busy : {true, false}) {
    Store store;
    store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
        .says({"550 no", busy ? "450 busy" : "551 no", "552 5.2.2 full"})
        .parts();
    const Sent sent = store.send();
    EXPECT_EQ(sent.what(), busy ? "Deferred: NegativeReply 450" : "Rejected: NegativeReply 550");
    EXPECT_EQ(sent.text, busy ? "busy" : "no") << "of the first reply with the message's outcome";
    EXPECT_EQ(sent.recipients(), busy ? "Rejected 550, Deferred 450, Rejected 552"
                                      : "Rejected 550, Rejected 551, Rejected 552");
  }
}

TEST(Lmtp, ARefusalAtRcptCountsWhenNobodyGotIt) {
  Store store;
  store.takes({"250 ok", "451 later", "250 ok", "250 ok", "354 go"})
      .says({"550 no", "550 no"})
      .parts();
  EXPECT_EQ(store.send().what(), "Deferred: NegativeReply 550");
}

TEST(Lmtp, K07_552IsForLaterAtRcptAndForGoodInTheEnd) {
  Store store;
  store.takes({"250 ok", "552 too many", "250 ok", "250 ok", "354 go"})
      .says({"552 full", "552 full"})
      .parts();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Deferred: NegativeReply 552");
  EXPECT_EQ(sent.recipients(), "Deferred 552, Rejected 552, Rejected 552");
}

TEST(Lmtp, AllRefusedByRcptNothingIsSaid) {
  Store store;
  store.server.hears(to_three)
      .says({"250 ok", "550 no", "550 no", "550 no", "503 5.5.1 nobody"})
      .parts();
  EXPECT_EQ(store.send().what(), "Rejected: AllRecipients 550");
}

TEST(Lmtp, AConnectionLostAmongTheRepliesLeavesTheRestUnknown) {
  for (const bool resets : {true, false}) {
    Store store;
    store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"}).says("250 a has it");
    if (resets) {
      store.server.waits(seconds(1)).resets();
    } else {
      store.server.closes();
    }
    const Sent sent = store.send();
    EXPECT_EQ(sent.what(), "Accepted: ConnectionLost");
    EXPECT_EQ(sent.recipients(), "Accepted 250, Unknown 0, Unknown 0");
  }
}

TEST(Lmtp, LostBehindARefusalTheMailIsUnknown) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"}).says("550 no a").closes();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Unknown: ConnectionLost");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Unknown 0, Unknown 0");
}

TEST(Lmtp, LostBeforeTheEndNobodyGotIt) {
  Store store;
  store.server.hears(to_three).says({"250 ok", "250 ok", "550 no", "250 ok"}).closes();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Deferred: ConnectionLost");
  EXPECT_EQ(sent.recipients(), "Deferred 250, Rejected 550, Deferred 250");
}

TEST(Lmtp, AReplyThatStaysOutTimesOut) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
      .says({"250 a has it", "250 b has it"})
      .hears_the_end();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted: Timeout");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Accepted 250, Unknown 0");
}

TEST(Lmtp, AReplyTooManyIsNotBelieved) {
  Store store;
  store.relay.keep_open = seconds(10);
  store.takes({"250 ok", "550 no", "550 no", "250 ok", "354 go"})
      .says({"250 c has it", "250 and who is this?"})
      .hears_the_end();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Rejected 550, Accepted 250");
  store.rest();
  EXPECT_FALSE(store.client.connected());
}

TEST(Lmtp, AnUnexpectedCodeEndsIt) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"}).says({"250 ok", "354 what?"});
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted: UnexpectedReply 354");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Unknown 0, Unknown 0");
}

TEST(Lmtp, K06_A421IsItsRecipientsAndLeavesTheRestUnknown) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"}).says({"250 ok", "421 bye"});
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted: ServiceClosing 421");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Deferred 421, Unknown 0");
}

TEST(Lmtp, TheConnectionCarriesFurtherMails) {
  Store store;
  store.relay.keep_open = seconds(10);
  for (int i = 0; i < 2; ++i) {
    store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
        .says({"250 ok", "550 no", "250 ok"});
  }
  store.server.parts();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(store.send().recipients(), "Accepted 250, Rejected 550, Accepted 250");
  }
}

TEST(Lmtp, MailsOfAQueueGoOneByOne) {
  Store store;
  store.relay.pipelining = Pipelining::AcrossMails;
  KeptQueue queue;
  for (int i = 0; i < 2; ++i) queue.add(store.mail);
  for (int i = 0; i < 2; ++i) {
    store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
        .says({"250 ok", i == 0 ? "550 no" : "250 ok"})
        .hears_nothing_for(seconds(1))
        .says("250 ok");
  }
  store.server.parts();
  ASSERT_TRUE(store.client.send(store.relay, queue));
  store.rest();
  ASSERT_EQ(queue.what(), (Lines{"Accepted", "Accepted"}));
  EXPECT_EQ(queue.ends[0].recipients(), "Accepted 250, Rejected 550, Accepted 250");
  EXPECT_EQ(queue.ends[1].recipients(), "Accepted 250, Accepted 250, Accepted 250");
}

TEST(Lmtp, TheLastChunkIsAnsweredByEachToo) {
  for (const Extensions& extensions : {chunking, eager}) {
    Store store{"CHUNKING"};
    store.relay.extensions = extensions;
    store.server
        .hears({"MAIL FROM:<node7@plant.example>", "RCPT TO:<a@plant.example>",
                "RCPT TO:<b@plant.example>", "RCPT TO:<c@plant.example>"})
        .hears_nothing_for(seconds(1))
        .says({"250 ok", "250 ok", "550 no", "250 ok"})
        .hears({"BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."})
        .says("250 a has it")
        .hears_nothing_for(seconds(1))
        .says("452 c full")
        .parts();
    const Sent sent = store.send();
    EXPECT_EQ(sent.what(), "Accepted");
    EXPECT_EQ(sent.recipients(), "Accepted 250, Rejected 550, Deferred 452");
  }
}

TEST(Lmtp, ForNobodyNoChunkIsSaidSinceNoReplyWouldCome) {
  Store store{"CHUNKING"};
  store.relay.extensions = eager_list;
  store.server
      .hears({"MAIL FROM:<node7@plant.example>", "RCPT TO:<a@plant.example>",
              "RCPT TO:<b@plant.example>", "RCPT TO:<c@plant.example>"})
      .says({"250 ok", "550 no", "550 no", "450 later"})
      .parts();
  EXPECT_EQ(store.send().what(), "Deferred: AllRecipients 450");
}

/// Two recipients and a message of unknown size, whose last chunk was said before the first one was
/// answered. How many replies the last one has, servers do not agree on.
Sent send_chunks(Script replies, Millis& took) {
  Store store{"CHUNKING"};
  constexpr Recipient two[] = {{"a@plant.example"}, {"b@plant.example"}};
  store.mail.to = two;
  TextSource source{std::string{Bench::letter}};
  source.knows_its_size = false;
  store.mail.text = source;
  store.relay.extensions = chunking;
  store.server.hears({"MAIL {}", "RCPT {}", "RCPT {}"})
      .says({"250 ok", "250 ok", "250 ok"})
      .hears({"BDAT 00029", "Subject: Pump 3", "", "Dry run.", "BDAT 0 LAST"})
      .says(replies)
      .hears_the_end();
  const Sent sent = store.send();
  took = sent.took;
  return sent;
}

TEST(Lmtp, K05_ARefusedChunkDecidesAtOnce) {
  for (const bool for_each : {true, false}) {
    Millis took{};
    const Script one{"452 4.3.1 full", "503 5.5.1 no"};
    const Script two{"452 4.3.1 full", "503 5.5.1 no", "503 5.5.1 no"};
    const Sent sent = send_chunks(for_each ? two : one, took);
    EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 452 in Chunk");
    EXPECT_EQ(sent.text, "4.3.1 full");
    EXPECT_EQ(sent.recipients(), "Deferred 250, Deferred 250");
    EXPECT_LT(took.value, seconds(1).value);
  }
}

TEST(Lmtp, K05_SoItDoesWithNothingAfterIt) {
  Millis took{};
  for (const auto& [code, what] : {std::pair{"552", "Rejected: NegativeReply"},
                                   {"400", "Deferred: NegativeReply"},
                                   {"399", "Unknown: UnexpectedReply"}}) {
    const Sent sent = send_chunks({code + std::string{" 5.2.3 too long"}}, took);
    EXPECT_EQ(sent.what_and_where(), std::string{what} + " " + code + " in Chunk");
    EXPECT_LT(took.value, seconds(1).value);
  }
}

/// RFC 2033 4.2: for nobody DATA has to be refused. A dot would have no reply at all.
TEST(Lmtp, K05_AGoAheadForNobodyIsNotWaitedFor) {
  Store store;
  store.server.hears(to_three)
      .says({"250 ok", "550 no a", "450 no b", "550 no c", "354 go"})
      .hears_the_end();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Deferred: AllRecipients 450");
  EXPECT_EQ(sent.text, "no b");
  EXPECT_LT(sent.took.value, seconds(1).value);
}

TEST(Lmtp, K06_A421AsTheFirstFinalReplyLeavesTheRestUnknown) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"}).says("421 4.3.2 bye");
  store.server.hears_the_end();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what_and_where(), "Unknown: ServiceClosing 421 in EndOfData");
  EXPECT_EQ(sent.text, "4.3.2 bye");
  EXPECT_EQ(sent.recipients(), "Deferred 421, Unknown 0, Unknown 0");
}

TEST(Lmtp, K06_A421AsTheLastFinalReplyLeavesNobodyUnknown) {
  Store store;
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
      .says({"550 no", "551 no", "421 4.3.2 bye"});
  store.server.hears_the_end();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Deferred: ServiceClosing 421");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Rejected 551, Deferred 421");
}

TEST(Lmtp, ARefusedLhloIsFollowedByNoHelo) {
  Bench bench;
  bench.relay.lmtp = &lmtp;
  bench.relay.port = 24;
  bench.server.says("220 mail.example ESMTP").hears("LHLO client.example").says("500 what?");
  bench.server.parts();
  EXPECT_EQ(bench.send().what(), "Deferred: NegativeReply 500");
}

TEST(Lmtp, APortHasToBeNamedAndIsNotThatOfSmtp) {
  for (const std::uint16_t port : {std::uint16_t{0}, std::uint16_t{25}}) {
    Bench bench;
    bench.relay.lmtp = &lmtp;
    bench.relay.port = port;
    EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidPort in Port") << port;
    EXPECT_EQ(bench.wire.connections(), 0U);
  }
}

TEST(Lmtp, InTheSmallestMemory) {
  Store store{"8BITMIME", starved};
  store.takes({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
      .says({"250 ok", "250 ok", "250 ok"})
      .parts();
  EXPECT_EQ(store.send().recipients(), "Accepted 250, Accepted 250, Accepted 250");
}

}  // namespace
}  // namespace postino::test
