// SPDX-License-Identifier: MIT
// A queue whose next message can't run on, or whose connection ends before anything was answered.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using Lines = std::vector<std::string>;

const Script again_envelope{"MAIL FROM:<node7@plant.example> SIZE=29",
                            "RCPT TO:<ops@plant.example>"};
const Script again_data{"MAIL FROM:<node7@plant.example> SIZE=29", "RCPT TO:<ops@plant.example>",
                        "DATA"};
const Script again_chunk{"BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."};

/// As raw_mail, and counts how often a message is begun.
class CountingBegins final : public Composer {
 public:
  [[nodiscard]] Error check(const Mail& mail) const override { return raw_mail.check(mail); }
  [[nodiscard]] ContentFacts begin(Composition& composition) const override {
    ++begun;
    return raw_mail.begin(composition);
  }
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override {
    return raw_mail.pull(composition, into);
  }
  mutable std::size_t begun = 0;
};

struct QueueAgain : Bench {
  explicit QueueAgain(const Extensions& extensions = {}) {
    relay.pipelining = Pipelining::AcrossMails;
    relay.extensions = extensions;
    relay.keep_open = minutes(10);
    too_large.text = many;
  }
  ScriptedServer& opens() {
    return server.greets_and_offers({"PIPELINING", "SIZE 100", "CHUNKING"});
  }
  Lines go() {
    EXPECT_TRUE(client.send(relay, queue));
    rest();
    return queue.what();
  }
  std::string many = std::string(200, 'x') + "\r\n";
  Mail too_large = mail;
  KeptQueue queue;
};

TEST(QueueAgain, ARefusedGreetingEndsTheRunAndTheOthersStayQueued) {
  QueueAgain run;
  for (int i = 0; i < 3; ++i) run.queue.add(run.mail);
  run.server.says("554 5.3.2 no").parts();
  EXPECT_EQ(run.go(), (Lines{"Deferred: NegativeReply 554"}));
  EXPECT_TRUE(run.client.idle());
  EXPECT_EQ(run.wire.connections(), 1U);
}

/// It goes by BDAT still when the next one was looked at, which the server's offer forbids.
TEST(QueueAgain, AMessageInChunksIsHeardOutBeforeOneThatCannotRunOn) {
  QueueAgain run{eager};
  Mail foreign = run.mail;
  foreign.to = "m\xc3\xbcller@plant.example";
  run.queue.add(run.mail);
  run.queue.add(foreign);
  run.opens().hears(again_envelope).hears(again_chunk).hears_nothing_for(seconds(1));
  run.server.says({"250 ok", "250 ok", "250 queued"}).parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Rejected: Utf8NotOffered"}));
}

/// Between two messages there is none to report.
TEST(QueueAgain, WhereverItIsAbortedNothingMoreIsSaid) {
  bool ended = false;
  for (int polls = 0; !ended; ++polls) {
    QueueAgain run;
    for (int i = 0; i < 2; ++i) run.queue.add(run.mail);
    run.relay.pipelining = Pipelining::WithinMail;
    run.server.greets_and_offers({"PIPELINING"}).takes_mail().takes_mail().may_part();
    run.server.may_be_cut_short = true;
    ASSERT_TRUE(run.client.send(run.relay, run.queue));
    int left = polls;
    run.run_while([&] { return left-- > 0 && !run.client.idle(); });
    ended = run.client.idle();
    run.client.abort();
    EXPECT_TRUE(run.client.idle()) << polls;
    const std::size_t reports = run.queue.what().size();
    run.rest();
    EXPECT_EQ(run.queue.what().size(), reports) << polls;
  }
}

TEST(QueueAgain, WhileItRunsNothingElseCanBeSent) {
  QueueAgain run;
  run.queue.add(run.mail);
  run.opens()
      .hears(again_data)
      .says({"250 ok", "250 ok", "354 go"})
      .hears(mail_lines)
      .says("250 ok");
  KeptQueue second;
  second.add(run.mail);
  ASSERT_TRUE(run.client.send(run.relay, run.queue));
  EXPECT_FALSE(run.client.send(run.relay, second));
  EXPECT_FALSE(run.client.send(run.relay, run.mail));
  run.server.parts();
  run.rest();
  EXPECT_EQ(run.queue.what(), Lines{"Accepted"});
  EXPECT_EQ(second.what(), Lines{});
}

TEST(QueueAgain, TheClientIsNotIdleBetweenTwoOfItsMessages) {
  QueueAgain run;
  run.relay.pipelining = Pipelining::Off;
  run.opens();
  for (int i = 0; i < 40; ++i) {
    run.queue.add(run.mail);
    for (const std::string_view line : again_data)
      run.server.hears(line).says(line == "DATA" ? "354 go" : "250 ok");
    run.server.hears(mail_lines).says("250 queued");
  }
  run.server.parts();
  ASSERT_TRUE(run.client.send(run.relay, run.queue));
  run.run_while([&run] {
    const bool runs = run.queue.ends.size() < 40;
    EXPECT_TRUE(!runs || !run.client.idle()) << run.queue.ends.size();
    return runs;
  });
  EXPECT_EQ(run.queue.ends.size(), 40U);
}

/// It is begun when it was to run on and in its turn, however often the client is polled meanwhile.
TEST(QueueAgain, AMessageThatCantRunOnIsTriedOnceAndThenInItsTurn) {
  QueueAgain run;
  const CountingBegins counting;
  run.queue.add(run.mail);
  run.queue.add(run.too_large, counting);
  run.opens().hears(again_data).says({"250 ok", "250 ok", "354 go"}).hears(mail_lines);
  run.server.drips("250 2.0.0 queued\r\n", seconds(1)).parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Rejected: SizeExceeded"}));
  EXPECT_EQ(counting.begun, 2U);
}

TEST(QueueAgain, AfterItTheOthersRunOnAgain) {
  QueueAgain run;
  run.queue.add(run.mail);
  run.queue.add(run.too_large);
  run.queue.add(run.mail);
  run.queue.add(run.mail);
  run.opens().hears(again_data).says({"250 ok", "250 ok", "354 go"}).hears(mail_lines);
  run.server.hears_nothing_for(seconds(1)).says("250 queued");
  run.server.hears(again_data).says({"250 ok", "250 ok", "354 go"}).hears(mail_lines);
  run.server.hears(again_data)
      .hears_nothing_for(seconds(1))
      .says({"250 queued", "250 ok", "250 ok", "354 go"});
  run.server.hears(mail_lines).says("250 queued").parts();
  EXPECT_EQ(run.go(), (Lines{"Accepted", "Rejected: SizeExceeded", "Accepted", "Accepted"}));
}

/// A kept connection that ended meanwhile: two messages went out at once, and nobody knows.
TEST(QueueAgain, OnALostConnectionMessagesThatWentOutTogetherAreNotSaidAgain) {
  QueueAgain run{eager};
  run.opens().hears(again_envelope).hears(again_chunk).says({"250 ok", "250 ok", "250 queued"});
  EXPECT_EQ(run.send().what(), "Accepted");
  run.queue.add(run.mail);
  run.queue.add(run.mail);
  run.server.hears(again_envelope)
      .hears(again_chunk)
      .hears("RSET")
      .hears(again_envelope)
      .hears(again_chunk)
      .closes();
  EXPECT_EQ(run.go(), (Lines{"Unknown: ConnectionLost", "Unknown: ConnectionLost"}));
  EXPECT_EQ(run.wire.connections(), 1U);
}

/// The message that was to run on was begun in the place of the one that is still in its packet.
TEST(QueueAgain, NorIsOneWhosePlaceTheNextOneTook) {
  QueueAgain run{eager};
  run.opens().hears(again_envelope).hears(again_chunk).says({"250 ok", "250 ok", "250 queued"});
  EXPECT_EQ(run.send().what(), "Accepted");
  run.queue.add(run.mail);
  run.queue.add(run.too_large);
  run.wire.behaviour.to_server = CutAt{Cut::Stall, run.wire.taken()};
  run.server.hears_nothing_for(seconds(1)).resets();
  EXPECT_EQ(run.go(), (Lines{"Deferred: ConnectionLost"}));
  EXPECT_EQ(run.queue.ends.front().attempts, 1U);
  EXPECT_EQ(run.wire.connections(), 1U);
}

/// What lies there when the next message begins is none of its replies.
TEST(QueueAgain, OctetsFromBeforeTheNextMessageEndItsConnection) {
  QueueAgain run;
  run.opens()
      .hears(again_data)
      .says({"250 ok", "250 ok", "354 go"})
      .hears(mail_lines)
      .says("250 queued");
  EXPECT_EQ(run.send().what(), "Accepted");
  run.wire.deliver("250 ok\r\n");
  run.server.next_connection();
  run.opens()
      .hears(again_data)
      .says({"250 ok", "250 ok", "354 go"})
      .hears(mail_lines)
      .says("250 queued")
      .parts();
  const Sent sent = run.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 2U);
}

}  // namespace
}  // namespace postino::test
