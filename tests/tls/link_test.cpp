// SPDX-License-Identifier: MIT
// How records travel: small packets, slow links, flights.
#include <gtest/gtest.h>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

class TlsLink : public ::testing::TestWithParam<int> {
 protected:
  static ServerWish wish(bool implicit = true) {
    return {.implicit_tls = implicit, .version = GetParam(), .identity = server_identity()};
  }
  static void accepts(TlsBench& bench, std::string_view text = Bench::letter) {
    bench.mail.text = text;
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Accepted") << bench.server.complaints << sent.error.native_code;
    ASSERT_EQ(bench.server.mails.size(), 1U);
    EXPECT_EQ(bench.server.mails[0], text);
  }
};

TEST_P(TlsLink, TwoPacketsOf128OctetsAreEnough) {
  for (const bool implicit : {true, false}) {
    TlsBench bench{wish(implicit), starved};
    accepts(bench);
  }
}

TEST_P(TlsLink, TwoPacketsThatComeBackLateAreEnough) {
  for (const bool implicit : {true, false}) {
    TlsBench bench{wish(implicit), starved};
    bench.wire.behaviour.acknowledges_after = Millis{200};
    accepts(bench);
  }
}

TEST_P(TlsLink, OctetByOctetItArrivesToo) {
  for (const bool implicit : {true, false}) {
    TlsBench bench{wish(implicit)};
    bench.wire.behaviour.segment = 1;
    accepts(bench);
  }
}

TEST_P(TlsLink, OctetByOctetItLeavesToo) {
  for (const std::size_t window : {1U, 7U, 128U}) {
    TlsBench bench{wish(), starved};
    bench.wire.behaviour.window = window;
    bench.wire.behaviour.stutters = true;
    accepts(bench);
  }
}

TEST_P(TlsLink, ALongMailGoesThroughAllThat) {
  std::string text = "Subject: long\r\n\r\n";
  for (int i = 0; i < 700; ++i) text += "Line " + std::to_string(i) + " of many.\r\n";
  TlsBench bench{wish(), starved};
  bench.wire.behaviour.window = 300;
  bench.wire.behaviour.segment = 11;
  bench.wire.behaviour.acknowledges_after = Millis{20};
  accepts(bench, text);
}

TEST_P(TlsLink, RecordsLargerThanPacketsAndSmaller) {
  for (const std::size_t octets : {64U, 65U, 500U, 1460U, 5000U}) {
    TlsBench bench{wish(false), {.packets = 4, .packet_bytes = octets}};
    std::string text = "Subject: long\r\n\r\n";
    for (int i = 0; i < 1500; ++i) text += "Line " + std::to_string(i) + " of many.\r\n";
    accepts(bench, text);
  }
}

TEST_P(TlsLink, TheFinishedGoesWithTheNextEhlo) {
  TlsBench bench{wish(false)};
  accepts(bench);
  // EHLO, STARTTLS, ClientHello, [keys and Finished in TLS 1.2], the first record under TLS.
  const std::vector<std::string> flights = bench.wire.flights();
  ASSERT_GT(flights.size(), 4U);
  EXPECT_EQ(flights[0].substr(0, 4), "EHLO");
  EXPECT_EQ(flights[1].substr(0, 8), "STARTTLS");
  EXPECT_EQ(flights[2][0], 22);
  const bool tls13 = GetParam() == TLS1_3_VERSION;
  // TLS 1.3: change_cipher_spec, Finished, EHLO. TLS 1.2: ours went before the server's.
  EXPECT_EQ(flights[3][0], tls13 ? 20 : 22);
  const std::size_t ehlo = std::string{"EHLO client.example\r\n"}.size();
  EXPECT_GT(flights[3].size(), tls13 ? 6 + 5 + 36 + 17 + 5 + ehlo + 16 : 0U);
}

TEST_P(TlsLink, AFlightOfCommandsIsOneSegment) {
  TlsBench bench{wish()};
  accepts(bench);
  // ClientHello, keys and Finished, EHLO, MAIL + RCPT + DATA, the mail, QUIT, the farewell.
  EXPECT_LE(bench.wire.flights().size(), 7U);
}

TEST_P(TlsLink, AHandshakeIsSpreadOverPolls) {
  TlsBench bench{wish()};
  accepts(bench);
  EXPECT_GT(bench.polls, 12U);
}

INSTANTIATE_TEST_SUITE_P(Each, TlsLink, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
