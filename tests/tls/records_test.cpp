// SPDX-License-Identifier: MIT
// Servers whose records, or chains, are larger than our buffer; RFC 6066 4.
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr int room = MBEDTLS_SSL_IN_CONTENT_LEN;
constexpr bool holds_every_record = room >= 16384;
constexpr std::size_t capabilities = 100;
constexpr std::size_t line_size = 64;
/// Of the reply to EHLO: "250-mail.example" and the others.
constexpr int reply_size = 18 + capabilities * line_size;

ServerWish talkative(int version) {
  ServerWish wish{.version = version, .identity = server_identity()};
  wish.capabilities.assign(capabilities, "X" + string(line_size - 7, 'x'));
  return wish;
}

class Records : public ::testing::TestWithParam<int> {
 protected:
  static MbedVersions only() {
    return GetParam() == TLS1_3_VERSION ? MbedVersions::Only13 : MbedVersions::Only12;
  }
};

TEST_P(Records, T02ARecordThatIsTooLargeSaysWhichSizeWouldDo) {
  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  TlsBench bench{talkative(GetParam())};
  bench.settings.session = &session;  // so that it is not asked for smaller ones
  const Sent sent = bench.send();
  if (holds_every_record) {
    EXPECT_EQ(sent.what(), "Accepted");
  } else {
    EXPECT_EQ(sent.what_and_where(), "Deferred: TlsBufferTooSmall in Ehlo");
    EXPECT_EQ(sent.error.native_code, reply_size);
  }
}

TEST_P(Records, T02WhereItCanBeAskedForItIs) {
  TlsBench bench{talkative(GetParam())};
  bench.settings.small_records = false;
  EXPECT_EQ(bench.send().what(), "Accepted") << "OpenSSL heeds it";
}

TEST_P(Records, T02WithoutTheCallersWordNothingIsTriedWhereItCannotBe) {
  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  for (const bool keeps : {false, true}) {
    for (const MbedVersions versions : {MbedVersions::All, only()}) {
      TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
      bench.settings.session = keeps ? &session : nullptr;
      bench.settings.versions = versions;
      bench.settings.small_records = MbedSettings{}.small_records;
      const bool asks =
          versions == MbedVersions::Only12 || (versions == MbedVersions::All && !keeps);
      const bool goes = holds_every_record || asks;
      EXPECT_EQ(bench.send().what(),
                goes ? "Accepted" : "InvalidArgument: RecordsUnbounded in Security");
      EXPECT_EQ(bench.wire.connections(), goes ? 1U : 0U);
      bench.settings.small_records = true;
      EXPECT_EQ(bench.send().what(), "Accepted");
    }
  }
}

TEST_P(Records, T02AChainThatIsTooLongSaysWhichSizeWouldDo) {
  const Identified middle = make_certificate(
      {.common_name = "Middle", .alternative_names = "", .authority = true, .padding = 5000},
      &authority());
  TlsBench bench{
      {.version = GetParam(), .identity = make_certificate({}, &middle), .chain = {middle}}};
  const Sent sent = bench.send();
  if (holds_every_record) {
    EXPECT_EQ(sent.what(), "Accepted");
  } else {
    EXPECT_EQ(sent.what_and_where(), "Deferred: TlsBufferTooSmall in ImplicitTls");
    EXPECT_GT(sent.error.native_code, 5000);
    EXPECT_LT(sent.error.native_code, 7000);
  }
}

TEST_P(Records, T02AFullRecordThatWasTamperedWithIsNotCalledTooLarge) {
  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
  bench.settings.session = &session;  // so that it is not asked for smaller ones
  bool armed = false;
  bench.server.on_line = [&](const string& line) {
    if (!line.starts_with("MAIL")) return;
    armed = true;
    bench.server.say("250 " + string(room - 6, 'x') + "\r\n");
  };
  bench.server.tamper = [&](std::size_t, string octets) {
    if (armed) octets.back() ^= 1;
    return octets;
  };
  EXPECT_EQ(bench.send().what(), "Unsafe: TlsFailed");
}

INSTANTIATE_TEST_SUITE_P(Each, Records, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
