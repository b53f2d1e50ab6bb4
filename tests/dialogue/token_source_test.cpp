// SPDX-License-Identifier: MIT
// A token that is asked for when a login needs it: once for each connection, and once more after a
// 535 (RFC 4954 6; RFC 7628 3.2.2).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postino/config.hpp"
#include "postino/oauth.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/kept_tokens.hpp"
#include "support/secrets.hpp"

namespace postino::test {
namespace {

using std::string;

const string first = "kqZ7wvJX0918Qz";
const string second = "uM5tLb2yRc63Wd";
const string error_json = base64(R"({"status":"invalid_token","scope":"mail"})");

constexpr const Mechanism* bearer_only[] = {&sasl::oauth_bearer};
constexpr const Mechanism* xoauth2_only[] = {&sasl::xoauth2};
constexpr const Mechanism* both[] = {&sasl::oauth_bearer, &sasl::xoauth2};
constexpr const Mechanism* plain_only[] = {&sasl::plain};
constexpr const Mechanism* plain_then_xoauth2[] = {&sasl::plain, &sasl::xoauth2};
constexpr const Mechanism* xoauth2_then_plain[] = {&sasl::xoauth2, &sasl::plain};

string auth_line(bool bearer, const string& token) {
  const string who = bearer ? "n,a=pump,\x01" : "user=pump\x01";
  return (bearer ? "AUTH OAUTHBEARER " : "AUTH XOAUTH2 ") +
         base64(who + "auth=Bearer " + token + "\x01\x01");
}

/// A server that takes tokens, and what the client is to say to it.
struct TokenBench : Bench {
  explicit TokenBench(std::vector<string> tokens, bool with_bearer = false)
      : Bench{{}, Trace::On}, source{std::move(tokens)}, bearer{with_bearer} {
    if (with_bearer) {
      allows(bearer_only);
    } else {
      allows(xoauth2_only);
    }
  }
  void allows(Borrowed<const Mechanism*> mechanisms) {
    relay.login = Login{.user = "pump",
                        .password = "secret",
                        .token = source,
                        .mechanisms = mechanisms,
                        .allow_clear_text = true};
  }
  ScriptedServer& offers() { return server.greets_and_offers({"AUTH PLAIN OAUTHBEARER XOAUTH2"}); }
  ScriptedServer& hears(const string& token) { return server.hears(auth_line(bearer, token)); }
  /// As the servers of providers do it.
  ScriptedServer& refuses(const string& token) {
    hears(token).says("334 " + error_json).hears(bearer ? "AQ==" : "");
    return server.says("535 5.7.8 no");
  }
  [[nodiscard]] string traced() const {
    string all;
    for (const string& line : trace.lines) all += line + "\n";
    return all;
  }

  KeptTokens source;
  bool bearer;
};

class TokenSources : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Both, TokenSources, ::testing::Bool(),
                         [](const auto& test) { return test.param ? "OAuthBearer" : "XOAuth2"; });

TEST_P(TokenSources, IsAskedOnceForAConnection) {
  TokenBench bench{{first}, GetParam()};
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 1U);
  EXPECT_EQ(bench.source.asked, "first ");
}

TEST_P(TokenSources, IsNotAskedBeforeTheMechanismIsChosen) {
  TokenBench bench{{first}, GetParam()};
  bench.server.greets()
      .hears("EHLO client.example")
      .waits(seconds(1))
      .says({"250-mail.example", "250 AUTH PLAIN"});
  bench.server.may_part();
  bench.start();
  EXPECT_EQ(bench.source.asked, "") << "a message begins with a poll";
  EXPECT_EQ(bench.finish().what(), "Unsafe: MechanismNotAllowed");
  EXPECT_EQ(bench.source.asked, "");
}

TEST_P(TokenSources, AnotherTokenAfterA535IsTriedOnANewConnection) {
  TokenBench bench{{first, second}, GetParam()};
  bench.offers();
  bench.refuses(first).next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 2U);
  EXPECT_EQ(bench.source.asked, "first refused ");
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST_P(TokenSources, A535ToTheCommandItselfAsksOnceMoreToo) {
  TokenBench bench{{first, second}, GetParam()};
  bench.offers();
  bench.hears(first).says("535 5.7.8 no").next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first refused ");
}

TEST_P(TokenSources, TheSameTokenAfterA535IsNotTriedAgain) {
  TokenBench bench{{first, first}, GetParam()};
  bench.offers();
  bench.refuses(first).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.enhanced(), "5.7.8");
  EXPECT_EQ(sent.text, "5.7.8 no");
  EXPECT_EQ(sent.mechanism, GetParam() ? "OAUTHBEARER" : "XOAUTH2");
  EXPECT_EQ(sent.attempts, 1U);
  EXPECT_EQ(bench.source.asked, "first refused ");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST_P(TokenSources, TwoTokensThatAreRefusedAreOneRejectedLogin) {
  TokenBench bench{{first, second}, GetParam()};
  bench.offers();
  bench.hears(first).says("535 5.7.8 the first").next_connection();
  bench.offers();
  bench.hears(second).says("535 5.7.9 the second").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.text, "5.7.9 the second") << "the code and the words are of the last reply";
  EXPECT_EQ(sent.enhanced(), "5.7.9");
  EXPECT_EQ(sent.attempts, 2U);
  EXPECT_EQ(bench.source.asked, "first refused ") << "not a third time";
}

TEST_P(TokenSources, OnlyA535AsksOnceMore) {
  for (const char* reply : {"454 later", "534 too weak", "530 TLS first", "538 TLS", "550 no",
                            "500 what", "432 a new password"}) {
    TokenBench bench{{first}, GetParam()};
    bench.offers();
    bench.hears(first).says(reply).parts();
    const Sent sent = bench.send();
    EXPECT_NE(sent.outcome, Outcome::Accepted) << reply;
    EXPECT_EQ(sent.error.code, std::stoi(string(reply).substr(0, 3)));
    EXPECT_EQ(bench.source.asked, "first ") << reply;
    EXPECT_EQ(bench.wire.connections(), 1U);
  }
}

TEST_P(TokenSources, WithoutATokenTheMessageIsDeferred) {
  TokenBench bench{{""}, GetParam()};
  bench.offers().may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NoToken in Auth");
  EXPECT_EQ(bench.source.asked, "first ");
}

TEST_P(TokenSources, NoneAfterA535LeavesTheRefusal) {
  for (const string& next : {string{}, string{"a\r\nQUIT"}, string(5000, 't')}) {
    TokenBench bench{{first, next}, GetParam()};
    bench.offers();
    bench.refuses(first).parts();
    EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
    EXPECT_EQ(bench.source.asked, "first refused ");
    EXPECT_EQ(bench.wire.connections(), 1U);
  }
}

TEST_P(TokenSources, WhatIsNoTokenIsNotSaid) {
  for (const string& token :
       {string{"a\r\nQUIT"}, string{"a\n"}, string{"a\rb"}, string{"a\0b", 3}, string{"\x01"},
        string{"\x7f"}, string{"\xc3\xa4"}, string(config::max_token_size + 1, 't')}) {
    TokenBench bench{{token}, GetParam()};
    bench.offers().may_part();
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: InvalidToken in Auth");
    EXPECT_EQ(bench.source.asked, "first ");
  }
}

TEST_P(TokenSources, ALongTokenGoesInTwoSteps) {
  const string longest(config::max_token_size, 't');
  TokenBench bench{{longest}, GetParam()};
  const string line = auth_line(GetParam(), longest);
  const string::size_type message = line.rfind(' ');
  bench.offers().hears(line.substr(0, message)).says("334 ").hears(line.substr(message + 1));
  bench.server.says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first ");
}

TEST_P(TokenSources, TwoStepsAreOneConnection) {
  TokenBench bench{{first}, GetParam()};
  const string line = auth_line(GetParam(), first);
  const string::size_type message = line.rfind(' ');
  bench.offers().hears(line).says("501 5.5.2 no").hears(line.substr(0, message));
  bench.server.says("334 ").hears(line.substr(message + 1)).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first ");
}

TEST_P(TokenSources, EachMessageThatConnectsAsksAgain) {
  TokenBench bench{{first, second}, GetParam()};
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().parts().next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first first ");
}

TEST_P(TokenSources, AKeptConnectionDoesNotAsk) {
  TokenBench bench{{first}, GetParam()};
  bench.relay.keep_open = seconds(30);
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().takes_mail().takes_mail().parts();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first ");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST_P(TokenSources, AKeptConnectionThatEndedAsksForTheFreshOne) {
  TokenBench bench{{first, second}, GetParam()};
  bench.relay.keep_open = seconds(30);
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().hears("MAIL {}").says("421 gone").closes();
  bench.server.next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().parts();
  bench.mail.text = AnyBench::letter;
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 2U);
  EXPECT_EQ(bench.source.asked, "first first ");
}

TEST_P(TokenSources, ADeferredMessageAsksWhenItIsTriedAgain) {
  TokenBench bench{{"", first}, GetParam()};
  bench.offers().may_part().next_connection();
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Deferred: NoToken");
  bench.rest();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first first ");
}

TEST_P(TokenSources, ARejectedMessageHasItsSecondTokenTooWhenItIsTriedAgain) {
  TokenBench bench{{first, first, first, second}, GetParam()};
  bench.offers();
  bench.refuses(first).parts().next_connection();
  bench.offers();
  bench.refuses(first).next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  bench.rest();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first refused first refused ");
}

TEST_P(TokenSources, AbortedBeforeTheSecondLoginTheNextMessageAsksAnew) {
  TokenBench bench{{first, second, first}, GetParam()};
  bench.offers();
  bench.refuses(first).next_connection().hears_the_end().next_connection();
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().parts();
  bench.start();
  bench.run_while([&] { return bench.wire.connections() < 2; });
  bench.client.abort();
  const Report* const report = bench.client.take_report();
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->outcome, Outcome::Deferred);
  EXPECT_EQ(report->error.fault, Fault::Aborted);
  EXPECT_EQ(report->error.code, 0U) << "the refusal was of another token";
  EXPECT_EQ(report->text, "");
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first refused first ");
}

TEST_P(TokenSources, AbortedWhileTheReplyIsDueTheNextMessageAsksAnew) {
  TokenBench bench{{first, second}, GetParam()};
  bench.offers();
  bench.hears(first).hears_the_end().next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().parts();
  bench.start();
  bench.run_while([&] { return bench.server.steps_done() < 4; });
  bench.client.abort();
  EXPECT_EQ(bench.client.take_report()->error.fault, Fault::Aborted);
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first first ");
}

TEST_P(TokenSources, AConnectionThatIsLostAfterTheRefusalIsNoRefusal) {
  TokenBench bench{{first, second}, GetParam()};
  bench.offers();
  bench.refuses(first).next_connection().resets();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in Greeting");
  EXPECT_EQ(sent.text, "");
  EXPECT_EQ(sent.attempts, 2U);
}

TEST_P(TokenSources, AQueueGoesOnWithTheSecondToken) {
  TokenBench bench{{first, second}, GetParam()};
  KeptQueue queue;
  for (int i = 0; i < 2; ++i) queue.add(bench.mail);
  bench.offers();
  bench.refuses(first).next_connection();
  bench.offers();
  bench.hears(second).says("235 ok").takes_mail().takes_mail().parts();
  EXPECT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(), (std::vector<string>{"Accepted", "Accepted"}));
  EXPECT_EQ(bench.source.asked, "first refused ");
}

TEST_P(TokenSources, NoTraceAndNoReportShowsOneOfTheTokens) {
  TokenBench bench{{first, second}, GetParam()};
  const string echo = "<" + first + "> " + auth_line(GetParam(), first);
  bench.offers();
  bench.hears(first).says("535 " + echo).next_connection();
  bench.offers();
  bench.hears(second).says("535 <" + second + "> " + auth_line(GetParam(), second)).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  bench.rest();
  EXPECT_EQ(sent.text.substr(0, 4), "*** ");
  for (const string& token : {first, second}) {
    EXPECT_FALSE(tells(sent.text, token));
    EXPECT_FALSE(tells(bench.traced(), token));
    EXPECT_FALSE(tells(octets_of(bench.client), token));
    EXPECT_FALSE(tells(bench.packet_memory(), token));
  }
}

TEST_P(TokenSources, WhatAKeptConnectionEchoesLaterIsHiddenToo) {
  TokenBench bench{{first}, GetParam()};
  bench.relay.keep_open = seconds(30);
  bench.offers();
  bench.hears(first).says("235 ok").takes_mail().hears("MAIL {}").says("550 <" + first + ">");
  bench.server.parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.send().text, "***");
  bench.rest();
  EXPECT_FALSE(tells(bench.traced(), first));
}

TEST(TokenSource, IsNotAskedForPlain) {
  TokenBench bench{{}};
  bench.allows(plain_then_xoauth2);
  bench.offers().hears("AUTH PLAIN {}").says("535 5.7.8 no").parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(bench.source.asked, "");
}

TEST(TokenSource, IsAskedAfterAMechanismThatTheServerDoesNotKnow) {
  TokenBench bench{{first}};
  bench.allows(plain_then_xoauth2);
  bench.offers()
      .hears("AUTH PLAIN {}")
      .says("504 no")
      .hears("AUTH PLAIN")
      .says("504 no")
      .hears(auth_line(false, first))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first ");
}

TEST(TokenSource, OneTokenServesBothMechanismsOfAConnection) {
  TokenBench bench{{first, second}};
  bench.allows(both);
  for (const string& token : {first, second}) {
    bench.offers()
        .hears(auth_line(true, token))
        .says("504 no")
        .hears("AUTH OAUTHBEARER")
        .says("504 no")
        .hears(auth_line(false, token))
        .says(token == first ? "535 no" : "235 ok");
    if (token == first) bench.server.next_connection();
  }
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.source.asked, "first refused ");
}

TEST(TokenSource, ARefusedPasswordAsksForNoToken) {
  TokenBench bench{{first}};
  bench.allows(xoauth2_then_plain);
  bench.offers()
      .hears(auth_line(false, first))
      .says("504 no")
      .hears("AUTH XOAUTH2")
      .says("504 no")
      .hears("AUTH PLAIN {}")
      .says("535 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(bench.source.asked, "first ");
}

TEST(TokenSource, TheSessionsDeadlineHoldsForBothConnections) {
  TokenBench bench{{first, second}};
  bench.relay.timeouts.session = seconds(10);
  bench.offers().waits(seconds(6));
  bench.refuses(first).next_connection();
  bench.server.greets().hears("EHLO client.example").hears_the_end();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: SessionTimeout in Ehlo");
  EXPECT_EQ(sent.took, seconds(10));
}

TEST(TokenSource, ATextInMemoryIsNotTriedAgain) {
  TokenBench bench{{}};
  bench.allows(plain_only);
  bench.relay.login->mechanisms = xoauth2_only;
  bench.relay.login->token = first;
  bench.offers();
  bench.refuses(first).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.attempts, 1U);
}

}  // namespace
}  // namespace postino::test
