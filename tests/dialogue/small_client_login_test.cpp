// SPDX-License-Identifier: MIT
// The two ways in which a small client logs in, each in steps.
#include "postino/oauth.hpp"
#include "small_clients.hpp"
#include "support/base64.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr const Mechanism* bearer_first[] = {&sasl::oauth_bearer, &sasl::plain};

class SmallLogin : public SmallClients {
 protected:
  SmallLogin() { bench.relay.login = credentials; }
  ScriptedServer& offered(std::string_view line = "AUTH PLAIN LOGIN") {
    return knows(bench, {"PIPELINING", line});
  }
  /// A bench of its own, with that offer, up to a challenge.
  std::unique_ptr<AnyBench> with(std::string_view offer) const {
    auto at = fresh();
    at->relay.login = credentials;
    knows(*at, {offer}).hears(offer).says("334 ");
    return at;
  }
  const string message = base64(string("\0pump\0secret", 12));
};
INSTANTIATE_TEST_SUITE_P(Each, SmallLogin, ::testing::ValuesIn(small_clients), subject_name);

TEST_P(SmallLogin, ByPlainInTwoSteps) {
  for (const char* offer : {"AUTH PLAIN", "AUTH LOGIN PLAIN", "AUTH X-Y PLAIN CRAM-MD5"}) {
    const auto one = fresh();
    one->relay.login = credentials;
    knows(*one, {offer}).hears("AUTH PLAIN").says("334 ").hears(message).says("235 2.7.0 ok");
    one->server.takes_mail().parts();
    EXPECT_EQ(one->send().what(), "Accepted") << offer;
  }
}

TEST_P(SmallLogin, ByLoginWhereThatAloneIsOffered) {
  offered("AUTH LOGIN").hears("AUTH LOGIN").says("334 VXNlcm5hbWU6").hears(base64("pump"));
  bench.server.says("334 what it says does not matter").hears(base64("secret")).says("235 ok");
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallLogin, ByLoginWhereThatAloneIsAllowed) {
  bench.relay.login->mechanisms = login_only;
  offered().hears("AUTH LOGIN").says("334 ").hears(base64("pump")).says("334 ");
  bench.server.hears(base64("secret")).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallLogin, TheOrderOfTheListIsWithoutEffect) {
  bench.relay.login->mechanisms = login_then_plain;
  offered().hears("AUTH PLAIN").says("334 ").hears(message).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallLogin, WithAnEmptyListEitherIsAllowed) {
  bench.relay.login->mechanisms = {};
  offered("AUTH LOGIN").hears("AUTH LOGIN").says("334 ").hears(base64("pump")).says("334 ");
  bench.server.hears(base64("secret")).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallLogin, NotByAnyThatIsNotAllowed) {
  bench.relay.login->mechanisms = plain_only;
  offered("AUTH LOGIN").hears_the_end();
  EXPECT_EQ(end_of(bench), "Unsafe: MechanismNotAllowed in Ehlo");
  const auto other = fresh();
  other->relay.login = credentials;
  knows(*other, {"AUTH CRAM-MD5 PLAINER"}).hears_the_end();
  EXPECT_EQ(end_of(*other), "Unsafe: MechanismNotAllowed in Ehlo");
}

TEST_P(SmallLogin, WithoutAnOfferIsUnsafe) {
  offered("8BITMIME").hears_the_end();
  EXPECT_EQ(end_of(bench), "Unsafe: AuthNotOffered in Ehlo");
}

TEST_P(SmallLogin, ByAnotherMechanismIsNotForThisClient) {
  bench.relay.login->mechanisms = bearer_first;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: NotForThisClient in Mechanisms");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_P(SmallLogin, RefusedAtOnce) {
  for (const string code : {"454", "501", "504", "530", "535", "538"}) {
    const auto one = fresh();
    one->relay.login = credentials;
    knows(*one, {"AUTH PLAIN"}).hears("AUTH PLAIN").says(code + " no").parts();
    EXPECT_EQ(end_of(*one), (code == "454"   ? "Deferred: NegativeReply "
                             : code == "530" ? "Rejected: TlsOrLoginRequired "
                                             : "Rejected: LoginRejected ") +
                                code + " in Auth");
  }
}

TEST_P(SmallLogin, K24_ByLoginWherePlainIsUnknown) {
  offered().hears("AUTH PLAIN").says("504 5.5.4 unknown").hears("AUTH LOGIN").says("334 ");
  bench.server.hears(base64("pump")).says("334 ").hears(base64("secret")).says("235 ok");
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(SmallLogin, K24_NotWhereThatIsUnknownTooNotOfferedOrNotAllowed) {
  offered().hears("AUTH PLAIN").says("504 no").hears("AUTH LOGIN").says("504 no").parts();
  EXPECT_EQ(end_of(bench), "Rejected: LoginRejected 504 in Auth");
  const auto other = fresh();
  other->relay.login = credentials;
  other->relay.login->mechanisms = plain_only;
  knows(*other, {"AUTH PLAIN LOGIN"}).hears("AUTH PLAIN").says("504 no").parts();
  EXPECT_EQ(end_of(*other), "Rejected: LoginRejected 504 in Auth");
}

TEST_P(SmallLogin, K24_WithoutAReplyToLoginTheRefusalOfPlainDecidesAsDeferred) {
  offered().hears("AUTH PLAIN").says("504 5.5.4 unknown").hears("AUTH LOGIN").resets();
  EXPECT_EQ(end_of(bench), "Deferred: NegativeReply 504 in Auth");
}

TEST_P(SmallLogin, K24_NorAfterAnyOtherReply) {
  for (const string code : {"501", "503", "534", "535"}) {
    const auto one = fresh();
    one->relay.login = credentials;
    knows(*one, {"AUTH PLAIN LOGIN"}).hears("AUTH PLAIN").says(code + " no").parts();
    EXPECT_EQ(end_of(*one), "Rejected: LoginRejected " + code + " in Auth");
  }
}

TEST_P(SmallLogin, RefusedBehindThePassword) {
  for (const string code : {"454", "501", "535"}) {
    const auto one = with("AUTH PLAIN");
    one->server.hears(message).says({code + "-no " + message, code + " secret"}).parts();
    const Sent sent = one->send();
    EXPECT_EQ(sent.what_and_where(),
              (code == "454" ? "Deferred: NegativeReply " : "Rejected: LoginRejected ") + code +
                  " in AuthResponse");
    EXPECT_EQ(sent.text, "no ***\n***") << "it echoes the password";
    one->rest();
    EXPECT_EQ(one->packet_memory().find(message.substr(4, 12)), string::npos);
  }
}

TEST_P(SmallLogin, RefusedBehindTheUser) {
  const auto one = with("AUTH LOGIN");
  one->server.hears(base64("pump")).says("535 no").parts();
  EXPECT_EQ(end_of(*one), "Rejected: LoginRejected 535 in AuthResponse");
}

TEST_P(SmallLogin, AskedForMoreThanThereIsItIsBrokenOff) {
  const auto plain = with("AUTH PLAIN");
  plain->server.hears(message).says("334 ").hears_the_end();
  EXPECT_EQ(end_of(*plain), "Deferred: BadChallenge in AuthResponse");
  const auto login = with("AUTH LOGIN");
  login->server.hears(base64("pump")).says("334 ").hears(base64("secret")).says("334 ");
  login->server.hears_the_end();
  EXPECT_EQ(end_of(*login), "Deferred: BadChallenge in AuthResponse");
}

TEST_P(SmallLogin, ClosedOrSilentInIt) {
  const auto closed = with("AUTH PLAIN");
  closed->server.hears(message).closes();
  EXPECT_EQ(end_of(*closed), "Deferred: ConnectionLost in AuthResponse");
  const auto closing = with("AUTH PLAIN");
  closing->server.hears(message).says("421 bye").closes().may_part();
  EXPECT_EQ(end_of(*closing), "Deferred: ServiceClosing 421 in AuthResponse");
  const auto silent = with("AUTH PLAIN");
  silent->server.hears(message);
  EXPECT_EQ(end_of(*silent), "Deferred: Timeout in AuthResponse");
}

TEST_P(SmallLogin, ByLongAndOddCredentials) {
  const string user = "pump\r\n\xff";
  const string password(255, '\x01');
  bench.relay.login->user = user;
  bench.relay.login->password = password;
  const string whole = base64('\0' + user + '\0' + password);
  offered().hears("AUTH PLAIN").says("334 ").hears(whole).says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  const auto small = fresh({.packets = 1, .packet_bytes = 64});
  small->relay.login = bench.relay.login;
  knows(*small, {"AUTH PLAIN"}).hears("AUTH PLAIN").says("334 ").hears(whole).says("235 ok");
  small->server.takes_mail().parts();
  EXPECT_EQ(small->send().what(), "Accepted");
}

TEST_P(SmallLogin, ByWhatIsNoCredentialNothingIsSent) {
  const string nul("a\0b", 3);
  const string too_long(256, 'x');
  struct {
    View user;
    View password;
    const char* what;
  } const cases[] = {{"", "secret", "InvalidCredential in User"},
                     {nul, "secret", "InvalidCredential in User"},
                     {too_long, "secret", "CredentialTooLong in User"},
                     {"pump", nul, "InvalidCredential in Password"},
                     {"pump", too_long, "CredentialTooLong in Password"}};
  for (const auto& [user, password, what] : cases) {
    bench.relay.login->user = user;
    bench.relay.login->password = password;
    EXPECT_EQ(bench.send().what(), string{"InvalidArgument: "} + what);
  }
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_P(SmallLogin, InClearHasToBeAllowed) {
  bench.relay.login->allow_clear_text = false;
  if (over_tls()) {
    offered().hears("AUTH PLAIN").says("334 ").hears(message).says("235 ok").takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
  } else {
    EXPECT_EQ(bench.send().what(), "InvalidArgument: CredentialsInClear in Security");
    EXPECT_EQ(bench.wire.connections(), 0U);
  }
}

}  // namespace
}  // namespace postino::test
