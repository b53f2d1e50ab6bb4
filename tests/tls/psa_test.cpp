// SPDX-License-Identifier: MIT
// The random numbers of PSA: of the connection whose turn it is, or none.
#include <gtest/gtest.h>
#include <psa/crypto.h>

#include <algorithm>
#include <array>

#include "mbedtls/src/drbg.hpp"
#include "tls/support/bare_transport.hpp"

namespace postino::test {
namespace {

TEST(PsaRandom, IsOfTheGeneratorThatWasNamedLast) {
  std::array<std::uint8_t, 16> octets{};
  std::size_t size = 99;
  mbedtls_psa_external_random_context_t context{};
  TestEntropy entropy;
  MbedDrbg random{entropy};
  detail::use_for_psa(random);
  EXPECT_EQ(mbedtls_psa_external_get_random(&context, octets.data(), octets.size(), &size),
            PSA_SUCCESS);
  EXPECT_EQ(size, octets.size());
  EXPECT_NE(octets, (std::array<std::uint8_t, 16>{}));
  random.forget();
}

TEST(PsaRandom, IsNoneWithoutEntropy) {
  std::array<std::uint8_t, 16> octets{};
  std::size_t size = 99;
  mbedtls_psa_external_random_context_t context{};
  TestEntropy entropy;
  entropy.kind = TestEntropy::Kind::Fails;
  MbedDrbg random{entropy};
  detail::use_for_psa(random);
  EXPECT_EQ(mbedtls_psa_external_get_random(&context, octets.data(), octets.size(), &size),
            PSA_ERROR_INSUFFICIENT_ENTROPY);
  EXPECT_EQ(size, 0U);
}

TEST(PsaRandom, OfTwoConnectionsEachHasItsOwn) {
  BareTransport bare;
  FakeSocket wire{bare.clock};
  TestEntropy none;
  none.kind = TestEntropy::Kind::Fails;
  MbedDrbg random{none};
  MbedTransport other{wire, bare.room.pool, random, bare.settings};
  (void)bare.wire.connect("mail.example", 465);
  (void)wire.connect("mail.example", 465);
  EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Working);
  EXPECT_EQ(bare.advance(other), Progress::Failed);
  EXPECT_EQ(other.fault(), Fault::RandomFailed);
  EXPECT_EQ(bare.advance(bare.tls), Progress::Pending) << "a ClientHello is out";
  EXPECT_FALSE(bare.wire.inbox().empty());
  other.abort();
}

}  // namespace
}  // namespace postino::test
