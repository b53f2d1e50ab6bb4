// SPDX-License-Identifier: MIT
// RFC 5321 3.3, 3.8, 4.1.1.5: several mails on one connection.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(Reuse, SeveralMailsGoOnOneConnection) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"}).takes_mail().takes_mail().takes_mail().parts();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST(Reuse, AuthenticationIsDoneOnce) {
  Bench bench;
  bench.relay.login = Login{.user = "pump", .password = "secret", .allow_clear_text = true};
  bench.server.greets_and_offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN {}")
      .says("235 ok")
      .takes_mail()
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Reuse, WithoutAFurtherMailQuitIsSaidAtTheNextPoll) {
  Bench bench;
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.in_clear().find("QUIT"), string::npos);
  EXPECT_TRUE(bench.clock.now().reached(bench.client.poll_at()));
  bench.client.poll(bench.clock.now());
  EXPECT_NE(bench.wire.in_clear().find("QUIT"), string::npos);
}

TEST(Reuse, QuitIsSaidAtOnceThoughTheConnectionWasToStay) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.client.poll(bench.clock.now());
  EXPECT_FALSE(bench.clock.now().reached(bench.client.poll_at()));
  bench.client.quit();
  EXPECT_TRUE(bench.clock.now().reached(bench.client.poll_at()));
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed(), before);
}

TEST(Reuse, AKeptConnectionIsClosedWhenItsTimeIsOver) {
  Bench bench;
  bench.relay.keep_open = seconds(30);
  bench.server.greets_and_offers().takes_mail().hears_nothing_for(seconds(29)).parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, seconds(30));
}

TEST(Reuse, AKeptConnectionTakesALaterMail) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers()
      .takes_mail()
      .hears_nothing_for(seconds(20))
      .takes_mail()
      .hears_nothing_for(minutes(9))
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.run_for(minutes(5));
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST(Reuse, TheSessionsDeadlineCountsEachMailAnew) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.relay.timeouts.session = minutes(1);
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.run_for(minutes(5));
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Reuse, QuitEndsAKeptConnection) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.run_for(seconds(5));
  bench.client.quit();
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed(), before);
}

TEST(Reuse, QuitDuringAMailWaitsForItsEnd) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_envelope().waits(seconds(1)).hears_mail();
  bench.server.waits(seconds(1)).says("250 ok").parts();
  bench.start();
  bench.run_for(Millis{500});
  bench.client.quit();
  EXPECT_EQ(bench.finish().what(), "Accepted");
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed(), before);
}

TEST(Reuse, AnotherServerGetsAConnectionOfItsOwn) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.other = bench.relay;
  bench.other.host = "other.example";
  bench.server.greets_and_offers().takes_mail().parts().next_connection();
  bench.server.greets_and_offers().takes_mail().hears_nothing_for(minutes(9)).parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.host(), "mail.example");
  EXPECT_EQ(bench.send(bench.other, bench.mail).what(), "Accepted");
  EXPECT_EQ(bench.wire.host(), "other.example");
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST(Reuse, AnotherServersMailWaitsForTheOldOnesQuitNotLongerThanItsDeadline) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.other = bench.relay;
  bench.other.host = "other.example";
  bench.server.greets_and_offers().takes_mail().hears("QUIT").next_connection();
  bench.server.greets_and_offers().takes_mail().hears_nothing_for(minutes(9)).parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Sent sent = bench.send(bench.other, bench.mail);
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.took, seconds(5));
}

TEST(Reuse, AnOldServersEndAtQuitIsNoHarmToAnothersMail) {
  for (const bool reset : {false, true}) {
    Bench bench;
    bench.relay.keep_open = minutes(10);
    bench.other = bench.relay;
    bench.other.host = "other.example";
    bench.server.greets_and_offers().takes_mail().hears("QUIT").waits(seconds(1));
    if (reset) {
      bench.server.resets();
    } else {
      bench.server.closes();
    }
    bench.server.next_connection().greets_and_offers().takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
    EXPECT_EQ(bench.send(bench.other, bench.mail).what(), "Accepted");
  }
}

TEST(Reuse, ASessionMayEndWhileTheOldServersQuitIsAwaited) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.other = bench.relay;
  bench.other.host = "other.example";
  bench.other.timeouts.session = seconds(2);
  bench.server.greets_and_offers().takes_mail().hears("QUIT");
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Sent sent = bench.send(bench.other, bench.mail);
  EXPECT_EQ(sent.what(), "Deferred: SessionTimeout");
  EXPECT_EQ(sent.took, seconds(2));
}

TEST(Reuse, AMailBehindQuitGetsANewConnection) {
  Bench bench;
  bench.server.greets_and_offers()
      .takes_mail()
      .hears("QUIT")
      .waits(seconds(2))
      .says("221 bye")
      .closes()
      .next_connection()
      .greets_and_offers()
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.run_for(seconds(1));
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST(Reuse, QuitWithoutAConnectionIsForgotten) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.client.quit();
  bench.client.poll(bench.clock.now());
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.run_for(minutes(1));
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST(Reuse, ARecipientAcceptedBeforeCountsNothingForTheNextMail) {
  for (const bool wanted_all_the_same : {false, true}) {
    Bench bench;
    bench.server.greets_and_offers({"PIPELINING"})
        .takes_mail()
        .hears({"MAIL {}", "RCPT {}", "DATA"})
        .says({"250 ok", "550 no"});
    if (wanted_all_the_same) {
      bench.server.says("354 go").hears(".").says("250 ok");
    } else {
      bench.server.says("554 no");
    }
    bench.server.may_part();
    EXPECT_EQ(bench.send().what(), "Accepted");
    EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  }
}

TEST(Reuse, TheRepliesOfTheMailBeforeAreNotThoseOfTheNext) {
  Bench bench;
  bench.wire.behaviour.reconnects = false;
  bench.server.greets_and_offers().takes_mail().closes();
  EXPECT_EQ(bench.send().recipients(), "Accepted 250");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: ConnectFailed");
  EXPECT_EQ(sent.recipients(), "Deferred 0");
}

TEST(Reuse, HalfAReplyOfALostConnectionIsForgottenByTheNext) {
  for (const char* half : {"2", "250", "250-x\r\n", "250 x\r"}) {
    Bench bench;
    bench.server.greets().hears("EHLO {}").sends(half).closes();
    bench.server.next_connection().greets_and_offers().takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost") << half;
    EXPECT_EQ(bench.send().what(), "Accepted") << half;
  }
}

TEST(Reuse, HalfACommandOfALostConnectionIsForgottenByTheNext) {
  Bench bench{{.packets = 1, .packet_bytes = 64}};
  const string address = string(60, 'a') + "@plant.example";
  Mail two_packets = bench.mail;
  two_packets.from = {address};
  bench.wire.behaviour.acknowledges_after = seconds(2);
  bench.server.greets_and_offers().hears_octets(62).waits(seconds(1)).resets();
  bench.server.next_connection().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send(two_packets).what(), "Deferred: ConnectionLost");
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
}

TEST(Reuse, ARefusedSenderNeedsNoReset) {
  for (const bool pipelining : {false, true}) {
    Bench bench;
    if (pipelining) {
      bench.server.greets_and_offers({"PIPELINING"})
          .hears({"MAIL {}", "RCPT {}", "DATA"})
          .says({"550 no", "503 no", "503 no"});
    } else {
      bench.server.greets_and_offers().hears("MAIL {}").says("550 no");
    }
    bench.server.parts();
    EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
  }
}

TEST(Reuse, ARefusedMailIsResetBeforeTheNext) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("550 no")
      .hears("RSET")
      .says("250 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.flights().at(3), "RSET\r\n");
}

TEST(Reuse, PipelinedTheResetRidesInFrontOfTheNextMail) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 no", "503 no"})
      .hears("RSET")
      .says("250 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.flights().at(2),
            "RSET\r\nMAIL FROM:<node7@plant.example>\r\nRCPT TO:<ops@plant.example>\r\nDATA\r\n");
}

TEST(Reuse, ARefusedMailWithoutANextNeedsNoReset) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
}

TEST(Reuse, ARefusedResetDefersTheMailBehindIt) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("550 no")
      .hears("RSET")
      .says("451 no")
      .may_part();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 451 in Rset");
}

TEST(Reuse, ARefusedFinalReplyNeedsNoReset) {
  Bench bench;
  bench.server.greets_and_offers()
      .takes_envelope()
      .hears_mail()
      .says("554 no")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 554");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Reuse, AnInvalidArgumentCostsTheConnectionNothing) {
  Bench bench;
  bench.server.greets_and_offers({"SIZE 100"}).takes_mail().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  Mail large = bench.mail;
  const string text(200, 'x');
  large.text = text;
  EXPECT_EQ(bench.send(large).what(), "Rejected: SizeExceeded");
  Mail wrong = bench.mail;
  wrong.to = "nobody";
  EXPECT_EQ(bench.send(wrong).outcome, Outcome::InvalidArgument);
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

/// A kept connection that the server ends while nothing is said on it.
class ReuseOfADeadConnection : public ::testing::Test {
 protected:
  ReuseOfADeadConnection() {
    bench.relay.keep_open = minutes(10);
    bench.server.greets_and_offers().takes_mail().waits(seconds(30));
  }
  /// The next mail gets a connection of its own.
  void the_next_mail_is_accepted() {
    bench.server.next_connection().greets_and_offers().takes_mail().parts();
    bench.relay.keep_open = minutes(10);
    EXPECT_EQ(bench.send().what(), "Accepted");
    bench.run_for(minutes(1));
    EXPECT_EQ(bench.send().what(), "Accepted");
    EXPECT_EQ(bench.wire.connections(), 2U);
  }
  Bench bench;
};

TEST_F(ReuseOfADeadConnection, A421WhileIdleIsNoHarm) {
  bench.server.says("421 4.4.2 idle too long").closes();
  the_next_mail_is_accepted();
}

TEST_F(ReuseOfADeadConnection, AnEndWhileIdleIsNoHarm) {
  bench.server.closes();
  the_next_mail_is_accepted();
}

TEST_F(ReuseOfADeadConnection, AResetWhileIdleIsNoHarm) {
  bench.server.resets();
  the_next_mail_is_accepted();
}

TEST_F(ReuseOfADeadConnection, RubbishWhileIdleIsNoHarm) {
  bench.server.sends("250 ");
  the_next_mail_is_accepted();
}

TEST_F(ReuseOfADeadConnection, NoticedOnlyAtTheNextSendItIsNoHarmEither) {
  bench.server.closes().next_connection().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.sleep(minutes(1));
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST_F(ReuseOfADeadConnection, AnEndBetweenTwoMailsAtOnceIsNoHarm) {
  Bench other;
  other.server.greets_and_offers().takes_mail().closes();
  other.server.next_connection().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(other.send().what(), "Accepted");
  EXPECT_EQ(other.send().what(), "Accepted");
  bench.server.may_be_cut_short = true;
}

TEST(Reuse, SendReturnsFalseWhileAMailIsUnderWay) {
  Bench bench;
  bench.server.greets_and_offers().takes_mail().parts();
  bench.start();
  EXPECT_FALSE(bench.client.send(bench.relay, bench.mail, raw_mail));
  bench.client.poll(bench.clock.now());
  EXPECT_FALSE(bench.client.send(bench.relay, bench.mail, raw_mail));
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST(Reuse, AReportIsToldOnceAndMustBeTaken) {
  Bench bench;
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  for (int i = 0; i < 20; ++i) bench.client.poll(bench.clock.now());
  EXPECT_FALSE(bench.client.idle());
  EXPECT_FALSE(bench.client.send(bench.relay, bench.mail, raw_mail));
  const Report* const report = bench.client.take_report();
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->outcome, Outcome::Accepted);
  EXPECT_EQ(bench.client.take_report(), nullptr);
  EXPECT_TRUE(bench.client.idle());
}

TEST(Reuse, BeforeAndBehindAllThereIsNothingToWaitFor) {
  Bench bench;
  bench.client.poll(bench.clock.now());
  EXPECT_GT((bench.client.poll_at() - bench.clock.now()).value, 20U * 24U * 3600U * 1000U);
  EXPECT_FALSE(bench.client.connected());
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_FALSE(bench.client.connected());
  bench.client.poll(bench.clock.now());
  EXPECT_GT((bench.client.poll_at() - bench.clock.now()).value, 20U * 24U * 3600U * 1000U);
}

TEST(Reuse, AfterSendPollIsAskedForAtOnce) {
  Bench bench;
  bench.client.poll(bench.clock.now());
  bench.sleep(minutes(5));
  bench.server.greets_and_offers().takes_mail().parts();
  bench.start();
  EXPECT_TRUE(bench.clock.now().reached(bench.client.poll_at()));
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST(Reuse, NothingOfARecipientIsInTheNextReport) {
  Bench bench;
  bench.relay.keep_open = seconds(10);
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 nobody", "503 5.5.1 no"})
      .hears({"RSET", "MAIL {}", "RCPT {}", "DATA"})
      .closes();
  EXPECT_EQ(bench.send().each[0].enhanced, (EnhancedStatusCode{5, 1, 1}));
  const Sent sent = bench.send();
  EXPECT_EQ(sent.recipients(), "Deferred 0");
  EXPECT_EQ(sent.each[0].enhanced, EnhancedStatusCode{});
}

}  // namespace
}  // namespace postino::test
