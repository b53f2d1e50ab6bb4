// SPDX-License-Identifier: MIT
// RFC 4954 4: 504 says that the server does not know the mechanism, whatever it offered. The next
// one of the list is tried then, but none that gives away more to whoever says 504.
#include <gtest/gtest.h>

#include <string>

#include "dialogue/scram_bench.hpp"
#include "postino/cram_md5.hpp"
#include "postino/oauth.hpp"
#include "support/base64.hpp"

namespace postino::test {
namespace {

using std::string;

const string plain_message = base64(string("\0pump\0secret", 12));
constexpr std::string_view unknown = "504 5.5.4 Unrecognized authentication type";

class NextMechanism : public ::testing::Test, protected ScramBench {
 protected:
  NextMechanism() { peer.gs2_header = "n,,"; }

  /// The server's side under TLS with that verdict, up to its offer.
  ScriptedServer& offers(Bench& at, std::string_view line, Protection verdict) {
    at.relay.security = Security::StartTls;
    at.tls.verdict = verdict;
    at.relay.login = *bench.relay.login;
    at.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS").says("220 go").starts_tls();
    return at.server.offers({line});
  }
  ScriptedServer& verified(std::string_view line) {
    return offers(bench, line, Protection::Verified);
  }
  ReferenceHash md5{Digest::Md5};
  sasl::CramMd5Exchange cram_exchange{md5};
  sasl::CramMd5 cram_md5{cram_exchange};
  const Mechanism* const all[4] = {&plus, &scram, &sasl::plain, &sasl::login};
  const Mechanism* const scram_first[3] = {&scram, &sasl::plain, &sasl::login};
  const Mechanism* const cram_first[2] = {&cram_md5, &sasl::plain};
};

TEST_F(NextMechanism, K24_A504LetsTheNextOfTheListBeTried) {
  uses(scram_first);
  verified("AUTH PLAIN SCRAM-SHA-256 LOGIN")
      .hears("AUTH SCRAM-SHA-256 {}")
      .says(unknown)
      .hears("AUTH SCRAM-SHA-256")
      .says(unknown)
      .hears("AUTH PLAIN " + plain_message)
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(NextMechanism, K24_OnceTheNextOneServedNothingIsLeftOfThe504) {
  const Mechanism* const list[] = {&scram, &sasl::login};
  uses(list);
  verified("AUTH SCRAM-SHA-256 LOGIN")
      .hears("AUTH SCRAM-SHA-256 {}")
      .says(unknown)
      .hears("AUTH SCRAM-SHA-256")
      .says(unknown)
      .hears("AUTH LOGIN")
      .says("334 ")
      .hears(base64("pump"))
      .says("334 ")
      .hears(base64("secret"))
      .says("235 ok")
      .hears("MAIL {}")
      .closes();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in MailFrom");
  EXPECT_EQ(sent.mechanism, "LOGIN");
  EXPECT_EQ(sent.error.code, 0);
}

TEST_F(NextMechanism, K24_OneThatIsNotOfferedIsLeftOut) {
  uses(scram_first);
  verified("AUTH SCRAM-SHA-256 LOGIN")
      .hears("AUTH SCRAM-SHA-256 {}")
      .says("501 no initial response")
      .hears("AUTH SCRAM-SHA-256")
      .says(unknown)
      .hears("AUTH LOGIN")
      .says("334 ")
      .hears(base64("pump"))
      .says("334 ")
      .hears(base64("secret"))
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(NextMechanism, K24_NoneShowsThePasswordUnlessTheServerIsVerified) {
  for (const Protection verdict : {Protection::Unverified, Protection::DatesUnchecked}) {
    for (const bool scrams : {true, false}) {
      Bench other;
      uses(scrams ? std::span<const Mechanism* const>{scram_first} : cram_first);
      offers(other, "AUTH SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN", verdict);
      if (scrams) other.server.hears("AUTH SCRAM-SHA-256 {}").says(unknown);
      other.server.hears(scrams ? "AUTH SCRAM-SHA-256" : "AUTH CRAM-MD5").says(unknown).parts();
      EXPECT_EQ(other.send().what(), "Rejected: LoginRejected 504");
    }
  }
}

TEST_F(NextMechanism, K24_NorInClear) {
  uses(scram_first);
  begins("AUTH SCRAM-SHA-256 PLAIN").says(unknown).hears("AUTH SCRAM-SHA-256").says(unknown);
  bench.server.parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 504");
}

TEST_F(NextMechanism, K24_NoneWithoutChannelBindingFollowsOneWithIt) {
  uses(all);
  verified("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN")
      .hears("AUTH SCRAM-SHA-256-PLUS {}")
      .says(unknown)
      .hears("AUTH SCRAM-SHA-256-PLUS")
      .says(unknown)
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 504");
}

TEST_F(NextMechanism, K24_OneThatHidesThePasswordMayFollowOneThatShowsIt) {
  const Mechanism* const upwards[] = {&sasl::login, &cram_md5, &sasl::plain};
  uses(upwards);
  bench.server.greets_and_offers({"AUTH LOGIN CRAM-MD5 PLAIN"})
      .hears("AUTH LOGIN")
      .says(unknown)
      .hears("AUTH CRAM-MD5")
      .says(unknown)
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 504");
}

TEST_F(NextMechanism, K24_NoOtherReplyLetsAnotherBeTried) {
  uses(cram_first);
  for (const string code : {"500", "501", "503", "530", "534", "535", "538", "550", "454"}) {
    Bench other;
    offers(other, "AUTH CRAM-MD5 PLAIN", Protection::Verified).hears("AUTH CRAM-MD5");
    other.server.says(code + " no").parts();
    EXPECT_EQ(other.send().error.code, std::stoi(code));
  }
}

TEST_F(NextMechanism, K24_NorDoesA504ToAResponse) {
  uses(cram_first);
  verified("AUTH CRAM-MD5 PLAIN").hears("AUTH CRAM-MD5").says("334 " + base64("x")).hears("{}");
  bench.server.says(unknown).parts();
  EXPECT_EQ(bench.send().what_and_where(), "Rejected: LoginRejected 504 in AuthResponse");
}

TEST_F(NextMechanism, K24_OfMechanismsThatAreAllUnknownTheFirstIsReported) {
  uses(cram_first);
  verified("AUTH CRAM-MD5 PLAIN")
      .hears("AUTH CRAM-MD5")
      .says("504 5.5.1 first")
      .hears("AUTH PLAIN {}")
      .says("501 5.5.2 second")
      .hears("AUTH PLAIN")
      .says("504 5.5.3 third")
      .parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: LoginRejected 504 in Auth");
  EXPECT_EQ(sent.enhanced(), "5.5.1");
  EXPECT_EQ(sent.text, "5.5.1 first");
  EXPECT_EQ(sent.mechanism, "CRAM-MD5");
}

TEST_F(NextMechanism, K24_AnyOtherEndIsThatOfTheLast) {
  uses(cram_first);
  verified("AUTH CRAM-MD5 PLAIN").hears("AUTH CRAM-MD5").says("504 5.5.1 first");
  bench.server.hears("AUTH PLAIN {}").says("535 5.7.8 second").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.enhanced(), "5.7.8");
  EXPECT_EQ(sent.text, "5.7.8 second");
  EXPECT_EQ(sent.mechanism, "PLAIN");
}

TEST_F(NextMechanism, K24_WithoutAReplyToTheNextTheFirstDecidesAsDeferred) {
  uses(cram_first);
  verified("AUTH CRAM-MD5 PLAIN").hears("AUTH CRAM-MD5").says("504 5.5.1 first");
  bench.server.hears("AUTH PLAIN {}").resets();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 504 in Auth");
}

TEST_F(NextMechanism, K24_ButNotOnceTheServerKnowsTheNext) {
  const Mechanism* const cram_then_login[] = {&cram_md5, &sasl::login};
  uses(cram_then_login);
  verified("AUTH CRAM-MD5 LOGIN").hears("AUTH CRAM-MD5").says(unknown).hears("AUTH LOGIN");
  bench.server.says("334 ").hears(base64("pump")).resets();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: ConnectionLost in AuthResponse");
}

TEST_F(NextMechanism, K24_WhatWasSecretInTheFirstIsGone) {
  uses(scram_first);
  const string fresh{reinterpret_cast<const char*>(&exchange), sizeof exchange};
  verified("AUTH SCRAM-SHA-256 PLAIN")
      .hears("AUTH SCRAM-SHA-256 {}")
      .says(unknown)
      .hears("AUTH SCRAM-SHA-256")
      .says(unknown)
      .hears("AUTH PLAIN {}")
      .waits(seconds(1))
      .says("235 ok")
      .takes_mail()
      .parts();
  bench.start();
  bench.run_while([&] { return bench.wire.under_tls().find("AUTH PLAIN") == string::npos; });
  EXPECT_EQ(string(reinterpret_cast<const char*>(&exchange), sizeof exchange), fresh);
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
