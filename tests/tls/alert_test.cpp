// SPDX-License-Identifier: MIT
// What a server says of TLS by an alert, or by speaking none: RFC 8446 6.
#include <gtest/gtest.h>

#include "postino/mbedtls_alert.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

class SaysNoTls : public ::testing::TestWithParam<int> {
 protected:
  TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
  /// In place of the server's first record.
  void answers(const string& octets) {
    bench.server.tamper = [octets](std::size_t, const string& all) {
      return all[0] == 22 ? octets : all;
    };
  }
};

TEST_P(SaysNoTls, T03APortThatBeginsInClear) {
  for (const char* words : {"220 mail.example ESMTP\r\n", "* OK IMAP4rev1\r\n", "SSH-2.0-x\r\n",
                            "HTTP/1.1 400 Bad\r\n\r\n"}) {
    answers(words);
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Unsafe: NotTls in ImplicitTls") << words;
    EXPECT_TRUE(bench.server.under_tls.empty());
  }
}

TEST_P(SaysNoTls, T03ARecordThatIsWrongIsStillTls) {
  answers(string("\x16\x09\x09\x00\x02\x02\x28", 7));
  EXPECT_EQ(bench.send().what_and_where(), "Unsafe: TlsFailed in ImplicitTls");
}

TEST_P(SaysNoTls, T03AnAlertsNumberIsInTheReport) {
  for (const int number : {40, 48, 70, 112}) {
    answers(string("\x15\x03\x03\x00\x02\x02", 6) + static_cast<char>(number));
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Unsafe: TlsAlert in ImplicitTls") << number;
    EXPECT_EQ(sent.error.native_code, number);
  }
}

INSTANTIATE_TEST_SUITE_P(Each, SaysNoTls, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

TEST(KeyUpdates, T05OneInTheMidstOfAMailDefersIt) {
  string text = "Subject: Pump 3\r\n\r\n";
  for (int line = 0; line < 5000; ++line) text += "Dry run, and not the first one.\r\n";
  for (const char* at : {"EHLO", "MAIL", "DATA", "Subject"}) {
    TlsBench bench{{.version = TLS1_3_VERSION, .identity = server_identity()}};
    bench.mail.text = text;
    bench.server.on_line = [&](const string& line) {
      if (!line.starts_with(at)) return;
      EXPECT_EQ(SSL_key_update(bench.server.ssl(), SSL_KEY_UPDATE_REQUESTED), 1);
      SSL_do_handshake(bench.server.ssl());
      bench.server.flush();
    };
    EXPECT_EQ(bench.send().what(), "Deferred: KeyUpdate") << at;
    EXPECT_TRUE(bench.server.mails.empty());
  }
}

TEST(KeyUpdates, T05OneInPlaceOfTheLastReplyLeavesItUnknown) {
  TlsBench bench{{.version = TLS1_3_VERSION, .identity = server_identity()}};
  bench.server.on_line = [&](const string& line) {
    if (line != ".") return;
    EXPECT_EQ(SSL_key_update(bench.server.ssl(), SSL_KEY_UPDATE_NOT_REQUESTED), 1);
    SSL_do_handshake(bench.server.ssl());
    bench.server.flush();
  };
  EXPECT_EQ(bench.send().what(), "Unknown: KeyUpdate");
}

TEST(UnderTls, T05AServerThatDoesNotKnowEhloLacksAuthNotStarttls) {
  for (const bool logs_in : {false, true}) {
    ServerWish wish{.identity = server_identity()};
    wish.ehlo_reply = "500 what?\r\n";
    TlsBench bench{wish};
    const Login login{.user = "pump", .password = "secret"};
    if (logs_in) bench.relay.login = login;
    EXPECT_EQ(bench.send().what(), logs_in ? "Unsafe: AuthNotOffered" : "Accepted");
  }
}

TEST(AlertName, T03IsThatOfTheRfc) {
  EXPECT_EQ(mbed_alert_name(48), "unknown_ca");
  EXPECT_EQ(mbed_alert_name(0), "close_notify");
  EXPECT_EQ(mbed_alert_name(116), "certificate_required");
  EXPECT_EQ(mbed_alert_name(120), "no_application_protocol");
  for (const int none : {-1, 1, 99, 255, -0x7780}) EXPECT_EQ(mbed_alert_name(none), "") << none;
}

}  // namespace
}  // namespace postino::test
