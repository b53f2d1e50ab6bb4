// SPDX-License-Identifier: MIT
// RFC 5321 4.2.5, RFC 1047: the reply that makes the mail the server's.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

/// A bench whose server has heard the whole mail.
class FinalReply : public ::testing::Test {
 protected:
  FinalReply() { bench.server.greets_and_offers().takes_envelope().hears_mail(Bench::letter); }
  Bench bench;
};

/// What becomes of a mail when the server sends `octets` behind its end.
Sent when_content_is_answered(const string& octets) {
  Bench bench;
  bench.server.greets_and_offers().takes_envelope().hears_mail().sends(octets).may_part();
  return bench.send();
}

TEST_F(FinalReply, TheLineFeedMakesItAccepted) {
  for (const char* reply : {"250 ok\r\n", "250\r\n", "250 \r\n", "250 ok\n", "299 x\r\n",
                            "250-2.0.0 queued\r\n250-as\r\n250 4711\r\n", "235 x\r\n"}) {
    EXPECT_EQ(when_content_is_answered(reply).what(), "Accepted") << reply;
  }
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, ItsCodeStatusAndTextAreReported) {
  bench.server.says({"250-2.0.0 queued", "250 2.0.0 as 4711"}).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.error.code, 250);
  EXPECT_EQ(sent.enhanced(), "2.0.0");
  EXPECT_EQ(sent.text, "2.0.0 queued\n2.0.0 as 4711");
  EXPECT_EQ(sent.recipients(), "Accepted 250");
}

TEST_F(FinalReply, B115_AnEndDoesNotCompleteIt) {
  for (const char* reply :
       {"", "2", "250", "250 q", "250 q\r", "250-q", "250-q\r\n", "250-q\r\n250 q"}) {
    Bench other;
    other.server.greets_and_offers().takes_envelope().hears_mail().sends(reply).closes();
    EXPECT_EQ(other.send().what_and_where(), "Unknown: ConnectionLost in EndOfData") << reply;
  }
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, B115_NorDoesAReset) {
  bench.wire.behaviour.native_code = 104;
  bench.server.sends("250 q").waits(seconds(1)).resets();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Unknown: ConnectionLost in EndOfData");
  EXPECT_EQ(sent.error.native_code, 104);
  EXPECT_EQ(sent.recipients(), "Unknown 250");
}

TEST_F(FinalReply, B116_LinesWithDifferentCodesAreNoReply) {
  EXPECT_EQ(when_content_is_answered("550-x\r\n250 y\r\n").what(), "Unknown: MalformedReply");
  EXPECT_EQ(when_content_is_answered("250-x\r\n550 y\r\n").what(), "Unknown: MalformedReply");
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, WhatIsNoReplyLeavesItUnknown) {
  for (const char* reply : {"2500 ok\r\n", "25 ok\r\n", "ok\r\n", "\r\n", "250ok\r\n", "650 x\r\n",
                            "25a x\r\n", "250 o\rk\r\n"}) {
    EXPECT_EQ(when_content_is_answered(reply).what(), "Unknown: MalformedReply") << reply;
  }
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, AThreeHundredLeavesItUnknown) {
  EXPECT_EQ(when_content_is_answered("354 go on\r\n").what(), "Unknown: UnexpectedReply 354");
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, B121_SilenceIsUnknownAtTheDeadline) {
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Unknown: Timeout in EndOfData");
  EXPECT_EQ(sent.took, seconds(600));
  EXPECT_EQ(bench.wire.in_clear().find("QUIT"), string::npos);
}

TEST_F(FinalReply, B122_ATemporaryRefusalIsDeferred) {
  bench.server.says("451 4.3.0 later").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 451 in EndOfData");
  EXPECT_EQ(sent.enhanced(), "4.3.0");
  EXPECT_EQ(sent.recipients(), "Deferred 250");
}

TEST_F(FinalReply, B122_A421IsDeferred) {
  bench.server.says("421 4.3.2 closing").closes().may_part();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: ServiceClosing 421 in EndOfData");
}

TEST_F(FinalReply, B122_APermanentRefusalIsRejected) {
  bench.server.says({"554-5.7.1 spam", "554 5.7.1 go away"}).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: NegativeReply 554 in EndOfData");
  EXPECT_EQ(sent.text, "5.7.1 spam\n5.7.1 go away");
  EXPECT_EQ(sent.recipients(), "Rejected 250");
}

TEST_F(FinalReply, B123_AResetAtQuitChangesNothing) {
  bench.server.says("250 ok").hears("QUIT").resets();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_FALSE(bench.client.connected());
}

TEST_F(FinalReply, B123_NorDoesOneBeforeQuit) {
  bench.relay.keep_open = minutes(1);
  bench.server.says("250 ok").waits(seconds(1)).resets();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(FinalReply, AnEndRightBehindAnAcceptanceChangesNothing) {
  bench.server.says("250 ok").closes();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.in_clear().find("QUIT"), string::npos);
}

TEST_F(FinalReply, NothingBehindAnAcceptanceUndoesIt) {
  for (const char* more : {"250 ok\r\n", "554 sorry\r\n", "421 bye\r\n", "5", "rubbish", "\r\n"}) {
    EXPECT_EQ(when_content_is_answered("250 ok\r\n" + string(more)).what(), "Accepted") << more;
  }
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, ASilentQuitChangesNothingAndEndsAtItsDeadline) {
  bench.server.says("250 ok").hears("QUIT");
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, seconds(5));
}

TEST_F(FinalReply, ARubbishAnswerToQuitChangesNothing) {
  for (const char* reply : {"x\r\n", "500 what?\r\n", "250 ok\r\n", "2", "221 a\r\n221 b\r\n"}) {
    Bench other;
    other.server.greets_and_offers().takes_mail().hears("QUIT").sends(reply);
    EXPECT_EQ(other.send().what(), "Accepted") << reply;
    other.rest();
    EXPECT_FALSE(other.client.connected());
    EXPECT_EQ(other.client.take_report(), nullptr);
  }
  bench.server.may_be_cut_short = true;
}

TEST_F(FinalReply, B125_TheTextIsEscapedForLogsAndTheCodeDecides) {
  bench.server.sends("554 \x1b[2J%n%s\xff\\\t250 ok\r\n").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: NegativeReply 554");
  char log[100];
  const std::size_t length = escape(sent.text, log);
  EXPECT_EQ(string(log, length), "\\x1B[2J%n%s\\xFF\\x5C\\x09250 ok");
}

}  // namespace
}  // namespace postino::test
