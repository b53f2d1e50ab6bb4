// SPDX-License-Identifier: MIT
// What is believed of a server: a reply never begins before its command was handed over.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(Belief, AReplyIsBelievedTheMomentItsCommandWasHandedOver) {
  // The server of all these tests answers inside send(): nothing is too fast that is in order.
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"}).takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.took, Millis{});
}

TEST(Belief, TheAnswerToEhloTwiceIsOneTooMany) {
  Bench bench;
  bench.server.greets().hears("EHLO {}").sends("250 x\r\n250 x\r\n");
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

TEST(Belief, InStepTheAnswerToMailTwiceIsOneTooMany) {
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL {}").sends("250 x\r\n250 x\r\n").hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("RCPT"), string::npos);
}

TEST(Belief, APartOfAReplyBeforeItsCommandIsTooEarly) {
  for (const char* early : {"2", "250", "250 ", "250 x", "250-x\r\n", "\r\n", "\n"}) {
    Bench bench;
    bench.server.greets_and_offers()
        .hears("MAIL {}")
        .sends("250 x\r\n" + string(early))
        .hears_whatever();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.outcome, Outcome::Deferred) << early;
    EXPECT_EQ(sent.error.fault, Fault::EarlyReply) << early;
    EXPECT_EQ(bench.wire.in_clear().find("RCPT"), string::npos);
  }
}

TEST(Belief, APipelinedFlightGetsNoMoreRepliesThanCommands) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 a", "250 b", "354 c", "250 d"})
      .hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
}

TEST(Belief, TheAnswersOfAFlightThatWasNotYetSentAreTooEarly) {
  Bench bench;
  bench.server.greets()
      .hears("EHLO {}")
      .says({"250-x", "250 PIPELINING", "250 a", "250 b", "354 c"})
      .hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

TEST(Belief, A354AndA250InOneSegmentAreNoAcceptanceHoweverTheyAreCut) {
  const string octets = "354 go\r\n250 queued\r\n";
  for (std::size_t cut = 9; cut < octets.size(); ++cut) {
    for (const bool in_one : {true, false}) {
      Bench bench;
      bench.server.greets_and_offers({"PIPELINING"})
          .hears({"MAIL {}", "RCPT {}", "DATA"})
          .says({"250 a", "250 b"});
      if (in_one) {
        bench.server.sends(octets.substr(0, cut));
      } else {
        bench.server.sends(octets.substr(0, 8)).sends(octets.substr(8, cut - 8));
      }
      bench.server.hears_whatever();
      const Sent sent = bench.send();
      EXPECT_EQ(sent.what(), "Deferred: EarlyReply") << cut;
      EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos) << cut;
    }
  }
}

TEST(Belief, AReplyThatComesWhileTheLastPacketWaitsIsTooEarly) {
  Bench bench;
  bench.wire.behaviour.window = 7;
  bench.server.greets_and_offers()
      .takes_envelope()
      .hears_octets(Bench::letter.size())
      .says("250 queued")
      .hears_whatever();
  const Sent sent = bench.send();
  // The dot may have been handed over already or not; it is an acceptance in neither case, for its
  // first octet came before.
  EXPECT_NE(sent.outcome, Outcome::Accepted);
  EXPECT_EQ(sent.error.fault, Fault::EarlyReply);
}

TEST(Belief, AReplyBegunBeforeTheEndAndEndedBehindItIsTooEarly) {
  Bench bench;
  bench.wire.behaviour.window = 1;
  bench.server.greets_and_offers()
      .takes_envelope()
      .hears_octets(Bench::letter.size() - 1)
      .sends("2")
      .waits(seconds(1))
      .sends("50 queued\r\n")
      .hears_whatever();
  const Sent sent = bench.send();
  EXPECT_NE(sent.outcome, Outcome::Accepted);
  EXPECT_EQ(sent.error.fault, Fault::EarlyReply);
}

TEST(Belief, A421IsBelievedAtAnyTime) {
  Bench at_once;
  at_once.server.sends("220 x\r\n421 closing\r\n").closes().may_part();
  EXPECT_EQ(at_once.send().what(), "Deferred: ServiceClosing 421");
  Bench behind_ehlo;
  behind_ehlo.server.greets().hears("EHLO {}").sends("250 x\r\n421 closing\r\n").hears_whatever();
  EXPECT_EQ(behind_ehlo.send().what(), "Deferred: ServiceClosing 421");
  Bench behind_data;
  behind_data.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 a", "250 b", "354 c", "421 d"})
      .hears_whatever();
  EXPECT_EQ(behind_data.send().what(), "Deferred: ServiceClosing 421");
}

TEST(Belief, A5yzBehindThe354EndsTheMail) {
  Bench bench;
  const string text(5000, 'x');
  bench.mail.text = text;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 a", "250 b", "354 c"})
      .says("554 no, sorry")
      .hears_whatever();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: NegativeReply 554");
  EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
}

TEST(Belief, ARefusalInPiecesWhileTheMailIsSentEndsIt) {
  for (const std::size_t cut : {1U, 3U, 4U, 6U, 12U, 14U, 20U}) {
    const string refusal = "552-too big\r\n552 sorry\r\n";
    Bench bench;
    const string text(9000, 'x');
    bench.mail.text = text;
    bench.wire.behaviour.window = 1000;
    bench.server.greets_and_offers()
        .takes_envelope()
        .hears_octets(3000)
        .sends(refusal.substr(0, cut))
        .hears_octets(2000)
        .sends(refusal.substr(cut))
        .hears_whatever();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Rejected: NegativeReply 552 in Content") << cut;
    EXPECT_EQ(sent.text, "too big\nsorry");
  }
}

TEST(Belief, AReplyToTheNextPacketOfAFlightIsTooEarly) {
  // The flight needs several packets, and the pool has one that comes back late.
  Bench bench{{.packets = 1, .packet_bytes = 66}};
  bench.wire.behaviour.acknowledges_after = seconds(1);
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}"})
      .says({"250 ok", "250 ok", "354 too early"})
      .hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("DATA"), string::npos);
}

TEST(Belief, TheRepliesToAFlightAreCountedThoughTheyComeInPieces) {
  Bench bench;
  bench.wire.behaviour.segment = 1;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250-a", "250 b", "250 c", "354 d"})
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Belief, TheCodeOfARefusedFlightIsThatOfItsFirstRefusal) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"451 4.7.1 greylisted", "503 5.5.1 no sender", "503 5.5.1 no sender"})
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 451 in MailFrom");
  EXPECT_EQ(sent.text, "4.7.1 greylisted");
}

TEST(Belief, ARefusedSenderAndA354AllTheSameIsAnsweredByALoneDot) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"550 no", "250 ok", "354 go"})
      .hears(".")
      .says("250 queued")
      .may_part();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

}  // namespace
}  // namespace postino::test
