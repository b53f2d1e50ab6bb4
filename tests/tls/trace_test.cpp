// SPDX-License-Identifier: MIT
// What a trace shows of TLS.
#include <gtest/gtest.h>
#include <mbedtls/oid.h>
#include <mbedtls/x509_crt.h>

#include "postino/mbedtls_trace.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

class KeepingSink final : public TraceSink {
 public:
  void line(Direction direction, std::string_view text) override {
    lines.push_back((direction == Direction::Sent ? "> " : "< ") + string{text});
  }
  std::vector<string> lines;
};

class TlsTrace : public ::testing::TestWithParam<int> {
 protected:
  /// What is shown of a connection to a server with that certificate.
  std::vector<string> shown(const Wish& wish) {
    return shown(make_certificate(wish, &authority()));
  }
  std::vector<string> shown(const Identified& identity) {
    TlsBench bench{{.version = GetParam(), .identity = identity}};
    bench.settings.trace = &trace;
    bench.settings.unverified = unverified;
    bench.settings.session = session;
    sink.lines.clear();
    bench.send();
    if (session != nullptr) bench.send();
    return sink.lines;
  }

  KeepingSink sink;
  MbedTrace trace{sink};
  bool unverified = false;
  MbedSession* session = nullptr;
};

const std::vector<string> lines_of_ours{"< (certificate: CN=mail.example)",
                                        "< (names: mail.example)", "< (issuer: CN=Test authority)",
                                        "< (valid: 2026-06-01 00:00:00 to 2026-07-31 00:00:00)"};

TEST_P(TlsTrace, T03TheCertificatesSubjectIssuerAndDates) {
  EXPECT_EQ(shown(server_identity()), lines_of_ours);
  unverified = true;
  EXPECT_EQ(shown(server_identity()), lines_of_ours) << "that nobody verified";
}

TEST_P(TlsTrace, T03ACertificateThatIsRefusedIsShownToo) {
  EXPECT_EQ(shown({.alternative_names = "DNS:www.example,IP:192.0.2.1,IP:2001:db8::7"}).at(1),
            "< (names: www.example, 192.0.2.1, 2001:0db8:0000:0000:0000:0000:0000:0007)");
  EXPECT_EQ(shown({.alternative_names = ""}).at(1), "< (names: none)");
  EXPECT_EQ(shown(make_certificate({})).at(2), "< (issuer: CN=mail.example)");
}

TEST_P(TlsTrace, T03WhatAStrangerWroteIsEscapedAndCut) {
  EXPECT_EQ(shown({.common_name = "a, CN=b\\\x1b[2J\n"}).at(0),
            "< (certificate: CN=a\\x2c CN=b\\x5c\\x1b[2J\\x0a)");
  const string name = string(60, 'a') + "." + string(60, 'b') + "." + string(60, 'c');
  EXPECT_EQ(shown({.alternative_names = "DNS:" + name}).at(1).size(),
            2 + TracingTransport::max_line_size);
}

TEST_P(TlsTrace, T03AResumedSessionShowsNone) {
  std::array<unsigned char, 3000> memory{};
  MbedSession kept{memory};
  session = &kept;
  EXPECT_EQ(shown(server_identity()), lines_of_ours) << "of two connections";
}

TEST_P(TlsTrace, T03TheAlertIsNamed) {
  for (const auto& [number, line] : {std::pair{48, "< (alert: unknown_ca)"},
                                     {80, "< (alert: internal_error)"},
                                     {99, "< (alert: 99)"}}) {
    TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
    bench.settings.trace = &trace;
    bench.server.tamper = [code = number](std::size_t, const string& octets) {
      return octets[0] == 22 ? string{"\x15\x03\x03\x00\x02\x02", 6} + static_cast<char>(code)
                             : octets;
    };
    sink.lines.clear();
    EXPECT_EQ(bench.send().what(), "Unsafe: TlsAlert");
    EXPECT_EQ(sink.lines, std::vector<string>{line});
  }
}

TEST(TlsTraceAlone, T03AFaultThatIsNoAlertIsNotShown) {
  KeepingSink sink;
  MbedTrace trace{sink};
  trace.failure(Fault::TlsFailed, 48);
  EXPECT_TRUE(sink.lines.empty());
  trace.failure(Fault::TlsBufferTooSmall, 6317);
  EXPECT_EQ(sink.lines, std::vector<string>{"< (bytes for MBEDTLS_SSL_IN_CONTENT_LEN: 6317)"});
}

/// With names and dates that no library would write.
TEST(TlsTraceAlone, T03WhateverIsInACertificateIsShown) {
  const auto part = [](string& oid, string& value, mbedtls_x509_name* next) {
    mbedtls_x509_name one{};
    one.oid = {MBEDTLS_ASN1_OID, oid.size(), reinterpret_cast<unsigned char*>(oid.data())};
    one.val = {MBEDTLS_ASN1_UTF8_STRING, value.size(),
               reinterpret_cast<unsigned char*>(value.data())};
    one.next = next;
    return one;
  };
  string common_name = MBEDTLS_OID_AT_CN;
  string unknown = "\x55\x04\x7f";
  string letter = "a";
  string nothing;
  string edges = " ~\x7f\x1f";
  mbedtls_x509_name last = part(unknown, edges, nullptr);
  mbedtls_x509_name middle = part(common_name, nothing, &last);
  mbedtls_x509_crt certificate{};
  certificate.subject = part(common_name, letter, &middle);
  certificate.valid_from = {987, 6, 5, 4, 3, 2};
  KeepingSink sink;
  MbedTrace trace{sink};
  trace.certificate(certificate);
  EXPECT_EQ(sink.lines.at(0), "< (certificate: CN=a, ?= ~\\x7f\\x1f)");
  EXPECT_EQ(sink.lines.at(3), "< (valid: 0987-06-05 04:03:02 to 0000-00-00 00:00:00)");
}

INSTANTIATE_TEST_SUITE_P(Each, TlsTrace, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
