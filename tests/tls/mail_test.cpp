// SPDX-License-Identifier: MIT
// Whole mails to an OpenSSL server.
#include <gtest/gtest.h>

#include <tuple>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using Case = std::tuple<int, KeyKind, bool>;

class TlsMail : public ::testing::TestWithParam<Case> {
 protected:
  static ServerWish wish() {
    const auto [version, key, implicit] = GetParam();
    return {.implicit_tls = implicit, .version = version, .identity = server_identity(key)};
  }
};

TEST_P(TlsMail, IsAccepted) {
  TlsBench bench{wish()};
  EXPECT_EQ(bench.send().what(), "Accepted") << bench.server.complaints;
  EXPECT_EQ(bench.protection, Protection::Verified);
  ASSERT_EQ(bench.server.mails.size(), 1U);
  EXPECT_EQ(bench.server.mails[0], Bench::letter);
  EXPECT_EQ(bench.server.sni(), "mail.example");
  EXPECT_TRUE(bench.server.farewell_heard());
}

std::string name_of(const ::testing::TestParamInfo<Case>& about) {
  const auto version = std::get<0>(about.param);
  const auto key = std::get<1>(about.param);
  return std::string{version == TLS1_2_VERSION ? "Tls12" : "Tls13"} +
         (key == KeyKind::P256 ? "Ecdsa" : "Rsa") +
         (std::get<2>(about.param) ? "Implicit" : "StartTls");
}

INSTANTIATE_TEST_SUITE_P(All, TlsMail,
                         ::testing::Combine(::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                                            ::testing::Values(KeyKind::P256, KeyKind::Rsa2048),
                                            ::testing::Values(true, false)),
                         name_of);

}  // namespace
}  // namespace postino::test
