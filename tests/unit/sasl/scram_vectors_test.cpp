// SPDX-License-Identifier: MIT
// RFC 5802 section 5 and RFC 7677 section 3: their examples.
#include <gtest/gtest.h>

#include <string>

#include "support/scram_server.hpp"
#include "unit/sasl/scrammed.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(ScramVectors, Rfc5802) {
  Scrammed scram{Digest::Sha1, from_base64("fyko+d2lbbFgONRv9qkxdawL")};
  scram.login = {.user = "user", .password = "pencil"};
  EXPECT_EQ(scram.mechanism.name(), "SCRAM-SHA-1");
  EXPECT_EQ(scram.says(0), "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
  EXPECT_EQ(scram.hears(1,
                        "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,"
                        "i=4096"),
            Verdict::Answerable);
  EXPECT_EQ(scram.says(1),
            "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
  EXPECT_FALSE(scram.mechanism.convinced());
  EXPECT_EQ(scram.hears(2, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="), Verdict::Answerable);
  EXPECT_EQ(scram.says(2), "");
  EXPECT_TRUE(scram.mechanism.convinced());
}

/// Its client nonce is shorter than ours can be, so it is the tests' own server that it vouches
/// for.
TEST(ScramVectors, Rfc7677HoldsForTheReference) {
  const ScramServer server{.user = "user",
                           .password = "pencil",
                           .client_nonce = "rOprNGfwEbeRWgbNEkqO",
                           .server_nonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
                           .salt = from_base64("W22ZaJ0SNY7soEsUEjb6gQ==")};
  EXPECT_EQ(server.client_first(), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
  EXPECT_EQ(server.server_first(),
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,"
            "i=4096");
  EXPECT_EQ(server.client_final(),
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
  EXPECT_EQ(server.server_final(), "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
}

}  // namespace
}  // namespace postino::test
