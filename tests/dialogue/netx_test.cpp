// SPDX-License-Identifier: MIT
// The nine situations of the regression tests of NetX Duo's SMTP client, with its timeouts.
#include <gtest/gtest.h>

#include <string>

#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

class NetX : public ::testing::Test {
 protected:
  NetX() { bench.relay.timeouts = netx_timeouts; }
  void with_credentials() {
    bench.relay.login = Login{.user = "pump", .password = "secret", .allow_clear_text = true};
  }
  Bench bench;
};

TEST_F(NetX, AGreetingOfFourLines) {
  bench.server.says({"220-mail.example", "220-We do not", "220-send spam", "220 here"})
      .offers({"PIPELINING"})
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(NetX, Plain) {
  with_credentials();
  bench.server.greets_and_offers({"AUTH PLAIN LOGIN"})
      .hears("AUTH PLAIN " + base64(string("\0pump\0secret", 12)))
      .says("235 2.7.0 welcome")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(NetX, LoginWithTheStandardPrompts) {
  with_credentials();
  bench.relay.login->mechanisms = login_only;
  bench.server.greets_and_offers({"AUTH LOGIN"})
      .hears("AUTH LOGIN")
      .says("334 " + base64("Username:"))
      .hears(base64("pump"))
      .says("334 " + base64("Password:"))
      .hears(base64("secret"))
      .says("235 2.7.0 welcome")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

/// NetX Duo says AUTH PLAIN all the same here; a password goes to no server that did not ask for it
/// in a way that the user allowed, since it may be somebody else's.
TEST_F(NetX, NoKnownMechanismWhileCredentialsAreSetIsUnsafe) {
  with_credentials();
  bench.server.greets_and_offers({"AUTH KERBEROS_V4 NTLM"}).may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: MechanismNotAllowed");
  EXPECT_EQ(bench.wire.in_clear(), "EHLO client.example\r\n");
}

TEST_F(NetX, NoAuthOfferedAndNoneConfigured) {
  bench.server.greets_and_offers({"8BITMIME"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(NetX, AnEhloReplyInTwoSegmentsASecondApart) {
  bench.server.greets()
      .hears("EHLO client.example")
      .sends("250-mail.example\r\n250-SIZE 1000\r\n")
      .hears_nothing_for(seconds(1))
      .sends("250 8BITMIME\r\n")
      .takes_mail()
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.took, seconds(1));
}

TEST_F(NetX, AuthIsLearnedFromTheSecondSegment) {
  with_credentials();
  bench.server.greets()
      .hears("EHLO client.example")
      .sends("250-mail.example\r\n250-SIZE 1000\r\n250-AUT")
      .hears_nothing_for(seconds(1))
      .sends("H PLAIN\r\n250 8BITMIME\r\n")
      .hears("AUTH PLAIN {}")
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(NetX, TheLastLineNeverComes) {
  bench.server.greets().hears("EHLO client.example").sends("250-mail.example\r\n250-SIZE 1000\r\n");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Ehlo");
  EXPECT_EQ(sent.took, seconds(10));
}

TEST_F(NetX, AGreetingWithACodeOfMoreThanThreeDigits) {
  bench.server.sends("2200 mail.example\r\n");
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: MalformedReply in Greeting");
  EXPECT_EQ(bench.pool().taken(), 0U);
}

TEST_F(NetX, AGreetingOfFourOctetsAndTheEnd) {
  bench.server.sends("2200").closes();
  EXPECT_EQ(bench.send().outcome, Outcome::Deferred);
  EXPECT_EQ(bench.pool().taken(), 0U);
  EXPECT_EQ(bench.pool().damaged(), 0U);
}

}  // namespace
}  // namespace postino::test
