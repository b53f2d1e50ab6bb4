// SPDX-License-Identifier: MIT
// RFC 5321 3.3, 4.1.1.2, 4.1.1.3: the envelope, and each recipient's own result.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

/// What becomes of a mail whose MAIL is answered `reply`.
Sent when_mail_is_answered(std::string_view reply) {
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL FROM:<node7@plant.example>").says(reply).may_part();
  return bench.send();
}

TEST(Envelope, B097_ARefusedSenderIsRejectedOrDeferred) {
  EXPECT_EQ(when_mail_is_answered("552 5.3.4 too big").what_and_where(),
            "Rejected: NegativeReply 552 in MailFrom");
  EXPECT_EQ(when_mail_is_answered("452 4.3.1 full").what_and_where(),
            "Deferred: NegativeReply 452 in MailFrom");
  EXPECT_EQ(when_mail_is_answered("421 4.3.2 closing").what_and_where(),
            "Deferred: ServiceClosing 421 in MailFrom");
}

TEST(Envelope, B097_TheServersWordsAndItsStatusAreKept) {
  const Sent sent = when_mail_is_answered("552 5.3.4 too big");
  EXPECT_EQ(sent.text, "5.3.4 too big");
  EXPECT_EQ(sent.enhanced(), "5.3.4");
  EXPECT_EQ(sent.recipients(), "Rejected 0");
}

TEST(Envelope, ARefusedSenderEndsAPipelinedFlightInOrder) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL FROM:<node7@plant.example>", "RCPT TO:<ops@plant.example>", "DATA"})
      .says({"550 5.7.1 not you", "503 no sender", "503 no recipient"})
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: NegativeReply 550 in MailFrom");
  EXPECT_EQ(sent.text, "5.7.1 not you");
  EXPECT_EQ(sent.enhanced(), "5.7.1");
}

TEST(Envelope, ThreeHundredsAnswerNeitherMailNorRcpt) {
  EXPECT_EQ(when_mail_is_answered("354 go").what(), "Deferred: UnexpectedReply 354");
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("354 go");
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: UnexpectedReply 354 in RcptTo");
}

TEST(Envelope, AnyTwoHundredIsAnAcceptance) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("299 ok")
      .hears("RCPT {}")
      .says("221 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("200 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

/// The same in step and pipelined.
class EnvelopeOfThree : public ::testing::TestWithParam<bool> {
 protected:
  EnvelopeOfThree() {
    bench.mail.to = three;
    if (GetParam()) {
      bench.server.greets_and_offers({"PIPELINING"});
    } else {
      bench.server.greets_and_offers();
    }
    bench.server.hears("MAIL {}").says("250 ok");
  }
  ScriptedServer& answers(std::initializer_list<std::string_view> replies) {
    const char* name = "a";
    for (const std::string_view reply : replies) {
      bench.server.hears("RCPT TO:<" + string(name) + "@plant.example>").says(reply);
      name = *name == 'a' ? "b" : "c";
    }
    return bench.server;
  }
  Bench bench;
};
INSTANTIATE_TEST_SUITE_P(Envelope, EnvelopeOfThree, ::testing::Bool(), [](const auto& pipelined) {
  return pipelined.param ? "Pipelined" : "InStep";
});

TEST_P(EnvelopeOfThree, B098_EachHasItsOwnResult) {
  answers({"250 ok", "550 5.1.1 no such user", "450 4.2.1 later"})
      .hears("DATA")
      .says("354 go")
      .hears_mail(Bench::letter)
      .says("250 2.0.0 queued")
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Rejected 550, Deferred 450");
  EXPECT_EQ(sent.each.at(1).enhanced, (EnhancedStatusCode{5, 1, 1}));
  EXPECT_EQ(sent.each.at(2).enhanced, (EnhancedStatusCode{4, 2, 1}));
}

TEST_P(EnvelopeOfThree, B098_ARefusedMailIsRefusedForTheAcceptedOnes) {
  answers({"250 ok", "450 later", "250 ok"})
      .hears("DATA")
      .says("354 go")
      .hears_mail(Bench::letter)
      .says("554 5.6.0 no")
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: NegativeReply 554");
  EXPECT_EQ(sent.each.at(0).outcome, Outcome::Rejected);
  EXPECT_EQ(sent.each.at(1).outcome, Outcome::Deferred);
  EXPECT_EQ(sent.each.at(1).code, 450);
  EXPECT_EQ(sent.each.at(2).outcome, Outcome::Rejected);
}

TEST_P(EnvelopeOfThree, B099_AllRefusedIsRejected) {
  answers({"550 5.1.1 a", "551 b", "553 c"});
  if (GetParam()) bench.server.hears("DATA").says("554 no valid recipients");
  bench.server.parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: AllRecipients 550 in RcptTo");
  EXPECT_EQ(sent.text, "5.1.1 a");
  EXPECT_EQ(sent.enhanced(), "5.1.1");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Rejected 551, Rejected 553");
}

TEST_P(EnvelopeOfThree, B099_AllRefusedAndOneForATimeIsDeferred) {
  answers({"550 a", "450 b", "550 c"});
  if (GetParam()) bench.server.hears("DATA").says("503 no");
  bench.server.parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: AllRecipients 450");
  EXPECT_EQ(sent.text, "b") << "of the first reply with the message's outcome";
  EXPECT_EQ(sent.recipients(), "Rejected 550, Deferred 450, Rejected 550");
}

TEST_P(EnvelopeOfThree, B100_251And252AreAcceptances) {
  answers({"251 will forward", "252 can not verify", "250 ok"})
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Accepted 251, Accepted 252, Accepted 250");
}

TEST_P(EnvelopeOfThree, B101_LinesWithDifferentCodesAreNoReply) {
  answers({"250 ok"}).hears("RCPT {}").sends("550-x\r\n250 y\r\n").hears_whatever();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: MalformedReply in RcptTo");
}

TEST_P(EnvelopeOfThree, B102_TooFewRepliesAreDeferredAtTheDeadline) {
  answers({"250 ok", "250 ok"}).hears("RCPT {}");
  if (GetParam()) bench.server.hears("DATA");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in RcptTo");
  EXPECT_EQ(sent.took, minutes(5));
  EXPECT_EQ(sent.each.at(0).outcome, Outcome::Deferred);
}

TEST_P(EnvelopeOfThree, ARefusedDataIsRefusedForAll) {
  answers({"250 ok", "550 no", "250 ok"}).hears("DATA").says("554 5.7.1 no").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: NegativeReply 554 in Data");
  EXPECT_EQ(sent.each.at(0).outcome, Outcome::Rejected);
  EXPECT_EQ(sent.each.at(1).code, 550);
}

TEST(Envelope, B099_AServerThatWantsAMailForNobodyGetsALoneDot) {
  for (const char* reply : {"554 5.5.1 no valid recipients", "250 ok", "451 x"}) {
    Bench bench;
    bench.server.greets_and_offers({"PIPELINING"})
        .hears({"MAIL {}", "RCPT {}", "DATA"})
        .says({"250 ok", "550 5.1.1 no", "354 go"})
        .hears(".")
        .says(reply)
        .may_part();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.recipients(), "Rejected 550") << reply;
    EXPECT_EQ(sent.outcome, Outcome::Rejected) << reply;
    EXPECT_EQ(sent.error.fault, Fault::AllRecipients) << reply;
  }
}

TEST(Envelope, B099_WhateverTheAnswerToTheLoneDotNothingIsAccepted) {
  for (const char* reply : {"354 x", "x", "2500 x", "421 closing"}) {
    Bench bench;
    bench.server.greets_and_offers({"PIPELINING"})
        .hears({"MAIL {}", "RCPT {}", "DATA"})
        .says({"250 ok", "550 5.1.1 no", "354 go"})
        .hears(".")
        .says(reply)
        .may_part();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.recipients(), "Rejected 550") << reply;
    EXPECT_TRUE(sent.outcome == Outcome::Rejected || sent.outcome == Outcome::Deferred) << reply;
  }
}

TEST(Envelope, EveryRecipientOfAllThreeListsIsNamedOnce) {
  Bench bench;
  constexpr Recipient copies[] = {{"b@plant.example"}, {"c@plant.example", "Control room"}};
  bench.mail.to = "a@plant.example";
  bench.mail.cc = copies;
  bench.mail.bcc = "d@plant.example";
  bench.server.greets_and_offers()
      .hears("MAIL FROM:<node7@plant.example>")
      .says("250 ok")
      .hears("RCPT TO:<a@plant.example>")
      .says("250 ok")
      .hears("RCPT TO:<b@plant.example>")
      .says("251 ok")
      .hears("RCPT TO:<c@plant.example>")
      .says("550 no")
      .hears("RCPT TO:<d@plant.example>")
      .says("252 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  const Sent sent = bench.send(bench.mail, text_mail);
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Accepted 251, Rejected 550, Accepted 252");
  EXPECT_EQ(bench.server.mails().at(0).text.find("d@plant.example"), string::npos);
}

TEST(Envelope, TheSenderIsTheReversePathWhereThereIsOne) {
  Bench bench;
  bench.mail.sender = {"daemon@plant.example"};
  bench.server.greets_and_offers()
      .hears("MAIL FROM:<daemon@plant.example>")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send(bench.mail, text_mail).what(), "Accepted");
}

TEST(Envelope, A421AmongTheRepliesOfAFlightIsDeferred) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "421 closing"})
      .closes();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: ServiceClosing 421 in RcptTo");
}

}  // namespace
}  // namespace postino::test
