// SPDX-License-Identifier: MIT
// docs/errors.md, "What decides": a refusal that decides outlives whatever follows it, and a report
// is in the words of one reply.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

enum class After { Close, Reset, Silence, Closing, Nonsense, Abort };

/// What the server, or the application, does after the refusal.
void follow(Bench& bench, After after) {
  switch (after) {
    case After::Close:
      bench.server.closes();
      break;
    case After::Reset:
      bench.server.waits(seconds(1)).resets();
      break;
    case After::Silence:
    case After::Abort:
      bench.server.hears_whatever();
      break;
    case After::Closing:
      bench.server.says("421 4.3.2 and now I close").closes();
      break;
    case After::Nonsense:
      bench.server.says("what?").closes();
      break;
  }
}

class DecidingReply : public ::testing::TestWithParam<After> {
 protected:
  /// Sends what the script of `bench` is for; the refusal is the last thing in it.
  Sent send(Bench& bench) {
    follow(bench, GetParam());
    bench.server.may_be_cut_short = true;
    if (GetParam() != After::Abort) return bench.send();
    bench.start();
    bench.run_for(seconds(5));
    bench.client.abort();
    return bench.finish();
  }
};

void expect(const Sent& sent, const std::string& what_and_where, const std::string& words,
            const std::string& enhanced, const std::string& recipients) {
  EXPECT_EQ(sent.what_and_where(), what_and_where);
  EXPECT_EQ(sent.text, words);
  EXPECT_EQ(sent.enhanced(), enhanced);
  EXPECT_EQ(sent.recipients(), recipients);
}

const Script pipelining{"PIPELINING", "ENHANCEDSTATUSCODES"};

TEST_P(DecidingReply, K03_IsThatToMail) {
  Bench bench;
  bench.server.greets_and_offers(pipelining)
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says("550 5.7.1 on a list");
  expect(send(bench), "Rejected: NegativeReply 550 in MailFrom", "5.7.1 on a list", "5.7.1",
         "Rejected 0");
}

TEST_P(DecidingReply, K03_IsThatToMailBy521) {
  Bench bench;
  bench.server.greets_and_offers(pipelining)
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says("521 5.3.2 I take no mail");
  expect(send(bench), "Rejected: NegativeReply 521 in MailFrom", "5.3.2 I take no mail", "5.3.2",
         "Rejected 0");
}

TEST_P(DecidingReply, K03_IsThatToTheOnlyRecipient) {
  Bench bench;
  bench.server.greets_and_offers(pipelining)
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 nobody"});
  expect(send(bench), "Rejected: AllRecipients 550 in RcptTo", "5.1.1 nobody", "5.1.1",
         "Rejected 550");
}

TEST_P(DecidingReply, K03_IsTheFirstOfThoseThatDeferAllRecipients) {
  Bench bench;
  bench.mail.to = three;
  bench.server.greets_and_offers(pipelining)
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 no a", "450 4.2.0 busy b", "451 4.3.0 busy c"});
  expect(send(bench), "Deferred: AllRecipients 450 in RcptTo", "4.2.0 busy b", "4.2.0",
         "Rejected 550, Deferred 450, Deferred 451");
}

TEST_P(DecidingReply, K03_IsThatToAChunk) {
  Bench bench{starved};
  TextSource source{"Subject: Pump 3\r\n\r\n" + std::string(400, 'x') + "\r\n"};
  source.knows_its_size = false;
  bench.mail.text = source;
  bench.relay.extensions = eager;
  // Five chunks, each with its command, and the last one.
  bench.server.greets_and_offers({"PIPELINING", "CHUNKING", "ENHANCEDSTATUSCODES"})
      .hears({"MAIL {}", "RCPT {}", "BDAT 00033"})
      .hears_octets(33 + 3 * (12 + 103) + 12 + 79)
      .hears("BDAT 0 LAST")
      .says({"250 ok", "250 ok", "552 5.2.3 too long"});
  expect(send(bench), "Rejected: NegativeReply 552 in Chunk", "5.2.3 too long", "5.2.3",
         "Rejected 250");
}

TEST_P(DecidingReply, K03_IsThatToEhloWhenHeloHasNone) {
  if (GetParam() == After::Closing) return;  // a reply to HELO, and so it decides
  Bench bench;
  bench.server.greets().hears("EHLO {}").says("550 5.7.1 not you").hears("HELO {}");
  expect(send(bench), "Deferred: NegativeReply 550 in Ehlo", "5.7.1 not you", "5.7.1",
         "Deferred 0");
}

TEST_P(DecidingReply, K03_IsThatToAuthWhenTheSecondOneHasNone) {
  if (GetParam() == After::Closing) return;  // a reply to AUTH, and so it decides
  Bench bench;
  bench.relay.login = credentials;
  bench.server.greets_and_offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN {}")
      .says("504 5.5.4 not so")
      .hears("AUTH PLAIN");
  expect(send(bench), "Deferred: NegativeReply 504 in Auth", "5.5.4 not so", "5.5.4", "Deferred 0");
}

std::string name_of(const ::testing::TestParamInfo<After>& info) {
  constexpr const char* names[] = {"Close", "Reset", "Silence", "Closing", "Nonsense", "Abort"};
  return names[static_cast<int>(info.param)];
}

INSTANTIATE_TEST_SUITE_P(Before, DecidingReply,
                         ::testing::Values(After::Close, After::Reset, After::Silence,
                                           After::Closing, After::Nonsense, After::Abort),
                         name_of);

TEST(DecidingReplyWords, K04_AreOfTheReplyWhoseCodeIsReported) {
  for (const bool pipelines : {true, false}) {
    Bench bench;
    constexpr Recipient two[] = {{"bob@plant.example"}, {"ann@plant.example"}};
    bench.mail.to = two;
    if (pipelines) {
      bench.server.greets_and_offers(pipelining)
          .hears({"MAIL {}", "RCPT {}", "RCPT {}", "DATA"})
          .says({"250 ok", "550 5.1.1 no such user bob", "250 2.1.5 ann", "451 4.3.0 disk full"});
    } else {
      bench.server.greets_and_offers({"ENHANCEDSTATUSCODES"})
          .hears("MAIL {}")
          .says("250 ok")
          .hears("RCPT {}")
          .says("550 5.1.1 no such user bob")
          .hears("RCPT {}")
          .says("250 2.1.5 ann")
          .hears("DATA")
          .says("451 4.3.0 disk full");
    }
    bench.server.parts();
    expect(bench.send(), "Deferred: NegativeReply 451 in Data", "4.3.0 disk full", "4.3.0",
           "Rejected 550, Deferred 250");
  }
}

TEST(DecidingReplyWords, K04_AreThoseOf421AfterARefusedRecipient) {
  Bench bench;
  bench.mail.to = three;
  bench.server.greets_and_offers(pipelining)
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 no a", "421 4.3.2 closing"})
      .closes();
  expect(bench.send(), "Deferred: ServiceClosing 421 in RcptTo", "4.3.2 closing", "4.3.2",
         "Rejected 550, Deferred 421, Deferred 0");
}

TEST(DecidingReplyWords, K04_AreNoneWhenTheReplyToHeloBreaksOff) {
  Bench bench;
  bench.server.greets().hears("EHLO {}").says("550 not you").hears("HELO {}").sends("550-nor");
  bench.server.closes();
  expect(bench.send(), "Deferred: NegativeReply 550 in Ehlo", "", "", "Deferred 0");
}

TEST(DecidingReplyWords, K04_AreNotThoseOfEhloWhenAuthIsRefused) {
  Bench bench;
  bench.relay.login = credentials;
  bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN {}").says("535 no").may_part();
  EXPECT_EQ(bench.send().text, "no");
}

TEST(DecidingReplyWords, K04_AreThoseOfTheFinalReplyWhenARecipientWasRefused) {
  Bench bench;
  bench.mail.to = three;
  bench.server.greets_and_offers(pipelining)
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 no a", "250 ok", "250 ok", "354 go"})
      .hears_mail()
      .says("250 2.0.0 queued as 7")
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.error.code, 250);
  EXPECT_EQ(sent.text, "2.0.0 queued as 7");
}

/// A refusal that nobody asked for, in pieces: what begins it is not taken for an early reply.
TEST(DecidingReplyWords, AreThoseOfAnUnaskedRefusalInWhateverPieces) {
  const std::string reply = "552 5.2.3 too long\r\n";
  for (std::size_t cut = 1; cut < reply.size(); ++cut) {
    Bench bench{starved};
    bench.server.greets_and_offers({"ENHANCEDSTATUSCODES"})
        .takes_envelope()
        .sends(reply.substr(0, cut))
        .waits(seconds(1))
        .sends(reply.substr(cut))
        .hears_whatever();
    expect(bench.send(), "Rejected: NegativeReply 552 in EndOfData", "5.2.3 too long", "5.2.3",
           "Rejected 250");
  }
}

TEST(DecidingReplyWords, AreThoseOfA421InWhateverPieces) {
  const std::string reply = "421 4.3.2 closing\r\n";
  for (std::size_t cut = 1; cut < reply.size(); ++cut) {
    Bench bench;
    bench.server.greets_and_offers({"ENHANCEDSTATUSCODES"})
        .hears("MAIL {}")
        .sends("250 ok\r\n" + reply.substr(0, cut))
        .waits(seconds(1))
        .sends(reply.substr(cut))
        .hears_the_end();
    expect(bench.send(), "Deferred: ServiceClosing 421 in RcptTo", "4.3.2 closing", "4.3.2",
           "Deferred 0");
  }
}

}  // namespace
}  // namespace postino::test
