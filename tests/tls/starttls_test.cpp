// SPDX-License-Identifier: MIT
// RFC 3207 with a real handshake: what tests/dialogue shows with a pretended one.
#include <gtest/gtest.h>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

const Login credentials{.user = "pump", .password = "secret"};

class RealStartTls : public ::testing::TestWithParam<int> {
 protected:
  RealStartTls() {
    wish.implicit_tls = false;
    wish.version = GetParam();
    wish.identity = server_identity();
    wish.capabilities = {"AUTH PLAIN"};
  }
  TlsBench& bench() {
    if (!bench_) {
      bench_ = std::make_unique<TlsBench>(wish);
      bench_->relay.login = credentials;
    }
    return *bench_;
  }
  string outcome() { return bench().send().what(); }
  /// Not a word behind STARTTLS, neither in clear nor under TLS.
  void nothing_followed() {
    EXPECT_EQ(bench().server.in_clear.back(), "STARTTLS");
    EXPECT_TRUE(bench().wire.in_clear().ends_with("STARTTLS\r\n"));
    EXPECT_TRUE(bench().server.under_tls.empty());
  }

  ServerWish wish;

 private:
  std::unique_ptr<TlsBench> bench_;
};

TEST_P(RealStartTls, CredentialsAndMailGoUnderTls) {
  EXPECT_EQ(outcome(), "Accepted");
  EXPECT_EQ(bench().server.in_clear, (std::vector<string>{"EHLO client.example", "STARTTLS"}));
  EXPECT_TRUE(bench().server.under_tls.at(1).starts_with("AUTH PLAIN "));
}

TEST_P(RealStartTls, B039_B040_B041_OctetsBehindThe220AreUnsafe) {
  for (const char* behind : {"250 x\r\n", "25", "\n",
                             "250-mail.example\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 ok\r\n"
                             "250 ok\r\n354 go\r\n250 queued\r\n"}) {
    ServerWish other = wish;
    other.starttls_reply = string{"220 go\r\n"} + behind;
    TlsBench one{other};
    EXPECT_EQ(one.send().what(), "Unsafe: OctetsBeforeTls") << behind;
    EXPECT_TRUE(one.wire.in_clear().ends_with("STARTTLS\r\n"));
    EXPECT_TRUE(one.server.under_tls.empty());
  }
}

TEST_P(RealStartTls, K30_A4yzIsDeferred) {
  ServerWish other = wish;
  other.starttls_reply = "454 not now\r\n";
  TlsBench one{other};
  EXPECT_EQ(one.send().what(), "Deferred: NegativeReply 454");
  EXPECT_TRUE(one.server.under_tls.empty());
}

TEST_P(RealStartTls, B042_B043_AnythingElseButA220IsUnsafe) {
  for (const char* reply : {"554 no\r\n", "502 no\r\n", "250 ok\r\n"}) {
    ServerWish other = wish;
    other.starttls_reply = reply;
    TlsBench one{other};
    EXPECT_EQ(one.send().what(), "Unsafe: StartTlsRejected") << reply;
    EXPECT_TRUE(one.server.under_tls.empty());
    EXPECT_EQ(one.wire.in_clear().find("MAIL"), string::npos);
  }
}

TEST_P(RealStartTls, B044_A220OfTwoLinesIsFine) {
  wish.starttls_reply = "220-a\r\n220 b\r\n";
  EXPECT_EQ(outcome(), "Accepted");
}

TEST_P(RealStartTls, B045_APlainReplyInsteadOfTheServerHelloIsUnsafe) {
  for (const char* words :
       {"500 x\r\n", "220 mail.example ESMTP\r\n", "HTTP/1.1 400 Bad\r\n\r\n"}) {
    TlsBench one{wish};
    one.server.tamper = [words](std::size_t, string octets) {
      return octets[0] == 22 ? string{words} : octets;
    };
    EXPECT_EQ(one.send().what_and_where(), "Unsafe: NotTls in Handshake") << words;
    EXPECT_TRUE(one.server.under_tls.empty());
  }
}

TEST_P(RealStartTls, B046_WithoutTheKeywordThereIsNoMail) {
  wish.capabilities_in_clear = {"AUTH PLAIN", "STARTTLSX"};
  EXPECT_EQ(outcome(), "Unsafe: StartTlsNotOffered");
  EXPECT_EQ(bench().wire.in_clear().find("MAIL"), string::npos);
  EXPECT_EQ(bench().wire.in_clear().find("AUTH"), string::npos);
}

TEST_P(RealStartTls, B047_OpportunisticWithoutTheKeywordTheCredentialsStayHome) {
  wish.capabilities_in_clear = {"AUTH PLAIN"};
  bench().relay.security = Security::Opportunistic;
  EXPECT_EQ(outcome(), "Deferred: AuthNotOffered");
  EXPECT_EQ(bench().wire.in_clear().find("AUTH"), string::npos);
}

TEST_P(RealStartTls, OpportunisticStillWantsTheRightServer) {
  wish.identity = make_certificate({.alternative_names = "DNS:x"}, &authority());
  bench().relay.security = Security::Opportunistic;
  EXPECT_EQ(outcome(), "Unsafe: WrongName");
  EXPECT_TRUE(bench().server.under_tls.empty());
}

TEST_P(RealStartTls, B048_WithoutAuthUnderTlsIsUnsafe) {
  wish.capabilities_in_clear = {"STARTTLS", "AUTH PLAIN"};
  wish.capabilities = {"PIPELINING"};
  EXPECT_EQ(outcome(), "Unsafe: AuthNotOffered");
}

TEST_P(RealStartTls, B049_AnOfferOfASecondHandshakeIsIgnored) {
  wish.capabilities = {"STARTTLS", "AUTH PLAIN"};
  EXPECT_EQ(outcome(), "Accepted");
}

TEST_P(RealStartTls, B050_A220UnderTlsIsNoAnswerToOurEhlo) {
  wish.sends_after_handshake = "220 here I am again\r\n";
  const bool tls13 = GetParam() == TLS1_3_VERSION;
  // In TLS 1.3 the server's word can't come before ours: our EHLO goes with the Finished.
  EXPECT_EQ(outcome(), tls13 ? "Deferred: UnexpectedReply 220" : "Deferred: EarlyReply");
  EXPECT_EQ(bench().server.under_tls.size(), tls13 ? 1U : 0U);
}

TEST_P(RealStartTls, B051_AnEndBehindThe220IsDeferred) {
  for (const bool reset : {false, true}) {
    TlsBench one{wish};
    one.server.tamper = [&one, reset](std::size_t, string octets) {
      if (octets[0] != 22) return octets;
      if (reset) {
        one.wire.reset();
      } else {
        one.wire.fin();
      }
      return string{};
    };
    EXPECT_EQ(one.send().what_and_where(), "Deferred: ConnectionLost in Handshake");
  }
}

TEST_P(RealStartTls, B052_AStallAtAnyOctetOfAFlightEndsAtTheDeadline) {
  TlsBench whole{wish};
  ASSERT_EQ(whole.send().what(), "Accepted");
  for (std::size_t octets = 60; octets < 650; octets += 49) {
    TlsBench one{wish};
    std::size_t handshake = 0;
    one.server.tamper = [&](std::size_t, string text) {
      if (text[0] < 20 || text[0] > 23 || one.server.secured()) return text;
      const std::size_t left = octets - std::min(octets, handshake);
      handshake += text.size();
      return text.substr(0, left);
    };
    const Sent sent = one.send();
    if (sent.outcome == Outcome::Accepted) break;
    EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Handshake") << octets;
    EXPECT_EQ(sent.took, one.relay.timeouts.handshake);
    EXPECT_TRUE(one.server.under_tls.empty());
  }
}

TEST_P(RealStartTls, B053_AnAlertIsUnsafe) {
  for (const int code : {10, 40, 42, 47, 70, 71, 80, 112, 120}) {
    TlsBench one{wish};
    one.server.tamper = [code](std::size_t, string octets) {
      return octets[0] == 22 ? string{"\x15\x03\x03\x00\x02\x02", 6} + static_cast<char>(code)
                             : octets;
    };
    const Sent sent = one.send();
    EXPECT_EQ(sent.what_and_where(), "Unsafe: TlsAlert in Handshake") << code;
    EXPECT_EQ(sent.error.native_code, code);
    EXPECT_TRUE(one.server.under_tls.empty());
  }
}

TEST_P(RealStartTls, B054_TicketsAndRequestsInTheMidstOfAMailAreHandled) {
  for (const char* at : {"EHLO", "MAIL", "DATA", "."}) {
    TlsBench one{wish};
    one.server.on_line = [&one, at](const string& line) {
      if (!line.starts_with(at)) return;
      if (SSL_version(one.server.ssl()) == TLS1_3_VERSION) {
        EXPECT_EQ(SSL_new_session_ticket(one.server.ssl()), 1);
      } else {
        EXPECT_EQ(SSL_renegotiate(one.server.ssl()), 1);
      }
      SSL_do_handshake(one.server.ssl());
      one.server.flush();
    };
    const Sent sent = one.send();
    // Mbed TLS declines a second handshake in TLS 1.2, and OpenSSL ends the connection then.
    if (GetParam() == TLS1_3_VERSION) {
      EXPECT_EQ(sent.what(), "Accepted") << at;
    }
    EXPECT_EQ(sent.outcome == Outcome::Accepted, one.server.mails.size() == 1) << at;
  }
}

TEST_P(RealStartTls, WhatWasOfferedInClearIsForgotten) {
  wish.capabilities_in_clear = {"STARTTLS", "PIPELINING", "SIZE 3"};
  EXPECT_EQ(outcome(), "Accepted");
}

INSTANTIATE_TEST_SUITE_P(Each, RealStartTls, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
