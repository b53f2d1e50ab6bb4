// SPDX-License-Identifier: MIT
// RFC 4954 4 with each mechanism: RFC 2195, RFC 7628, XOAUTH2, RFC 4422 A; and which one is chosen.
#include <gtest/gtest.h>

#include <string>

#include "postino/config.hpp"
#include "postino/cram_md5.hpp"
#include "postino/external.hpp"
#include "postino/oauth.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/reference_crypto.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr const Mechanism* xoauth2_only[] = {&sasl::xoauth2};
constexpr const Mechanism* bearer_only[] = {&sasl::oauth_bearer};
constexpr const Mechanism* external_only[] = {&sasl::external};

class Mechanisms : public ::testing::Test {
 protected:
  explicit Mechanisms(const Sizes& sizes = {}) : bench{sizes} {
    bench.relay.login = Login{.user = "pump",
                              .password = "secret",
                              .token = "t0ken",
                              .mechanisms = cram_only,
                              .allow_clear_text = true};
  }
  ScriptedServer& offers(std::string_view line) { return bench.server.greets_and_offers({line}); }
  void uses(Borrowed<const Mechanism*> mechanisms) { bench.relay.login->mechanisms = mechanisms; }
  static string bearer(const string& token) {
    return base64(
        "n,a=pump,\x01"
        "auth=Bearer " +
        token + "\x01\x01");
  }
  static string xoauth2(const string& token) {
    return base64(
        "user=pump\x01"
        "auth=Bearer " +
        token + "\x01\x01");
  }
  static string cram(const string& challenge) {
    string text = "pump ";
    for (const char octet : hmac(Digest::Md5, "secret", challenge)) {
      text += "0123456789abcdef"[static_cast<unsigned char>(octet) >> 4];
      text += "0123456789abcdef"[static_cast<unsigned char>(octet) & 15];
    }
    return base64(text);
  }

  ReferenceHash md5{Digest::Md5};
  sasl::CramMd5Exchange exchange{md5};
  sasl::CramMd5 cram_md5{exchange};
  const Mechanism* const cram_only[1] = {&cram_md5};
  const Mechanism* const cram_then_plain[2] = {&cram_md5, &sasl::plain};
  Bench bench;
};

class StarvedMechanisms : public Mechanisms {
 protected:
  StarvedMechanisms() : Mechanisms{starved} {}
};

const string error_json = base64(R"({"status":"invalid_token","scope":"mail"})");

TEST_F(Mechanisms, CramMd5AnswersItsChallenge) {
  offers("AUTH CRAM-MD5 LOGIN")
      .hears("AUTH CRAM-MD5")
      .sends("334 " + base64("<17.42@mail.ex").substr(0, 11))
      .waits(seconds(1))
      .sends(base64("<17.42@mail.ex").substr(11) + "\r\n")
      .hears(cram("<17.42@mail.ex"))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_FALSE(md5.keyed);
}

TEST_F(Mechanisms, B076_AChallengeOfOneOctetIsAnswered) {
  offers("AUTH CRAM-MD5").hears("AUTH CRAM-MD5").says("334 " + base64("x")).hears(cram("x"));
  bench.server.says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Mechanisms, B076_AnEmptyChallengeIsCancelled) {
  for (const char* challenge : {"334", "334 ", "334  "}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH CRAM-MD5"})
        .hears("AUTH CRAM-MD5")
        .says(challenge)
        .hears("*")
        .says("501 cancelled")
        .may_part();
    EXPECT_EQ(other.send().what(), "Deferred: BadChallenge");
  }
}

TEST_F(Mechanisms, B076_AChallengeIsBoundedByTheLineOfAReply) {
  const std::size_t digits = config::max_reply_line_size - 4;
  const string longest(digits / 4 * 3, 'c');
  ASSERT_EQ(base64(longest).size(), digits);
  {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH CRAM-MD5"})
        .hears("AUTH CRAM-MD5")
        .says("334 " + base64(longest))
        .hears(cram(longest))
        .says("235 ok")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted");
  }
  for (const std::size_t octets : {longest.size() + 1, std::size_t{65536}}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({"AUTH CRAM-MD5"})
        .hears("AUTH CRAM-MD5")
        .says("334 " + base64(string(octets, 'c')))
        .may_part();
    EXPECT_EQ(other.send().what(), "Deferred: ReplyLineTooLong");
  }
  EXPECT_FALSE(md5.keyed);
}

TEST_F(Mechanisms, B073_CramMd5CancelsWhatIsNotBase64) {
  offers("AUTH CRAM-MD5").hears("AUTH CRAM-MD5").says("334 <17.42@mail.example>").hears("*");
  bench.server.says("501 cancelled").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
  EXPECT_FALSE(md5.keyed);
}

TEST_F(Mechanisms, CramMd5HasOneAnswer) {
  offers("AUTH CRAM-MD5").hears("AUTH CRAM-MD5").says("334 " + base64("x")).hears(cram("x"));
  bench.server.says("334 " + base64("y")).hears("*").says("501 no").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(Mechanisms, CramMd5sTwoHundredIsNoChallenge) {
  offers("AUTH CRAM-MD5").hears("AUTH CRAM-MD5").says("334 " + base64("x")).hears(cram("x"));
  bench.server.says({"235-2.7.0 <not base64>", "235 welcome"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Mechanisms, AHashWithoutMemoryIsNoLackOfRandomNumbers) {
  md5.fails_at = 1;
  offers("AUTH CRAM-MD5").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: OutOfMemory");
}

TEST_F(Mechanisms, AHashThatFailsAtTheChallengeTellsNothing) {
  md5.fails_at = 2;
  offers("AUTH CRAM-MD5").hears("AUTH CRAM-MD5").says("334 " + base64("x")).may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: OutOfMemory");
}

TEST_F(Mechanisms, XOAuth2RidesOnItsCommand) {
  uses(xoauth2_only);
  offers("AUTH PLAIN XOAUTH2")
      .hears("AUTH XOAUTH2 " + xoauth2("t0ken"))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Mechanisms, B077_XOAuth2AnswersItsRefusalByAnEmptyLine) {
  uses(xoauth2_only);
  offers("AUTH XOAUTH2")
      .hears("AUTH XOAUTH2 " + xoauth2("t0ken"))
      .says("334 " + error_json)
      .hears("")
      .says("535 5.7.8 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
}

TEST_F(Mechanisms, OAuthBearerRidesOnItsCommand) {
  uses(bearer_only);
  offers("AUTH OAUTHBEARER").hears("AUTH OAUTHBEARER " + bearer("t0ken")).says("235 ok");
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Mechanisms, B077_OAuthBearerAnswersItsRefusalByTheOctetOne) {
  uses(bearer_only);
  offers("AUTH OAUTHBEARER")
      .hears("AUTH OAUTHBEARER " + bearer("t0ken"))
      .says("334 " + error_json)
      .hears("AQ==")
      .says("535 5.7.8 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
}

TEST_F(Mechanisms, ASecondRefusalIsCancelled) {
  for (const bool google : {true, false}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->mechanisms = google ? xoauth2_only : bearer_only;
    other.server.greets_and_offers({"AUTH XOAUTH2 OAUTHBEARER"})
        .hears("AUTH {}")
        .says("334 " + error_json)
        .hears(google ? "" : "AQ==")
        .says("334 " + error_json)
        .hears("*")
        .says("501 no")
        .may_part();
    EXPECT_EQ(other.send().what(), "Deferred: BadChallenge");
  }
}

TEST_F(Mechanisms, AServerThatDoesNotTakeTheTokenOnTheCommandGetsTwoSteps) {
  for (const char* reply : {"501 5.5.2 Cannot Decode", "504 5.5.4 no"}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->mechanisms = xoauth2_only;
    other.server.greets_and_offers({"AUTH XOAUTH2"})
        .hears("AUTH XOAUTH2 " + xoauth2("t0ken"))
        .says(reply)
        .hears("AUTH XOAUTH2")
        .says("334 ")
        .hears(xoauth2("t0ken"))
        .says("235 ok")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted") << reply;
  }
}

TEST_F(StarvedMechanisms, ATokenOf4096OctetsGoesInTwoStepsThroughTheSmallestPackets) {
  for (const std::size_t octets : {config::max_token_size - 1, config::max_token_size}) {
    string token;
    for (std::size_t i = 0; i < octets; ++i) token += static_cast<char>('!' + i * 7 % 94);
    Bench other{starved};
    other.relay.login = *bench.relay.login;
    other.relay.login->mechanisms = bearer_only;
    other.relay.login->token = token;
    other.server.greets_and_offers({"AUTH OAUTHBEARER"})
        .hears("AUTH OAUTHBEARER")
        .says("334 ")
        .hears(bearer(token))
        .says("235 ok")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted");
  }
}

TEST_F(Mechanisms, ATokenOf4097OctetsIsInvalid) {
  const string token(config::max_token_size + 1, 't');
  uses(xoauth2_only);
  bench.relay.login->token = token;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: CredentialTooLong in Token");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(Mechanisms, ALineBreakInATokenIsInvalid) {
  uses(bearer_only);
  for (const char* token : {"a\r\nQUIT", "a\n", "\x01", ""}) {
    bench.relay.login->token = token;
    EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidCredential in Token");
  }
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(Mechanisms, ExternalSaysWhomToActAs) {
  uses(external_only);
  offers("AUTH EXTERNAL").hears("AUTH EXTERNAL " + base64("pump")).says("235 ok");
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Mechanisms, ExternalWithoutAUserSaysAnEqualsSign) {
  uses(external_only);
  bench.relay.login->user = "";
  offers("AUTH EXTERNAL")
      .hears("AUTH EXTERNAL =")
      .says("501 no")
      .hears("AUTH EXTERNAL")
      .says("334 ")
      .hears("")
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(Mechanisms, CramMd5GoesWithoutTlsOnlyWhenThatIsAllowedToo) {
  bench.relay.login->allow_clear_text = false;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: CredentialsInClear in Security");
  uses(bearer_only);
  EXPECT_EQ(bench.send().what(), "InvalidArgument: CredentialsInClear in Security");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(Mechanisms, TheOrderIsTheUsersAndNotTheServers) {
  uses(cram_then_plain);
  offers("AUTH PLAIN CRAM-MD5").hears("AUTH CRAM-MD5").says("454 later").parts();
  EXPECT_EQ(bench.send().what(), "Deferred: NegativeReply 454");
}

TEST_F(Mechanisms, ARefusedMechanismIsNotFollowedByAWeakerOne) {
  for (const char* reply : {"535 no", "504 5.7.4 unrecognized", "534 5.7.9 too weak", "501 no"}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.relay.login->mechanisms = cram_then_plain;
    other.server.greets_and_offers({"AUTH PLAIN CRAM-MD5"})
        .hears("AUTH CRAM-MD5")
        .says(reply)
        .parts();
    EXPECT_EQ(other.send().what(), "Rejected: LoginRejected " + string(reply).substr(0, 3));
  }
}

TEST_F(Mechanisms, B072_NeverOneBelowTheList) {
  offers("AUTH PLAIN LOGIN CRAM-MD4 CRAM-MD55 XOAUTH2").may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: MechanismNotAllowed");
}

TEST_F(Mechanisms, TheOldFormOfTheOfferCountsToo) {
  for (const char* line : {"AUTH=CRAM-MD5", "AUTH=LOGIN CRAM-MD5", "auth=cram-md5"}) {
    Bench other;
    other.relay.login = *bench.relay.login;
    other.server.greets_and_offers({line, "AUTH PLAIN"})
        .hears("AUTH CRAM-MD5")
        .says("334 " + base64("x"))
        .hears(cram("x"))
        .says("235 ok")
        .takes_mail()
        .parts();
    EXPECT_EQ(other.send().what(), "Accepted") << line;
  }
}

}  // namespace
}  // namespace postino::test
