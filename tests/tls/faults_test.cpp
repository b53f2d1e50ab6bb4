// SPDX-License-Identifier: MIT
// What Mbed TLS's numbers mean.
#include "mbedtls/src/faults.hpp"

#include <gtest/gtest.h>
#include <mbedtls/asn1.h>
#include <mbedtls/bignum.h>
#include <mbedtls/cipher.h>
#include <mbedtls/ecp.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509.h>

#include <algorithm>

#include "mbedtls/src/certificates.hpp"
#include "tls/support/bare_engine.hpp"

namespace postino::test {
namespace {

/// A number is the sum of one of high level, in steps of 128, and one of low level, or 0.
TEST(MbedNumbers, WhicheverHalfSaysSoItIsOutOfMemory) {
  const int high[] = {MBEDTLS_ERR_SSL_ALLOC_FAILED,      MBEDTLS_ERR_SSL_BUFFER_TOO_SMALL,
                      MBEDTLS_ERR_SSL_BAD_INPUT_DATA,    MBEDTLS_ERR_X509_ALLOC_FAILED,
                      MBEDTLS_ERR_X509_BUFFER_TOO_SMALL, MBEDTLS_ERR_PK_ALLOC_FAILED,
                      MBEDTLS_ERR_ECP_ALLOC_FAILED,      MBEDTLS_ERR_MD_ALLOC_FAILED,
                      MBEDTLS_ERR_CIPHER_ALLOC_FAILED};
  const int low[] = {MBEDTLS_ERR_MPI_ALLOC_FAILED, MBEDTLS_ERR_ASN1_ALLOC_FAILED};
  const auto is_one_of = [](const auto& list, int number) {
    return std::ranges::find(list, number) != std::end(list);
  };
  for (int above = 0; above < 0x8000; above += 128) {
    for (int below = 0; below < 128; ++below) {
      ASSERT_EQ(detail::is_out_of_memory(-above - below),
                is_one_of(high, -above) || is_one_of(low, -below))
          << above << " + " << below;
    }
  }
}

TEST(MbedNumbers, OfAnUnknownAlgorithmThereAreSix) {
  const int unknown[] = {MBEDTLS_ERR_X509_UNKNOWN_SIG_ALG,   MBEDTLS_ERR_X509_SIG_MISMATCH,
                         MBEDTLS_ERR_PK_UNKNOWN_PK_ALG,      MBEDTLS_ERR_PK_UNKNOWN_NAMED_CURVE,
                         MBEDTLS_ERR_PK_FEATURE_UNAVAILABLE, MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE};
  for (int above = 0; above < 0x8000; above += 128) {
    const bool is_one = std::ranges::find(unknown, -above) != std::end(unknown);
    for (const int below : {0, 1, 0x6a, 127}) {
      ASSERT_EQ(detail::is_unknown_algorithm(-above - below), is_one) << above << " + " << below;
    }
  }
}

class FaultOf : public BareEngine {
 protected:
  Fault of(int result) { return fault_of(*engine, result); }
};

TEST_F(FaultOf, ANumberThatMeansMemoryIsOutOfMemory) {
  EXPECT_EQ(of(MBEDTLS_ERR_SSL_ALLOC_FAILED), Fault::OutOfMemory);
  EXPECT_EQ(of(MBEDTLS_ERR_SSL_DECODE_ERROR), Fault::TlsFailed);
}

TEST_F(FaultOf, OnlyAMessageOutOfTurnCanBeAKeyUpdate) {
  EXPECT_EQ(of(MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE), Fault::TlsFailed);
  is_at(MBEDTLS_SSL_HANDSHAKE_OVER);
  reads(MBEDTLS_SSL_MSG_HANDSHAKE, 24);
  EXPECT_EQ(of(MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE), Fault::KeyUpdate);
  EXPECT_EQ(of(MBEDTLS_ERR_SSL_DECODE_ERROR), Fault::TlsFailed);
}

TEST_F(FaultOf, TheNativeCodeIsTheObjectionsOrTheNumber) {
  EXPECT_EQ(native_code_of(*engine, Fault::TlsFailed, -5), -5);
  for (const int objections : {1, 2, 3}) {
    engine->judgement.objections = static_cast<std::uint32_t>(objections);
    EXPECT_EQ(native_code_of(*engine, Fault::Expired, -5), objections);
  }
}

}  // namespace
}  // namespace postino::test
