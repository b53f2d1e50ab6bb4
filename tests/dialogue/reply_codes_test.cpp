// SPDX-License-Identifier: MIT
// RFC 5321 4.2 and 4.3.2, RFC 3207 4.1, RFC 4954 4 and 6: codes that mean more or less than their
// first digit says, over each named client.
#include <gtest/gtest.h>

#include <string>

#include "postino/lmtp.hpp"
#include "support/settings.hpp"
#include "support/subject.hpp"

namespace postino::test {
namespace {

using std::string;

class ReplyCodes : public ::testing::TestWithParam<Subject> {
 protected:
  [[nodiscard]] std::unique_ptr<AnyBench> fresh() const {
    std::unique_ptr<AnyBench> made = GetParam().make({});
    if (!GetParam().features.in_clear) made->relay.security = Security::Tls;
    return made;
  }
  /// The script of a connection, from its greeting on.
  static ScriptedServer& opens(AnyBench& at) {
    return at.relay.security == Security::Tls ? at.server.starts_tls() : at.server;
  }
  /// That of one that took MAIL.
  static ScriptedServer& takes_sender(AnyBench& at) {
    return opens(at).greets_and_offers().hears("MAIL {}").says("250 ok");
  }
  /// A bench whose server has to answer AUTH LOGIN, or the name that it asked for.
  [[nodiscard]] std::unique_ptr<AnyBench> logging_in(bool response) const {
    auto at = fresh();
    at->relay.login = credentials;
    at->relay.login->mechanisms = login_only;
    opens(*at).greets_and_offers({"AUTH LOGIN"}).hears("AUTH LOGIN");
    if (response) at->server.says("334 VXNlcm5hbWU6").hears("{}");
    return at;
  }
};
constexpr const char* names[] = {"Client", "SmallClient", "SmallTlsClient"};
const Subject clients[] = {subject<Client>(names[0]), subject<SmallClient>(names[1]),
                           subject<SmallTlsClient>(names[2])};
INSTANTIATE_TEST_SUITE_P(Each, ReplyCodes, ::testing::ValuesIn(clients),
                         [](const auto& test) { return string{test.param.name}; });

/// RFC 5321 4.5.3.1.10: some servers say 552 where 452 is meant, "too many recipients".
TEST_P(ReplyCodes, K07_552ToOneRecipientIsForLater) {
  const auto at = fresh();
  at->mail.to = three;
  takes_sender(*at).hears("RCPT {}").says("250 ok").hears("RCPT {}").says("552 too many");
  at->server.hears("RCPT {}").says("550 no such user").hears("DATA").says("354 go");
  at->server.hears_mail(AnyBench::letter).says("250 queued").parts();
  const Sent sent = at->send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Deferred 552, Rejected 550");
}

TEST_P(ReplyCodes, K07_552ToAllRecipientsDefersTheMessage) {
  struct {
    Script replies;
    const char* what;
    const char* text;
    const char* recipients;
  } const cases[] = {{{"550 a", "552 b", "551 c"},
                      "Deferred: AllRecipients 552",
                      "b",
                      "Rejected 550, Deferred 552, Rejected 551"},
                     {{"552 a", "452 b", "550 c"},
                      "Deferred: AllRecipients 552",
                      "a",
                      "Deferred 552, Deferred 452, Rejected 550"},
                     {{"452 a", "552 b", "552 c"},
                      "Deferred: AllRecipients 452",
                      "a",
                      "Deferred 452, Deferred 552, Deferred 552"}};
  for (const auto& [replies, what, text, recipients] : cases) {
    const auto at = fresh();
    at->mail.to = three;
    takes_sender(*at);
    for (const std::string_view reply : replies) at->server.hears("RCPT {}").says(reply);
    at->server.parts();
    const Sent sent = at->send();
    EXPECT_EQ(sent.what(), what);
    EXPECT_EQ(sent.text, text) << "of the first reply with the message's outcome";
    EXPECT_EQ(sent.recipients(), recipients);
  }
}

TEST_P(ReplyCodes, K07_552ToAnythingElseRejectsTheMessage) {
  for (const string to : {"MAIL {}", "DATA"}) {
    const auto at = fresh();
    opens(*at).greets_and_offers().hears("MAIL {}");
    if (to == "DATA") at->server.says("250 ok").hears("RCPT {}").says("250 ok").hears(to);
    at->server.says("552 too large").parts();
    EXPECT_EQ(at->send().what(), "Rejected: NegativeReply 552") << to;
  }
  const auto end = fresh();
  opens(*end).greets_and_offers().takes_envelope().hears_mail().says("552 too large").parts();
  EXPECT_EQ(end->send().what(), "Rejected: NegativeReply 552");
}

TEST_P(ReplyCodes, K27_OnlyA354IsAGoAhead) {
  for (const string code : {"200", "250", "299", "300", "334", "353", "355", "399"}) {
    const auto at = fresh();
    takes_sender(*at).hears("RCPT {}").says("250 ok").hears("DATA").says(code + " go");
    at->server.hears_the_end();
    const Sent sent = at->send();
    EXPECT_EQ(sent.what_and_where(), "Deferred: UnexpectedReply " + code + " in Data");
    EXPECT_EQ(sent.text, "go");
    EXPECT_EQ(sent.recipients(), "Deferred 250");
  }
}

/// Steps to the reply to AUTH or, after a challenge, to the response.
TEST_P(ReplyCodes, K27_OnlyA235IsALogin) {
  for (const string code : {"200", "220", "250", "299"}) {
    for (const bool response : {false, true}) {
      const auto at = logging_in(response);
      at->server.says(code + " welcome").hears_the_end();
      const Sent sent = at->send();
      EXPECT_EQ(sent.what(), "Unsafe: UnexpectedReply " + code);
      EXPECT_EQ(sent.error.phase, response ? Phase::AuthResponse : Phase::Auth);
      EXPECT_EQ(sent.text, "welcome");
    }
  }
}

TEST_P(ReplyCodes, K27_OnlyA334IsAChallenge) {
  for (const string code : {"300", "333", "335", "354", "399"}) {
    for (const bool response : {false, true}) {
      const auto at = logging_in(response);
      at->server.says(code + " VXNlcm5hbWU6").hears_the_end();
      EXPECT_EQ(at->send().what(), "Deferred: UnexpectedReply " + code);
    }
  }
}

/// RFC 5321 3.1: after a 554 for a greeting, too, the server waits for QUIT.
TEST_P(ReplyCodes, K31_ARefusedGreetingIsFollowedByQuit) {
  for (const string code : {"450", "499", "500", "554", "599"}) {
    const auto at = fresh();
    opens(*at).says(code + " no").parts();
    const Sent sent = at->send();
    EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply " + code + " in Greeting");
    EXPECT_EQ(sent.text, "no");
    at->rest();
    EXPECT_EQ(at->wire.ended(), FakeSocket::Ended::Closed);
  }
}

TEST_P(ReplyCodes, K31_NotOneAfterWhichNothingStands) {
  for (const string code : {"421", "221", "250", "354"}) {
    const auto at = fresh();
    opens(*at).says(code + " no").hears_the_end();
    EXPECT_EQ(at->send().outcome, Outcome::Deferred) << code;
  }
}

TEST_P(ReplyCodes, K31_ASilentServerIsNotWaitedForLongerThanQuitMay) {
  const auto at = fresh();
  at->relay.timeouts.quit = seconds(3);
  opens(*at).says("554 no").hears("QUIT");
  EXPECT_EQ(at->send().what(), "Deferred: NegativeReply 554");
  const Millis reported = at->elapsed();
  at->rest();
  EXPECT_EQ(at->elapsed() - reported, seconds(3));
}

TEST_P(ReplyCodes, K31_ARefusedEhloTooUnlessHeloFollows) {
  const auto at = fresh();
  opens(*at).greets().hears("EHLO {}").says("451 later").parts();
  EXPECT_EQ(at->send().what_and_where(), "Deferred: NegativeReply 451 in Ehlo");
}

TEST(ReplyCodesInAFlight, K27_NothingIsSaidAfterAGoAheadThatIsNone) {
  for (const string code : {"250", "334"}) {
    for (const bool refused : {false, true}) {
      Bench bench;
      bench.server.greets_and_offers({"PIPELINING"}).hears({"MAIL {}", "RCPT {}", "DATA"});
      bench.server.says({"250 ok", refused ? "550 no" : "250 ok"}).says(code + " go");
      bench.server.hears_the_end();
      EXPECT_EQ(bench.send().what(),
                refused ? "Rejected: AllRecipients 550" : "Deferred: UnexpectedReply " + code);
      EXPECT_TRUE(bench.wire.in_clear().ends_with("DATA\r\n")) << "not even a dot";
    }
  }
}

TEST(ReplyCodesInAFlight, K07_552ToARecipientIsReportedWithItsWords) {
  Bench bench;
  bench.mail.to = three;
  bench.server.greets_and_offers({"PIPELINING", "ENHANCEDSTATUSCODES"})
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 a", "552 5.5.3 b", "552 5.5.3 c", "503 5.5.1 nobody"})
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: AllRecipients 552");
  EXPECT_EQ(sent.text, "5.5.3 b");
  EXPECT_EQ(sent.enhanced(), "5.5.3");
  EXPECT_EQ(sent.recipients(), "Rejected 550, Deferred 552, Deferred 552");
}

/// The script of a server that does not know EHLO.
ScriptedServer& hears_helo(Bench& bench) {
  return bench.server.greets().hears("EHLO {}").says("502 what?").hears("HELO client.example");
}

TEST(ReplyToHelo, K31_IsAnAcceptanceBy250Alone) {
  for (const string code : {"200", "220", "221", "249", "251", "299", "354"}) {
    Bench bench;
    hears_helo(bench).says(code + " hello").hears_the_end();
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: UnexpectedReply " + code + " in Helo");
  }
}

TEST(ReplyToHelo, K31_ARefusalIsFollowedByQuit) {
  Bench bench;
  hears_helo(bench).says("550 not you").parts();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 550 in Helo");
}

TEST(ReplyToStartTls, K31_AForNowIsFollowedByQuit) {
  Bench bench;
  bench.relay.security = Security::StartTls;
  bench.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS").says("454 not now").parts();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 454 in StartTls");
}

TEST(ReplyToLhlo, K31_ARefusalIsFollowedByQuit) {
  for (const string code : {"450", "500", "550"}) {
    Bench bench;
    bench.relay.lmtp = &lmtp;
    bench.relay.port = 24;
    bench.server.greets().hears("LHLO {}").says(code + " no").parts();
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply " + code + " in Ehlo");
  }
}

/// QUIT in the midst of a flight would be content to a server that took its DATA.
TEST(ReplyToRset, K31_ARefusalIsFollowedByQuitUnlessMoreWasSaid) {
  for (const bool pipelined : {false, true}) {
    Bench bench;
    bench.relay.keep_open = seconds(10);
    if (!pipelined) bench.relay.pipelining = Pipelining::Off;
    bench.server.greets_and_offers({"PIPELINING"}).hears("MAIL {}").says("250 ok");
    bench.server.hears("RCPT {}").says("550 no");
    if (pipelined) {
      bench.server.hears("DATA").says("503 no").hears({"RSET", "MAIL {}", "RCPT {}", "DATA"});
      bench.server.says("502 what?").hears_the_end();
    } else {
      bench.server.hears("RSET").says("502 what?").parts();
    }
    EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 502 in Rset");
  }
}

}  // namespace
}  // namespace postino::test
