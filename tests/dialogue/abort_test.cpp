// SPDX-License-Identifier: MIT
// The caller ends it all, wherever the conversation stands.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

/// A pipelined or stepwise mail over fake TLS with a login: every phase there is.
void write_script(Bench& bench) {
  bench.relay.security = Security::StartTls;
  bench.relay.login = Login{.user = "pump", .password = "secret", .mechanisms = login_only};
  bench.server.greets_and_offers({"STARTTLS"})
      .hears("STARTTLS")
      .says("220 go")
      .hears_hello()
      .waits(seconds(1))
      .starts_tls()
      .offers({"AUTH LOGIN"})
      .hears("AUTH LOGIN")
      .says("334 ")
      .hears("{}")
      .says("334 ")
      .hears("{}")
      .says("235 ok")
      .takes_mail()
      .parts();
}

TEST(Abort, AtEveryStepEndsTheMailAtOnce) {
  std::size_t steps = 0;
  {
    Bench whole;
    write_script(whole);
    EXPECT_EQ(whole.send().what(), "Accepted");
    steps = whole.server.steps_done();
  }
  ASSERT_GT(steps, 20U);
  for (std::size_t step = 0; step < steps; ++step) {
    Bench bench;
    bench.server.may_be_cut_short = true;
    bench.wire.behaviour.acknowledges_after = seconds(5);
    write_script(bench);
    bench.start();
    bench.run_while([&] { return bench.server.steps_done() < step; });
    bench.client.abort();
    const Sent sent = bench.finish();
    const bool all_said = !bench.server.mails().empty();
    if (sent.outcome != Outcome::Accepted) {
      EXPECT_EQ(sent.what(), all_said ? "Unknown: Aborted" : "Deferred: Aborted") << step;
    }
    EXPECT_EQ(bench.pool().taken(), 0U) << step;
    EXPECT_FALSE(bench.client.connected()) << step;
    EXPECT_TRUE(bench.client.idle()) << step;
    EXPECT_EQ(bench.client.take_report(), nullptr) << step;
  }
}

TEST(Abort, WhileConnectingEndsTheLookup) {
  Bench bench;
  bench.wire.behaviour.connect_takes = seconds(5);
  bench.start();
  bench.run_for(seconds(1));
  bench.client.abort();
  EXPECT_EQ(bench.finish().what_and_where(), "Deferred: Aborted in Connect");
  EXPECT_EQ(bench.wire.ended(), FakeSocket::Ended::Aborted);
}

TEST(Abort, BeforeTheFirstPollIsDeferred) {
  Bench bench;
  bench.start();
  bench.client.abort();
  EXPECT_EQ(bench.finish().what(), "Deferred: Aborted");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Abort, BehindTheEndOfTheMailIsUnknown) {
  Bench bench;
  bench.server.greets_and_offers().takes_envelope().hears_mail().waits(seconds(5)).says("250 ok");
  bench.start();
  bench.run_for(seconds(1));
  bench.client.abort();
  EXPECT_EQ(bench.finish().what_and_where(), "Unknown: Aborted in EndOfData");
}

TEST(Abort, OfAMailThatWaitsForAnOldConnectionIsDeferred) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.other = bench.relay;
  bench.other.host = "other.example";
  bench.server.greets_and_offers().takes_mail().hears("QUIT");
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.start(bench.other, bench.mail);
  bench.run_for(seconds(1));
  bench.client.abort();
  EXPECT_EQ(bench.finish().what(), "Deferred: Aborted");
  EXPECT_FALSE(bench.client.connected());
}

TEST(Abort, WithoutAMailThereIsNoReport) {
  Bench bench;
  bench.client.abort();
  EXPECT_EQ(bench.client.take_report(), nullptr);
  EXPECT_TRUE(bench.client.idle());
}

TEST(Abort, OfAKeptConnectionClosesItWithoutAWord) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.client.abort();
  EXPECT_FALSE(bench.client.connected());
  EXPECT_EQ(bench.wire.ended(), FakeSocket::Ended::Aborted);
}

TEST(Abort, DoesNotTakeAReportAway) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail();
  EXPECT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  for (int i = 0; i < 20; ++i) bench.client.poll(bench.clock.now());
  bench.client.abort();
  const Report* const report = bench.client.take_report();
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->outcome, Outcome::Accepted);
}

TEST(Abort, TheClientCanBeUsedAgain) {
  Bench bench;
  bench.server.greets().hears("EHLO {}").next_connection().greets_and_offers().takes_mail().parts();
  bench.start();
  bench.run_for(seconds(1));
  bench.client.abort();
  EXPECT_EQ(bench.finish().what_and_where(), "Deferred: Aborted in Ehlo");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Abort, IsWhatTheEndOfAScopeDoes) {
  Bench bench;
  bench.server.greets().hears("EHLO {}");
  {
    RecipientReport room[1];
    Scoped<Client> client{bench.tls, Memory{bench.pool(), room, {}}};
    EXPECT_TRUE(client.send(bench.relay, bench.mail, raw_mail));
    for (int i = 0; i < 20; ++i) client.poll(bench.clock.now());
    EXPECT_TRUE(client.connected());
  }
  EXPECT_FALSE(bench.wire.open());
  EXPECT_EQ(bench.pool().taken(), 0U);
}

TEST(Abort, BeforeTheFirstPollSaysNothingOfTheMessageBefore) {
  Bench bench;
  bench.relay.keep_open = seconds(10);
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 nobody", "503 5.5.1 no"});
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  bench.start();
  bench.client.abort();
  const Sent sent = bench.finish();
  EXPECT_EQ(sent.what(), "Deferred: Aborted");
  EXPECT_EQ(sent.error.code, 0);
  EXPECT_EQ(sent.recipients(), "Deferred 0");
}

}  // namespace
}  // namespace postino::test
