// SPDX-License-Identifier: MIT
// RFC 3207: what a server can do around the handshake. The handshake itself is a pretence here.
#include <gtest/gtest.h>

#include <string>

#include "support/base64.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

const Login under_tls{.user = "pump", .password = "secret"};

/// A bench whose server wants TLS, and has said so.
class StartTls : public ::testing::Test {
 protected:
  StartTls() { bench.relay.security = Security::StartTls; }

  ScriptedServer& offered() { return bench.server.greets_and_offers({"STARTTLS"}); }
  ScriptedServer& asked() { return offered().hears("STARTTLS"); }
  ScriptedServer& secured() { return asked().says("220 go").starts_tls(); }
  /// No handshake was begun, and not a word said after STARTTLS.
  void nothing_followed() {
    EXPECT_EQ(bench.tls.name(), "");
    EXPECT_TRUE(bench.wire.in_clear().ends_with("STARTTLS\r\n")) << bench.wire.in_clear();
    EXPECT_EQ(bench.wire.under_tls(), "");
  }

  Bench bench;
};

TEST_F(StartTls, AMailGoesUnderTlsAndTheNameIsTheUsers) {
  bench.relay.login = under_tls;
  secured()
      .offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN " + base64(string("\0pump\0secret", 12)))
      .says("235 2.7.0 welcome")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.tls.name(), "mail.example");
  EXPECT_EQ(bench.wire.in_clear(), "EHLO client.example\r\nSTARTTLS\r\n");
  EXPECT_EQ(bench.wire.port(), 587);
}

TEST_F(StartTls, B039_AReplyBehindThe220IsUnsafe) {
  asked().sends("220 go\r\n250 x\r\n");
  EXPECT_EQ(bench.send().what(), "Unsafe: OctetsBeforeTls");
  nothing_followed();
}

TEST_F(StartTls, B040_HalfAReplyBehindThe220IsUnsafe) {
  asked().sends("220 go\r\n25");
  EXPECT_EQ(bench.send().what(), "Unsafe: OctetsBeforeTls");
  nothing_followed();
}

TEST_F(StartTls, B040_ALineEndBehindThe220IsUnsafe) {
  asked().sends("220 go\r\n\n");
  EXPECT_EQ(bench.send().what(), "Unsafe: OctetsBeforeTls");
  nothing_followed();
}

TEST_F(StartTls, B040_InASegmentOfItsOwnToo) {
  asked().sends("220 go\r\n").sends("2");
  EXPECT_EQ(bench.send().what(), "Unsafe: OctetsBeforeTls");
  nothing_followed();
}

TEST_F(StartTls, B041_AForgedSessionBehindThe220IsUnsafe) {
  bench.relay.login = under_tls;
  asked().sends(
      "220 go\r\n250-mail.example\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 ok\r\n250 ok\r\n"
      "354 go\r\n250 queued\r\n");
  EXPECT_EQ(bench.send().what(), "Unsafe: OctetsBeforeTls");
  nothing_followed();
}

TEST_F(StartTls, B042_ARefusalIsUnsafe) {
  asked().says("502 what?").may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: StartTlsRejected");
  EXPECT_EQ(bench.tls.name(), "");
}

TEST_F(StartTls, K30_ATemporaryRefusalIsDeferredAndNothingIsSaidInClear) {
  asked().says("454 TLS not available").may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 454 in StartTls");
  EXPECT_EQ(sent.text, "TLS not available");
  EXPECT_EQ(bench.tls.name(), "");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

TEST_F(StartTls, K08_K30_OfARefusalTheFirstDigitDecides) {
  struct {
    const char* reply;
    const char* what;
  } constexpr cases[] = {
      {"421 closing", "Deferred: ServiceClosing 421"}, {"450 later", "Deferred: NegativeReply 450"},
      {"499 later", "Deferred: NegativeReply 499"},    {"500 what?", "Unsafe: StartTlsRejected"},
      {"501 no", "Unsafe: StartTlsRejected"},          {"502 what?", "Unsafe: StartTlsRejected"},
      {"554 no", "Unsafe: StartTlsRejected"}};
  for (const Security security : {Security::StartTls, Security::Opportunistic}) {
    for (const bool login : {false, true}) {
      for (const auto& [reply, what] : cases) {
        Bench other;
        other.relay.security = security;
        if (login) other.relay.login = under_tls;
        other.server.greets_and_offers({"STARTTLS", "AUTH PLAIN"}).hears("STARTTLS");
        other.server.says(reply).may_part();
        EXPECT_EQ(other.send().what(), what) << reply;
        EXPECT_EQ(other.tls.name(), "");
      }
    }
  }
}

TEST_F(StartTls, K08_A421ThatNobodyAskedForIsDeferredToo) {
  asked().hears_nothing_for(seconds(1)).sends("421-one moment\r\n421 closing\r\n").closes();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: ServiceClosing 421 in StartTls");
}

TEST_F(StartTls, B043_A250IsNo220) {
  asked().says("250 ok");
  EXPECT_EQ(bench.send().what(), "Unsafe: StartTlsRejected");
  nothing_followed();
}

TEST_F(StartTls, B044_A220OfTwoLinesIsFine) {
  asked().sends("220-a\r\n220 b\r\n").starts_tls().offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(StartTls, B045_APlainReplyInsteadOfTheHandshakeIsUnsafe) {
  asked().says("220 go").hears_hello().says("500 x");
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: TlsFailed in Handshake");
  EXPECT_EQ(bench.wire.under_tls(), "");
}

TEST_F(StartTls, B046_WithoutTheKeywordThereIsNoMail) {
  bench.server.greets_and_offers({"PIPELINING", "AUTH PLAIN"}).may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: StartTlsNotOffered");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
  EXPECT_EQ(bench.wire.in_clear().find("AUTH"), string::npos);
}

TEST_F(StartTls, B047_OpportunisticAndNotOfferedTheCredentialsStayHome) {
  bench.relay.security = Security::Opportunistic;
  bench.relay.login = under_tls;
  bench.server.greets_and_offers({"AUTH PLAIN LOGIN"}).may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: AuthNotOffered");
  EXPECT_EQ(bench.wire.in_clear().find("AUTH"), string::npos);
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

TEST_F(StartTls, B047_EvenIfTheyMayGoInClear) {
  bench.relay.security = Security::Opportunistic;
  bench.relay.login = under_tls;
  bench.relay.login->allow_clear_text = true;
  bench.server.greets_and_offers({"AUTH PLAIN LOGIN"}).may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: AuthNotOffered");
}

TEST_F(StartTls, OpportunisticAndNotOfferedAMailWithoutLoginGoesInClear) {
  bench.relay.security = Security::Opportunistic;
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.port(), 25);
}

TEST_F(StartTls, OpportunisticAndOfferedItIsTaken) {
  bench.relay.security = Security::Opportunistic;
  bench.relay.login = under_tls;
  secured().offers({"AUTH LOGIN PLAIN"}).hears("AUTH PLAIN {}").says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.in_clear(), "EHLO client.example\r\nSTARTTLS\r\n");
}

TEST_F(StartTls, B048_NoAuthUnderTlsIsUnsafe) {
  bench.relay.login = under_tls;
  bench.server.greets_and_offers({"STARTTLS", "AUTH PLAIN"})
      .hears("STARTTLS")
      .says("220 go")
      .starts_tls()
      .offers({"PIPELINING"})
      .may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: AuthNotOffered");
  EXPECT_EQ((bench.wire.in_clear() + bench.wire.under_tls()).find("AUTH"), string::npos);
}

TEST_F(StartTls, B049_AnOfferOfASecondHandshakeIsIgnored) {
  secured().offers({"STARTTLS", "PIPELINING"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(StartTls, B050_ASecondGreetingUnderTlsIsAReplyBeforeItsCommand) {
  secured().says("220 here I am again");
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.under_tls(), "");
}

TEST_F(StartTls, B051_AnEndBehindThe220IsDeferred) {
  asked().says("220 go").closes();
  EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost");
}

TEST_F(StartTls, B051_AResetBehindThe220IsDeferred) {
  asked().says("220 go").hears_hello().resets();
  EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost");
}

TEST_F(StartTls, B052_AHandshakeThatStallsEndsAtItsDeadline) {
  for (const Timeouts& timeouts : {Timeouts{}, netx_timeouts}) {
    Bench other;
    other.relay.security = Security::StartTls;
    other.relay.timeouts = timeouts;
    other.server.greets_and_offers({"STARTTLS"}).hears("STARTTLS").says("220 go").hears_hello();
    const Sent sent = other.send();
    EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Handshake");
    EXPECT_EQ(sent.took, timeouts.handshake);
  }
}

TEST_F(StartTls, B053_AHandshakeThatFailsIsUnsafe) {
  asked().says("220 go").hears_hello().fails_tls();
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: TlsFailed in Handshake");
}

TEST_F(StartTls, WhatWasLearnedBeforeIsForgotten) {
  bench.server.greets_and_offers({"STARTTLS", "PIPELINING", "SIZE 3", "8BITMIME", "SMTPUTF8"})
      .hears("STARTTLS")
      .says("220 go")
      .starts_tls()
      .offers()
      .hears("MAIL FROM:<node7@plant.example>")
      .waits(seconds(1))
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .waits(seconds(1))
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.flights().at(3), "MAIL FROM:<node7@plant.example>\r\n");
}

TEST_F(StartTls, ImplicitTlsComesBeforeTheGreeting) {
  bench.relay.security = Security::Tls;
  bench.server.starts_tls().greets_and_offers({"STARTTLS"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.in_clear(), "");
  EXPECT_EQ(bench.wire.port(), 465);
}

TEST_F(StartTls, ImplicitTlsAtAPlainServerIsUnsafe) {
  bench.relay.security = Security::Tls;
  bench.server.hears_hello().greets();
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: TlsFailed in ImplicitTls");
  EXPECT_EQ(bench.wire.taken(), 0U);
}

TEST_F(StartTls, ImplicitTlsThatStallsEndsAtItsDeadline) {
  bench.relay.security = Security::Tls;
  bench.server.hears_hello();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in ImplicitTls");
  EXPECT_EQ(sent.took, seconds(60));
}

TEST_F(StartTls, ARecordThatCanNotBeTrustedIsUnsafe) {
  secured().offers().hears("MAIL {}").waits(seconds(1)).says("250 ok");
  bench.start();
  bench.run_for(Millis{500});
  bench.tls.breaks = true;
  EXPECT_EQ(bench.finish().what_and_where(), "Unsafe: TlsFailed in MailFrom");
}

TEST_F(StartTls, ARecordThatCanNotBeTrustedBehindTheEndOfTheMailLeavesItUnknown) {
  secured().offers().takes_envelope().hears_mail().waits(seconds(1)).says("250 ok");
  bench.start();
  bench.run_for(Millis{500});
  bench.tls.breaks = true;
  EXPECT_EQ(bench.finish().what_and_where(), "Unknown: TlsFailed in EndOfData");
}

TEST_F(StartTls, B067_WithoutAHostNameNothingIsTried) {
  bench.relay.host = "";
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "InvalidArgument: NoHost in Host");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(StartTls, ATransportWithoutTlsIsInvalid) {
  bench.tls.has_tls = false;
  for (const Security security : {Security::StartTls, Security::Tls, Security::Opportunistic}) {
    bench.relay.security = security;
    EXPECT_EQ(bench.send().what(), "InvalidArgument: TlsUnavailable in Security");
  }
  EXPECT_EQ(bench.wire.connections(), 0U);
}

}  // namespace
}  // namespace postino::test
