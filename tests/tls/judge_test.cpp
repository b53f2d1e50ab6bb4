// SPDX-License-Identifier: MIT
// What is held against a chain, certificate by certificate.
#include "mbedtls/src/judge.hpp"

#include <gtest/gtest.h>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

class ChainJudged : public ::testing::Test {
 protected:
  ChainJudged() { heap_.install(); }
  ~ChainJudged() override {
    EXPECT_EQ(heap_.used(), 0U);
    heap_.remove();
  }
  /// The flags that are left; those that Mbed TLS comes with are `flags`.
  std::uint32_t judge(const Wish& wish, int depth, std::uint32_t flags = 0) {
    const std::string der = make_certificate(wish).der();
    mbedtls_x509_crt certificate;
    mbedtls_x509_crt_init(&certificate);
    EXPECT_EQ(mbedtls_x509_crt_parse_der(
                  &certificate, reinterpret_cast<const unsigned char*>(der.data()), der.size()),
              0);
    EXPECT_EQ(detail::Judgement::judge(&judgement, &certificate, depth, &flags), 0);
    mbedtls_x509_crt_free(&certificate);
    return flags;
  }

  const MbedPemOrDer anchor{"somebody"};
  MbedSettings settings{.anchors = std::span{&anchor, 1}, .clock = test_clock};
  const detail::Anchors anchors{};
  detail::Judgement judgement{.settings = &settings, .anchors = &anchors};

 private:
  std::vector<std::byte> memory_ = std::vector<std::byte>(16384);
  MbedHeap heap_{memory_};
};

TEST_F(ChainJudged, DatesAreOursToJudge) {
  constexpr std::uint32_t dates = MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE;
  EXPECT_EQ(judge({}, 0, dates), 0U);
  EXPECT_EQ(judge({.ends = test_time - 1}, 0, MBEDTLS_X509_BADCERT_FUTURE),
            MBEDTLS_X509_BADCERT_EXPIRED);
}

TEST_F(ChainJudged, WhatCountsIsKept) {
  EXPECT_EQ(judge({}, 1, MBEDTLS_X509_BADCERT_BAD_MD), 0U);
  EXPECT_EQ(judgement.objections, 0U);
  EXPECT_EQ(judge({}, 0, MBEDTLS_X509_BADCERT_NOT_TRUSTED),
            std::uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_BAD_MD});
  EXPECT_EQ(judgement.objections,
            std::uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_BAD_MD});
}

TEST_F(ChainJudged, ItEndsWithTheFirstOfThose) {
  judge({.ends = test_time + 3}, 2);
  judge({.ends = test_time + 5}, 1);
  EXPECT_EQ(judgement.chain_ends, test_time + 3);
  judge({.ends = test_time + 4}, 0);
  EXPECT_EQ(judgement.chain_ends, test_time + 3);
  judge({.ends = test_time + 2}, 0);
  EXPECT_EQ(judgement.chain_ends, test_time + 2);
}

TEST_F(ChainJudged, WherePinsAloneCountItEndsWithTheServersOwn) {
  settings.anchors = {};
  judge({.ends = test_time + 3}, 1, MBEDTLS_X509_BADCERT_NOT_TRUSTED);
  EXPECT_EQ(judge({.ends = test_time + 4}, 0, MBEDTLS_X509_BADCERT_NOT_TRUSTED), 0U);
  EXPECT_EQ(judgement.chain_ends, test_time + 4);
}

TEST(FaultOfObjections, IsThatOfTheGravest) {
  constexpr std::uint32_t all = 0xffffffff;
  constexpr std::uint32_t weak =
      MBEDTLS_X509_BADCERT_BAD_MD | MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY;
  std::uint32_t rest = all;
  const auto without = [&rest](std::uint32_t flags) { return rest &= ~flags; };
  const auto of = [](std::uint32_t flags) { return detail::fault_of_objections(flags, false); };
  EXPECT_EQ(of(all), Fault::Untrusted);
  EXPECT_EQ(of(without(MBEDTLS_X509_BADCERT_NOT_TRUSTED)), Fault::WeakCertificate);
  EXPECT_EQ(of(without(weak)), Fault::WrongName);
  EXPECT_EQ(of(without(MBEDTLS_X509_BADCERT_CN_MISMATCH)), Fault::Expired);
  EXPECT_EQ(detail::fault_of_objections(rest, true), Fault::AnchorExpired);
  EXPECT_EQ(of(without(MBEDTLS_X509_BADCERT_EXPIRED)), Fault::NotYetValid);
  EXPECT_EQ(of(without(MBEDTLS_X509_BADCERT_FUTURE)), Fault::PinMismatch);
  EXPECT_EQ(of(without(MBEDTLS_X509_BADCERT_OTHER)), Fault::Untrusted);
  EXPECT_EQ(of(0), Fault::None);
}

TEST(FaultOfObjections, ThatOfEachAloneIsItsOwn) {
  for (const auto& [flag, fault] : {std::pair{MBEDTLS_X509_BADCERT_NOT_TRUSTED, Fault::Untrusted},
                                    {MBEDTLS_X509_BADCERT_BAD_MD, Fault::WeakCertificate},
                                    {MBEDTLS_X509_BADCERT_BAD_PK, Fault::WeakCertificate},
                                    {MBEDTLS_X509_BADCERT_BAD_KEY, Fault::WeakCertificate},
                                    {MBEDTLS_X509_BADCERT_CN_MISMATCH, Fault::WrongName},
                                    {MBEDTLS_X509_BADCERT_EXPIRED, Fault::Expired},
                                    {MBEDTLS_X509_BADCERT_FUTURE, Fault::NotYetValid},
                                    {MBEDTLS_X509_BADCERT_OTHER, Fault::PinMismatch},
                                    {MBEDTLS_X509_BADCERT_KEY_USAGE, Fault::Untrusted},
                                    {MBEDTLS_X509_BADCERT_NS_CERT_TYPE, Fault::Untrusted}}) {
    EXPECT_EQ(detail::fault_of_objections(static_cast<std::uint32_t>(flag), false), fault) << flag;
  }
}

}  // namespace
}  // namespace postino::test
