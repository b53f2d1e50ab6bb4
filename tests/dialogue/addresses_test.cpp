// SPDX-License-Identifier: MIT
// RFC 5321 5.1: a host's next address where one is of no use.
#include <gtest/gtest.h>

#include <cctype>
#include <functional>
#include <string>

#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

/// What a server does in place of greeting.
struct Greeting {
  const char* what;
  std::function<void(ScriptedServer&)> make;
  const char* end;  ///< Of a message whose last address does that.
};

const Greeting greetings[] = {
    {"421", [](ScriptedServer& server) { server.says("421 4.3.2 not now").hears_the_end(); },
     "Deferred: ServiceClosing 421 in Greeting"},
    {"450", [](ScriptedServer& server) { server.says("450 4.3.2 not now").may_part(); },
     "Deferred: NegativeReply 450 in Greeting"},
    {"554", [](ScriptedServer& server) { server.says("554 5.3.2 no SMTP here").may_part(); },
     "Deferred: NegativeReply 554 in Greeting"},
    {"closes", [](ScriptedServer& server) { server.closes(); },
     "Deferred: ConnectionLost in Greeting"},
    {"closes in it", [](ScriptedServer& server) { server.sends("220-mail").closes(); },
     "Deferred: ConnectionLost in Greeting"},
    {"resets", [](ScriptedServer& server) { server.resets(); },
     "Deferred: ConnectionLost in Greeting"},
    {"is silent", [](ScriptedServer& server) { server.hears_the_end(); },
     "Deferred: Timeout in Greeting"},
};

class Addresses : public ::testing::TestWithParam<Greeting> {
 protected:
  ScriptedServer& useless() {
    GetParam().make(bench.server);
    return bench.server;
  }
  Bench bench;
};
INSTANTIATE_TEST_SUITE_P(Greetings, Addresses, ::testing::ValuesIn(greetings),
                         [](const auto& test) {
                           string name = test.param.what;
                           for (char& octet : name) octet = octet == ' ' ? '_' : octet;
                           return name;
                         });

TEST_P(Addresses, K23_TheNextOneIsUsed) {
  bench.wire.behaviour.addresses = 3;
  useless().next_connection();
  useless().next_connection();
  bench.server.greets_and_offers().takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 3U);
  EXPECT_TRUE((bench.relay.timeouts.connect + bench.relay.timeouts.connect).reached(sent.took));
}

TEST_P(Addresses, K23_TheLastOneDecides) {
  bench.wire.behaviour.addresses = 2;
  bench.server.says("554 5.3.2 nothing here").may_part().next_connection();
  useless();
  const Sent sent = bench.send();
  const string end = GetParam().end;
  const bool replies = std::isdigit(end[end.size() - sizeof " in Greeting"]) != 0;
  // A refusal outlives an absence.
  EXPECT_EQ(sent.what_and_where(), replies ? end : "Deferred: NegativeReply 554 in Greeting");
  // A reply that has begun displaces its words.
  const bool begun = string{GetParam().what} == "closes in it";
  if (!replies) {
    EXPECT_EQ(sent.text, begun ? "" : "5.3.2 nothing here");
  }
}

TEST_P(Addresses, K23_AnOnlyOneDecides) {
  useless();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), GetParam().end);
  EXPECT_EQ(sent.attempts, 1U);
  const bool silent = sent.error.fault == Fault::Timeout;
  EXPECT_EQ(sent.took, silent ? bench.relay.timeouts.greeting : Millis{});
}

TEST_P(Addresses, K23_NoFurtherOneAfter220) {
  bench.wire.behaviour.addresses = 2;
  bench.server.greets_and_offers().hears("MAIL {}");
  useless();
  const Sent sent = bench.send();
  EXPECT_NE(sent.outcome, Outcome::Accepted);
  EXPECT_EQ(sent.error.phase, Phase::MailFrom);
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST_P(Addresses, K23_WithTlsFromTheFirstOctetToo) {
  bench.relay.security = Security::Tls;
  bench.wire.behaviour.addresses = 2;
  bench.server.starts_tls();
  useless().next_connection();
  bench.server.starts_tls().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(Addresses, K23_TheNextMessageBeginsWithTheFirstOneAgain) {
  bench.wire.behaviour.addresses = 2;
  for (int i = 0; i < 2; ++i) {
    useless().next_connection();
    bench.server.greets_and_offers().takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
    bench.rest();
    bench.server.next_connection();
  }
  bench.server.may_be_cut_short = true;
}

TEST(AddressesOfAHost, K23_AnAbortBetweenTwoForgetsThem) {
  Bench bench;
  bench.wire.behaviour.addresses = 2;
  bench.server.says("554 no").may_part().next_connection();
  bench.server.hears_the_end().next_connection();
  bench.server.says("554 no").may_part().next_connection();
  bench.server.greets_and_offers().takes_mail().parts();
  bench.start();
  bench.run_while([&] { return bench.wire.connections() < 2; });
  bench.client.abort();
  EXPECT_EQ(bench.finish().outcome, Outcome::Deferred);
  EXPECT_EQ(bench.send().attempts, 2U);
  EXPECT_EQ(bench.wire.connections(), 4U);
}

TEST(AddressesOfAHost, K23_AHandshakeThatIsClosedGoesOnAndOneThatFailsDoesNot) {
  for (const bool fails : {false, true}) {
    Bench bench;
    bench.relay.security = Security::Tls;
    bench.wire.behaviour.addresses = 2;
    bench.server.hears_hello();
    if (fails) {
      bench.server.fails_tls();
    } else {
      bench.server.closes();
    }
    bench.server.next_connection().starts_tls().greets_and_offers().takes_mail().parts();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), fails ? "Unsafe: TlsFailed" : "Accepted");
    bench.server.may_be_cut_short = fails;
  }
}

TEST(AddressesOfAHost, K23_AGreetingThatBrokeOffBetweenTwoLeavesNoWordsToTheRefusal) {
  Bench bench;
  bench.wire.behaviour.addresses = 3;
  bench.server.says("554 5.3.2 nothing here").may_part().next_connection();
  bench.server.sends("220-mail.example").closes().next_connection();
  bench.server.closes();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 554 in Greeting");
  EXPECT_EQ(sent.text, "");
}

TEST(AddressesOfAHost, K23_ASilentOneIsLeftAsSoonWhereTlsComesFirst) {
  Bench bench;
  bench.relay.security = Security::Tls;
  bench.wire.behaviour.addresses = 2;
  bench.server.hears_the_end().next_connection();
  bench.server.starts_tls().greets_and_offers().takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.took, bench.relay.timeouts.connect);
}

TEST(AddressesOfAHost, K23_TheSessionsDeadlineBoundsThemAll) {
  Bench bench;
  bench.wire.behaviour.addresses = 8;
  bench.relay.timeouts.session = seconds(70);
  for (int i = 0; i < 3; ++i) bench.server.hears_the_end().next_connection();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: SessionTimeout");
  EXPECT_EQ(sent.took, seconds(70));
  bench.server.may_be_cut_short = true;
}

TEST(AddressesOfAHost, K23_AGreetingIsNeverWaitedForLongerThanItsOwnDeadline) {
  Bench bench;
  bench.wire.behaviour.addresses = 2;
  bench.relay.timeouts.greeting = seconds(10);
  bench.server.hears_the_end().next_connection();
  bench.server.greets_and_offers().takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.took, seconds(10));
}

}  // namespace
}  // namespace postino::test
