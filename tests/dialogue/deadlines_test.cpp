// SPDX-License-Identifier: MIT
// RFC 5321 4.5.3.2: each phase's deadline, with both presets, and the session's.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

/// A server that falls silent where the client waits in `where`.
struct Silence {
  const char* where;
  Millis Timeouts::*timeout;
  Millis rfc;
  Millis netx;
  void (*before)(Bench&);
};

void PrintTo(const Silence& silence, std::ostream* out) { *out << silence.where; }

ScriptedServer& knows(Bench& bench) { return bench.server.greets_and_offers({"AUTH LOGIN"}); }

void log_in(Bench& bench) {
  bench.relay.login = Login{
      .user = "pump", .password = "secret", .mechanisms = login_only, .allow_clear_text = true};
  knows(bench).hears("AUTH LOGIN");
}

const Silence silences[] = {
    {"Connect", &Timeouts::connect, seconds(30), seconds(10),
     [](Bench& bench) { bench.wire.behaviour.connect = Progress::Pending; }},
    {"Greeting", &Timeouts::greeting, minutes(5), seconds(10), [](Bench&) {}},
    {"Ehlo", &Timeouts::command, minutes(5), seconds(10),
     [](Bench& bench) { bench.server.greets().hears("EHLO {}"); }},
    {"Helo", &Timeouts::command, minutes(5), seconds(10),
     [](Bench& bench) {
       bench.server.greets().hears("EHLO {}").says("500 what?").hears("HELO {}");
     }},
    {"StartTls", &Timeouts::command, minutes(5), seconds(10),
     [](Bench& bench) {
       bench.relay.security = Security::StartTls;
       bench.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS");
     }},
    {"Handshake", &Timeouts::handshake, seconds(60), seconds(10),
     [](Bench& bench) {
       bench.relay.security = Security::StartTls;
       bench.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS").says("220 go").hears_hello();
     }},
    {"Auth", &Timeouts::auth, minutes(2), seconds(10), [](Bench& bench) { log_in(bench); }},
    {"AuthResponse", &Timeouts::auth, minutes(2), seconds(10),
     [](Bench& bench) {
       log_in(bench);
       bench.server.says("334 ").hears("{}");
     }},
    {"MailFrom", &Timeouts::command, minutes(5), seconds(10),
     [](Bench& bench) { knows(bench).hears("MAIL {}"); }},
    {"RcptTo", &Timeouts::command, minutes(5), seconds(10),
     [](Bench& bench) { knows(bench).hears("MAIL {}").says("250 ok").hears("RCPT {}"); }},
    {"Data", &Timeouts::data, minutes(2), seconds(30),
     [](Bench& bench) {
       knows(bench).hears("MAIL {}").says("250 ok").hears("RCPT {}").says("250 ok").hears("DATA");
     }},
    {"EndOfData", &Timeouts::end_of_data, minutes(10), seconds(30),
     [](Bench& bench) { knows(bench).takes_envelope().hears_mail(); }},
};

class DeadlineOf : public ::testing::TestWithParam<Silence> {
 protected:
  DeadlineOf() { GetParam().before(bench); }
  void falls_silent(Millis expected) {
    const Sent sent = bench.send();
    EXPECT_EQ(sent.error.fault, Fault::Timeout);
    EXPECT_EQ(name(sent.error.phase), GetParam().where);
    EXPECT_EQ(name(sent.outcome), string(GetParam().where) == "EndOfData" ? "Unknown" : "Deferred");
    EXPECT_EQ(sent.took, expected);
    EXPECT_FALSE(bench.client.connected());
    EXPECT_LT(bench.polls(), 60U);
  }
  Bench bench;
};
INSTANTIATE_TEST_SUITE_P(Deadlines, DeadlineOf, ::testing::ValuesIn(silences),
                         [](const auto& silence) { return string{silence.param.where}; });

TEST_P(DeadlineOf, IsThatOfTheRfc) { falls_silent(GetParam().rfc); }

TEST_P(DeadlineOf, IsThatOfNetX) {
  bench.relay.timeouts = netx_timeouts;
  falls_silent(GetParam().netx);
}

TEST_P(DeadlineOf, IsWhatTheCallerSaysToTheMillisecond) {
  bench.relay.timeouts.*GetParam().timeout = Millis{12345};
  falls_silent(Millis{12345});
}

TEST_P(DeadlineOf, IsNotMovedByLinesThatMeanNothingYet) {
  // No octet of an unfinished reply buys time. Where no reply is due it would be an early one.
  const string where = GetParam().where;
  if (where == "Connect" || where == "Handshake") {
    falls_silent(GetParam().rfc);
    return;
  }
  const char* line = "250-x\r\n";
  if (where == "Greeting" || where == "StartTls") line = "220-x\r\n";
  if (where.starts_with("Auth")) line = "334-x\r\n";
  if (where == "Data") line = "354-x\r\n";
  for (int i = 0; i < 80; ++i) bench.server.waits(seconds(9)).sends(line);
  const Sent sent = bench.send();
  EXPECT_EQ(sent.error.fault, Fault::Timeout);
  EXPECT_EQ(sent.took, GetParam().rfc);
}

TEST_P(DeadlineOf, TheSessionsComesFirstWhenItIsShorter) {
  bench.relay.timeouts.session = seconds(20);
  const Sent sent = bench.send();
  EXPECT_EQ(sent.error.fault, Fault::SessionTimeout);
  EXPECT_EQ(name(sent.error.phase), GetParam().where);
  EXPECT_EQ(name(sent.outcome), string(GetParam().where) == "EndOfData" ? "Unknown" : "Deferred");
  EXPECT_EQ(sent.took, seconds(20));
}

TEST(Deadlines, OctetsInDripsDoNotMoveTheGreetings) {
  Bench bench;
  bench.server.drips("220 " + string(400, 'x'), seconds(1));
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Greeting");
  EXPECT_EQ(sent.took, minutes(5));
}

TEST(Deadlines, AReplyInDripsWithinItsTimeIsFine) {
  Bench bench;
  bench.server.drips("220 x\r\n", seconds(40)).offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Deadlines, AReplyJustInTimeIsFineAndJustTooLateIsNot) {
  for (const std::uint32_t late : {0U, 1U, 2U}) {
    Bench bench;
    bench.server.waits(minutes(5) - Millis{1} + Millis{late});
    if (late == 0) {
      bench.server.greets_and_offers().takes_mail().parts();
      EXPECT_EQ(bench.send().what(), "Accepted");
    } else if (late == 2) {
      bench.server.greets();
      EXPECT_EQ(bench.send().what(), "Deferred: Timeout");
    }
  }
}

TEST(Deadlines, EachRoundOfAnExchangeHasItsOwn) {
  Bench bench;
  log_in(bench);
  bench.server.waits(seconds(110))
      .says("334 ")
      .hears("{}")
      .waits(seconds(110))
      .says("334 ")
      .hears("{}")
      .waits(seconds(110))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Deadlines, EachReplyOfAFlightHasItsOwn) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .waits(minutes(4))
      .says("250 ok")
      .waits(minutes(4))
      .says("250 ok")
      .waits(Millis{119000})
      .says("354 go")
      .hears_mail()
      .waits(minutes(9))
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

/// A mail of which only a part is ever taken.
Sent stuck_in_content(const Timeouts& timeouts, std::size_t taken) {
  Bench bench;
  const string text(20000, 'x');
  bench.mail.text = text;
  bench.relay.timeouts = timeouts;
  bench.server.greets_and_offers().takes_envelope().hears_whatever();
  bench.wire.behaviour.to_server = CutAt{.cut = Cut::Stall, .octets = taken};
  return bench.send();
}

TEST(Deadlines, APacketOfTheMailThatIsNotTakenIsDeferred) {
  const Sent sent = stuck_in_content({}, 5000);
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Content");
  EXPECT_EQ(sent.took, minutes(3));
  EXPECT_EQ(stuck_in_content(netx_timeouts, 5000).took, seconds(30));
}

TEST(Deadlines, EachPacketOfTheMailHasItsOwn) {
  Bench bench{{.packets = 2, .packet_bytes = 256}};
  const string text(3000, 'x');
  bench.mail.text = text;
  bench.relay.timeouts.block = seconds(5);
  bench.server.greets_and_offers().takes_envelope().hears_mail().says("250 ok").parts();
  bench.wire.behaviour.acknowledges_after = seconds(4);
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Deadlines, OctetsOfAPacketThatAreTakenInDripsDoNotMoveIt) {
  for (const std::size_t window : {20U, 5U}) {
    Bench bench;
    const string text(1300, 'x');
    bench.mail.text = text;
    bench.server.greets_and_offers().takes_envelope();
    bench.wire.behaviour.window = window;
    bench.wire.behaviour.window_opens_after = seconds(1);
    if (window == 20) {
      bench.server.hears_mail().says("250 ok").parts();
      EXPECT_EQ(bench.send().what(), "Accepted");
    } else {
      bench.server.hears_whatever();
      EXPECT_EQ(bench.send().what_and_where(), "Deferred: Timeout in EndOfData");
    }
  }
}

TEST(Deadlines, TheSessionsEndsAMailThatCrawls) {
  Bench bench;
  const string text(20000, 'x');
  bench.mail.text = text;
  bench.relay.timeouts.session = minutes(2);
  bench.server.greets_and_offers().takes_envelope().hears_whatever();
  bench.wire.behaviour.acknowledges_after = seconds(30);
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: SessionTimeout");
  EXPECT_EQ(sent.took, minutes(2));
}

TEST(Deadlines, TheSessionsBeginsWithTheFirstPoll) {
  Bench bench;
  bench.relay.timeouts.session = seconds(20);
  bench.start();
  bench.sleep(minutes(5));
  const Sent sent = bench.finish();
  EXPECT_EQ(sent.what(), "Deferred: SessionTimeout");
  EXPECT_EQ(sent.took, seconds(20));
}

TEST(Deadlines, OneThatPassedLongAgoIsNoticedAtOnce) {
  Bench bench;
  bench.start();
  bench.client.poll(bench.clock.now());
  bench.sleep(minutes(30));
  bench.client.poll(bench.clock.now());
  bench.client.poll(bench.clock.now());
  EXPECT_EQ(bench.finish().what_and_where(), "Deferred: Timeout in Greeting");
}

TEST(Deadlines, ANetworkThatCanNotConnectSaysSoWithItsNumber) {
  for (const auto& [progress, what] :
       {std::pair{Progress::NotFound, "Deferred: HostNotFound in Connect"},
        std::pair{Progress::Failed, "Deferred: ConnectFailed in Connect"}}) {
    Bench bench;
    bench.wire.behaviour.connect = progress;
    bench.wire.behaviour.connect_takes = seconds(3);
    bench.wire.behaviour.native_code = 111;
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), what);
    EXPECT_EQ(sent.error.native_code, 111);
    EXPECT_EQ(sent.took, seconds(3));
    EXPECT_FALSE(bench.client.connected());
  }
}

TEST(Deadlines, AConnectionThatTakesTimeIsFine) {
  Bench bench;
  bench.wire.behaviour.connect_takes = seconds(29);
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
