// SPDX-License-Identifier: MIT
// RFC 3207 and 8314: the TLS of SmallTlsClient, which is required.
#include "small_clients.hpp"

namespace postino::test {
namespace {

using std::string;

struct SmallTls : BenchOf<SmallTlsClient> {
  explicit SmallTls(Security security = Security::StartTls) { relay.security = security; }
  /// Up to the reply to STARTTLS.
  ScriptedServer& offered() {
    return server.greets_and_offers({"STARTTLS", "AUTH PLAIN"}).hears("STARTTLS");
  }
};

TEST(SmallStartTls, EhloIsSaidAgainUnderIt) {
  SmallTls bench;
  bench.relay.login = credentials;
  bench.offered().says("220 go").starts_tls().offers({"AUTH LOGIN"}).hears("AUTH LOGIN");
  bench.server.says("334 ").hears("{}").says("334 ").hears("{}").says("235 ok");
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.tls.name(), "mail.example");
  EXPECT_EQ(bench.wire.port(), 587);
  EXPECT_EQ(bench.wire.in_clear(), "EHLO client.example\r\nSTARTTLS\r\n");
}

TEST(SmallStartTls, WhatWasOfferedBeforeItIsForgotten) {
  SmallTls bench;
  bench.relay.login = credentials;
  bench.offered().says("220 go").starts_tls().offers({"8BITMIME"}).hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: AuthNotOffered");
}

TEST(SmallStartTls, OfferedAgainUnderTlsIsNotTakenUp) {
  SmallTls bench;
  bench.offered().says("220 go").starts_tls().offers({"STARTTLS"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(SmallStartTls, NotOfferedIsUnsafe) {
  for (const bool login : {false, true}) {
    SmallTls bench;
    if (login) bench.relay.login = credentials;
    bench.server.greets_and_offers({"XXXXXXXX", "AUTH PLAIN"}).hears_the_end();
    EXPECT_EQ(bench.send().what_and_where(), "Unsafe: StartTlsNotOffered in Ehlo");
    EXPECT_EQ(bench.wire.in_clear(), "EHLO client.example\r\n");
  }
}

TEST(SmallStartTls, EhloRefusedIsUnsafe) {
  SmallTls bench;
  bench.server.greets().hears("EHLO {}").says("502 what?").hears_the_end();
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: StartTlsNotOffered in Ehlo");
}

TEST(SmallStartTls, K29_EhloRefusedForOurNameIsDeferred) {
  SmallTls bench;
  bench.server.greets().hears("EHLO {}").says("550 not you").may_part();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 550 in Ehlo");
}

TEST(SmallStartTls, K29_UnderTlsWhatIsMissingIsTheLogin) {
  for (const bool login : {true, false}) {
    SmallTls bench;
    if (login) bench.relay.login = credentials;
    bench.offered().says("220 go").starts_tls().hears("EHLO {}").says("502 what?").may_part();
    EXPECT_EQ(bench.send().what(),
              login ? "Unsafe: AuthNotOffered" : "Deferred: NegativeReply 502");
  }
}

TEST(SmallStartTls, RefusedIsUnsafe) {
  for (const string code : {"250", "354", "501", "554"}) {
    SmallTls bench;
    bench.offered().says(code + " no").hears_the_end();
    EXPECT_EQ(bench.send().what_and_where(), "Unsafe: StartTlsRejected in StartTls") << code;
  }
}

TEST(SmallStartTls, K08_K30_RefusedForNowIsDeferred) {
  for (const string code : {"421", "454"}) {
    SmallTls bench;
    bench.offered().says(code + " no").may_part();
    const string fault = code == "421" ? "ServiceClosing " : "NegativeReply ";
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: " + fault + code + " in StartTls");
  }
}

TEST(SmallStartTls, OctetsBehindItsReplyAreUnsafe) {
  for (const char* behind : {"2", "250 ok\r\n", "\x16\x03"}) {
    SmallTls bench;
    bench.offered().sends(string{"220 go\r\n"} + behind).hears_the_end();
    EXPECT_EQ(bench.send().what_and_where(), "Unsafe: OctetsBeforeTls in Handshake");
  }
}

TEST(SmallStartTls, AHandshakeThatFailsIsUnsafe) {
  SmallTls bench;
  bench.offered().says("220 go").fails_tls().hears_the_end();
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: TlsFailed in Handshake");
  SmallTls from_the_first{Security::Tls};
  from_the_first.server.fails_tls().hears_the_end();
  EXPECT_EQ(from_the_first.send().what_and_where(), "Unsafe: TlsFailed in ImplicitTls");
}

TEST(SmallStartTls, AHandshakeThatIsCutOffIsDeferred) {
  SmallTls closed;
  closed.offered().says("220 go").hears_hello().closes();
  EXPECT_EQ(closed.send().what_and_where(), "Deferred: ConnectionLost in Handshake");
  SmallTls silent;
  silent.relay.timeouts.handshake = seconds(7);
  silent.offered().says("220 go").hears_hello();
  const Sent sent = silent.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Handshake");
  EXPECT_EQ(sent.took, seconds(7));
  SmallTls from_the_first{Security::Tls};
  from_the_first.server.hears_hello();
  EXPECT_EQ(from_the_first.send().what_and_where(), "Deferred: Timeout in ImplicitTls");
  SmallTls aborted;
  aborted.offered().says("220 go").hears_hello();
  aborted.start();
  aborted.run_for(seconds(1));
  aborted.client.abort();
  EXPECT_EQ(aborted.finish().what_and_where(), "Deferred: Aborted in Handshake");
}

TEST(SmallStartTls, AGreetingBeforeTlsIsUnsafe) {
  SmallTls bench{Security::Tls};
  bench.server.greets();
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: TlsFailed in ImplicitTls");
  EXPECT_EQ(bench.wire.port(), 465);
}

TEST(SmallStartTls, TheReportTellsHowItWasProtected) {
  for (const Protection verdict : {Protection::Verified, Protection::Unverified}) {
    SmallTls bench{Security::Tls};
    bench.tls.verdict = verdict;
    bench.server.starts_tls().greets_and_offers().takes_mail().parts();
    ASSERT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
    const Report* report = nullptr;
    for (int i = 0; i < 100 && report == nullptr; ++i) {
      bench.client.poll(bench.clock.now());
      report = bench.client.take_report();
    }
    ASSERT_NE(report, nullptr);
    EXPECT_EQ(report->protection, verdict);
  }
}

TEST(SmallStartTls, WithoutTlsNothingIsSent) {
  SmallTls bench;
  bench.tls.has_tls = false;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: TlsUnavailable in Security");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(SmallStartTls, QuitIsWithoutEffect) {
  BenchOf<SmallClient> bench;
  bench.server.greets_and_offers().takes_mail().parts();
  bench.client.quit();
  bench.start();
  bench.client.quit();
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
