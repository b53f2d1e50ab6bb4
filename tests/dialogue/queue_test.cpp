// SPDX-License-Identifier: MIT
// RFC 2920 3.1: the next mail behind the end of the last one, before it is answered.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using Lines = std::vector<std::string>;

const Script envelope{"MAIL FROM:<node7@plant.example>", "RCPT TO:<ops@plant.example>", "DATA"};
const Script envelope_taken{"250 ok", "250 ok", "354 go"};
const Script first_taken{"250 queued", "250 ok", "250 ok", "354 go"};

/// A queue over a connection whose server has PIPELINING.
struct QueueRun : Bench {
  explicit QueueRun(const Sizes& sizes = {}) : Bench{sizes} {
    relay.pipelining = Pipelining::AcrossMails;
    server.greets_and_offers({"PIPELINING"});
  }
  Lines go() {
    EXPECT_TRUE(client.send(relay, queue));
    rest();
    return queue.what();
  }
  KeptQueue queue;
};

TEST(Queue, TheNextMailFollowsTheEndOfTheLastInOneFlight) {
  QueueRun run;
  for (int i = 0; i < 3; ++i) run.queue.add(run.mail);
  run.server.hears(envelope).says(envelope_taken);
  for (int i = 0; i < 2; ++i) {
    run.server.hears(mail_lines).hears(envelope).hears_nothing_for(seconds(1)).says(first_taken);
  }
  run.server.hears(mail_lines).says("250 queued").parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Accepted", "Accepted"}));
  EXPECT_EQ(run.wire.flights().size(), 1U + 1U + 3U + 1U) << "EHLO, envelope, three mails, QUIT";
}

TEST(Queue, WithinAMailEachWaitsForTheEndOfTheLast) {
  QueueRun run;
  run.relay.pipelining = Pipelining::WithinMail;
  for (int i = 0; i < 2; ++i) run.queue.add(run.mail);
  for (int i = 0; i < 2; ++i) {
    run.server.hears(envelope)
        .says(envelope_taken)
        .hears(mail_lines)
        .hears_nothing_for(seconds(1))
        .says("250 queued");
  }
  run.server.parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Accepted"}));
}

TEST(Queue, WithoutTheOfferOfPipeliningToo) {
  Bench bench;
  bench.relay.pipelining = Pipelining::AcrossMails;
  KeptQueue queue;
  for (int i = 0; i < 2; ++i) queue.add(bench.mail);
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(), (Lines{"Accepted", "Accepted"}));
}

TEST(Queue, AddressesBeyondAsciiAreEachMessagesOwn) {
  Bench run;
  run.relay.pipelining = Pipelining::AcrossMails;
  Mail other = run.mail;
  other.to = "p\xc3\xbcmp@plant.example";
  KeptQueue queue;
  for (const Mail* const mail : {&run.mail, &other, &run.mail}) queue.add(*mail);
  run.server.greets_and_offers({"PIPELINING", "8BITMIME", "SMTPUTF8"});
  for (int i = 0; i < 3; ++i) {
    run.server
        .hears(i == 1 ? "MAIL FROM:<node7@plant.example> SMTPUTF8"
                      : "MAIL FROM:<node7@plant.example>")
        .hears("RCPT {}")
        .hears("DATA");
    run.server.says({"250 ok", "250 ok", "354 go"}).hears_mail().says("250 ok");
  }
  run.server.parts();
  ASSERT_TRUE(run.client.send(run.relay, queue));
  run.rest();
  EXPECT_EQ(queue.what(), (Lines{"Accepted", "Accepted", "Accepted"}));
}

TEST(Queue, NothingOfARefusalIsInTheReportOfTheNextOne) {
  QueueRun run;
  for (int i = 0; i < 2; ++i) run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears(envelope)
      .says("554 5.6.0 spam")
      .closes();
  EXPECT_EQ(run.go(), (Lines{"Rejected: NegativeReply 554", "Deferred: ConnectionLost"}));
  EXPECT_EQ(run.queue.ends.at(1).error.code, 0);
  EXPECT_EQ(run.queue.ends.at(1).enhanced(), "");
  EXPECT_EQ(run.queue.ends.at(1).text, "");
}

TEST(Queue, ARefusedMailLeavesTheOthersIntact) {
  QueueRun run;
  for (int i = 0; i < 3; ++i) run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears(envelope)
      .says({"554 5.6.0 spam", "250 ok", "550 5.1.1 nobody", "554 no valid recipients"})
      .hears("RSET")
      .hears(envelope)
      .says({"250 ok", "250 ok", "250 ok", "354 go"})
      .hears(mail_lines)
      .says("250 queued")
      .parts();
  EXPECT_EQ(run.go(),
            (Lines{"Rejected: NegativeReply 554", "Rejected: AllRecipients 550", "Accepted"}));
  ASSERT_EQ(run.queue.ends[1].each.size(), 1U);
  EXPECT_EQ(run.queue.ends[1].each[0].code, 550);
}

TEST(Queue, EachMailHasItsOwnRecipients) {
  QueueRun run;
  constexpr Recipient two[] = {{"a@plant.example"}, {"b@plant.example"}};
  Mail for_two = run.mail;
  for_two.to = two;
  run.queue.add(run.mail);
  run.queue.add(for_two);
  run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears({"MAIL {}", "RCPT TO:<a@plant.example>", "RCPT TO:<b@plant.example>", "DATA"})
      .says({"250 queued", "250 ok", "450 busy", "250 ok", "354 go"})
      .hears(mail_lines)
      .hears(envelope)
      .says(first_taken)
      .hears(mail_lines)
      .says("250 queued")
      .parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Accepted", "Accepted"}));
  EXPECT_EQ(run.queue.ends[0].each.size(), 1U);
  ASSERT_EQ(run.queue.ends[1].each.size(), 2U);
  EXPECT_EQ(run.queue.ends[1].each[0].outcome, Outcome::Deferred);
  EXPECT_EQ(run.queue.ends[1].each[1].outcome, Outcome::Accepted);
}

TEST(Queue, AWrongArgumentIsToldInItsTurnAndTheRunGoesOn) {
  QueueRun run;
  Mail wrong = run.mail;
  wrong.to = "nobody";
  run.queue.add(run.mail);
  run.queue.add(wrong);
  run.queue.add(run.mail);
  run.server.hears(envelope).says(envelope_taken).hears(mail_lines).says("250 queued");
  run.server.hears(envelope).says(envelope_taken).hears(mail_lines).says("250 queued").parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "InvalidArgument: InvalidAddress in To", "Accepted"}));
}

TEST(Queue, OfWrongArgumentsAloneNothingIsSent) {
  Bench bench;
  Mail wrong = bench.mail;
  wrong.to = "nobody";
  KeptQueue queue;
  for (int i = 0; i < 3; ++i) queue.add(wrong);
  EXPECT_TRUE(bench.client.send(bench.relay, queue));
  EXPECT_EQ(queue.ends.size(), 3U);
  EXPECT_TRUE(bench.client.idle());
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Queue, AnEmptyQueueIsDoneAtOnce) {
  Bench bench;
  KeptQueue queue;
  EXPECT_TRUE(bench.client.send(bench.relay, queue));
  EXPECT_TRUE(bench.client.idle());
}

TEST(Queue, AMailThatTheServersOfferForbidsIsToldInItsTurn) {
  Bench bench;
  bench.relay.pipelining = Pipelining::AcrossMails;
  Mail large = bench.mail;
  const std::string text(200, 'x');
  large.text = text;
  KeptQueue queue;
  queue.add(bench.mail);
  queue.add(large);
  queue.add(bench.mail);
  const Script sized{"MAIL FROM:<node7@plant.example> SIZE=29", "RCPT {}", "DATA"};
  bench.server.greets_and_offers({"PIPELINING", "SIZE 100"});
  for (int i = 0; i < 2; ++i) {
    bench.server.hears(sized).says(envelope_taken).hears(mail_lines).says("250 queued");
  }
  bench.server.parts();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(), (Lines{"Accepted", "Rejected: SizeExceeded", "Accepted"}));
}

TEST(Queue, OfALostConnectionTheMailWhoseEndWasOutIsUnknownAndTheNextStaysQueued) {
  QueueRun run;
  for (int i = 0; i < 3; ++i) run.queue.add(run.mail);
  run.server.hears(envelope).says(envelope_taken).hears(mail_lines).hears(envelope).resets();
  EXPECT_EQ(run.go(), (Lines{"Unknown: ConnectionLost"}));
  EXPECT_TRUE(run.client.idle());
  run.server.next_connection().greets_and_offers({"PIPELINING"});
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears(envelope)
      .says(first_taken);
  run.server.hears(mail_lines).says("250 queued").parts();
  EXPECT_EQ(run.go(), (Lines{"Unknown: ConnectionLost", "Accepted", "Accepted"}));
}

TEST(Queue, A421ForTheFirstEndsTheRun) {
  QueueRun run;
  for (int i = 0; i < 2; ++i) run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears(envelope)
      .says("421 4.3.2 shutting down")
      .hears_the_end();
  EXPECT_EQ(run.go(), (Lines{"Deferred: ServiceClosing 421"}));
}

TEST(Queue, AnEarlyReplyToTheNextMailIsNotBelieved) {
  QueueRun run;
  for (int i = 0; i < 2; ++i) run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears(envelope)
      .says({"250 queued", "250 ok", "250 ok", "354 go", "250 queued too"})
      .hears_whatever();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Deferred: EarlyReply"}));
}

TEST(Queue, AbortEndsTheRun) {
  QueueRun run;
  for (int i = 0; i < 2; ++i) run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears(envelope)
      .hears_whatever();
  ASSERT_TRUE(run.client.send(run.relay, run.queue));
  run.run_for(seconds(1));
  EXPECT_FALSE(run.client.idle());
  run.client.abort();
  EXPECT_EQ(run.queue.what(), (Lines{"Unknown: Aborted"}));
  EXPECT_TRUE(run.client.idle());
}

TEST(Queue, InTheSmallestMemoryItIsTheSame) {
  QueueRun run{starved};
  for (int i = 0; i < 3; ++i) run.queue.add(run.mail);
  run.server.hears(envelope).says(envelope_taken);
  for (int i = 0; i < 2; ++i) run.server.hears(mail_lines).hears(envelope).says(first_taken);
  run.server.hears(mail_lines).says("250 queued").parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Accepted", "Accepted"}));
}

TEST(Queue, BehindItsLastMailTheConnectionIsThereForAnother) {
  QueueRun run;
  run.queue.add(run.mail);
  for (int i = 0; i < 2; ++i) {
    run.server.hears(envelope).says(envelope_taken).hears(mail_lines).says("250 queued");
  }
  run.server.parts();
  ASSERT_TRUE(run.client.send(run.relay, run.queue));
  run.run_while([&] { return !run.client.idle(); });
  EXPECT_EQ(run.queue.what(), (Lines{"Accepted"}));
  EXPECT_EQ(run.send().what(), "Accepted");
}

TEST(Queue, AQueueThatIsFilledMeanwhileGoesOn) {
  QueueRun run;
  run.queue.add(run.mail);
  run.server.hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .hears_nothing_for(seconds(5))
      .says("250 queued")
      .hears(envelope)
      .says(envelope_taken)
      .hears(mail_lines)
      .says("250 queued")
      .parts();
  ASSERT_TRUE(run.client.send(run.relay, run.queue));
  run.run_for(seconds(3));
  run.sleep(seconds(4));
  run.queue.add(run.mail);
  run.rest();
  EXPECT_EQ(run.queue.what(), (Lines{"Accepted", "Accepted"}));
}

}  // namespace
}  // namespace postino::test
