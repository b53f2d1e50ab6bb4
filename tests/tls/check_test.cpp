// SPDX-License-Identifier: MIT
// MbedTransport::check(): whether the settings can work at all.
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>

#include <string>

#include "tls/support/bare_transport.hpp"
#include "tls/support/refusing_memory.hpp"

namespace postino::test {
namespace {

using std::string;

class Check : public ::testing::Test {
 protected:
  Check() {
    bare.settings = {.clock = test_clock, .small_records = true};
    trust({authority().pem()});
  }
  void trust(std::vector<string> pems) {
    pems_ = std::move(pems);
    anchors_.clear();
    for (const string& pem : pems_) anchors_.emplace_back(std::string_view{pem});
    bare.settings.anchors = anchors_;
  }
  void be(const string& certificate, const string& key) {
    certificate_ = certificate;
    key_ = key;
    bare.settings.certificate = std::string_view{certificate_};
    bare.settings.key = std::string_view{key_};
  }
  Fault fault() {
    bare.tls.settings_changed();
    return bare.tls.check();
  }

  BareTransport bare;

 private:
  std::vector<string> pems_;
  std::vector<MbedPemOrDer> anchors_;
  string certificate_;
  string key_;
};

TEST_F(Check, AnEmptyAnchorIsInvalidBesideAnyOther) {
  EXPECT_EQ(fault(), Fault::None);
  trust({""});
  EXPECT_EQ(fault(), Fault::InvalidTrustAnchor);
  trust({authority().pem(), ""});
  EXPECT_EQ(fault(), Fault::InvalidTrustAnchor);
  trust({"", authority().pem()});
  EXPECT_EQ(fault(), Fault::InvalidTrustAnchor);
}

TEST_F(Check, AnAnchorOfAnUnknownAlgorithmIsPassedOver) {
  const string unknown =
      make_certificate({.alternative_names = "", .key = KeyKind::P521, .authority = true}).pem();
  trust({unknown});
  EXPECT_EQ(fault(), Fault::NoTrustAnchor);
  trust({unknown + unknown, unknown});
  EXPECT_EQ(fault(), Fault::NoTrustAnchor);
  trust({unknown, authority().pem()});
  EXPECT_EQ(fault(), Fault::None);
  trust({unknown + authority().pem() + unknown});
  EXPECT_EQ(fault(), Fault::None);
  trust({unknown + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"});
  EXPECT_EQ(fault(), Fault::InvalidTrustAnchor);
}

TEST_F(Check, AnIdentityIsACertificateAndItsKey) {
  const Identified us = make_certificate({});
  const string pem = us.pem();
  const string key = us.key_pem();
  be(pem, key);
  EXPECT_EQ(fault(), Fault::None);
  be(pem, "");
  EXPECT_EQ(fault(), Fault::InvalidIdentity);
  be("", key);
  EXPECT_EQ(fault(), Fault::InvalidIdentity);
  be(pem, make_certificate({}).key_pem());
  EXPECT_EQ(fault(), Fault::InvalidIdentity);
  be(pem, pem);
  EXPECT_EQ(fault(), Fault::InvalidIdentity);
  be(pem + pem.substr(0, pem.size() / 2), key);
  EXPECT_EQ(fault(), Fault::InvalidIdentity) << "its chain is cut short";
}

TEST_F(Check, WithoutRandomNumbersNothingIsSaidOfAnIdentity) {
  const Identified us = make_certificate({});
  be(us.pem(), us.key_pem());
  bare.entropy.kind = TestEntropy::Kind::Fails;
  EXPECT_EQ(fault(), Fault::None);
  // Nor where it is a later seed that fails.
  bare.entropy.kind = TestEntropy::Kind::Good;
  char octet = 0;
  for (int i = 0; i < 10000; ++i) ASSERT_TRUE(bare.random.fill({&octet, 1}));
  bare.entropy.kind = TestEntropy::Kind::Fails;
  EXPECT_EQ(fault(), Fault::None);
}

TEST_F(Check, WantOfMemoryForAnAnchorIsTheHandshakesToReport) {
  trust({authority().pem(), make_certificate({.key = KeyKind::Rsa1024, .authority = true}).pem()});
  RefusingMemory::install();
  ASSERT_EQ(fault(), Fault::None);
  const std::size_t total = RefusingMemory::requests();
  ASSERT_GT(total, 10U);
  for (std::size_t at = 0; at < total; ++at) {
    for (const std::size_t to : {at + 1, unlimited}) {
      RefusingMemory::refuse(at, to);
      EXPECT_EQ(fault(), Fault::None) << at;
    }
  }
  EXPECT_EQ(RefusingMemory::outstanding(), 0);
  bare.heap.install();
}

/// Mbed TLS says of a key that it had no memory for that it is none; the heap knows better.
TEST_F(Check, WantOfMemoryForAnIdentityIsTheHandshakesToReport) {
  const Identified us = make_certificate({});
  be(us.pem(), us.key_pem());
  bool failed = true;
  for (std::size_t size = 0; failed; size += 64) {
    ASSERT_LT(size, plenty_of_memory);
    MbedHeap small{std::span{bare.memory}.first(size)};
    small.install();
    EXPECT_EQ(fault(), Fault::None) << size;
    failed = small.failures() != 0;
  }
  bare.heap.install();
}

TEST_F(Check, WhatWasInOrderIsNotParsedAgain) {
  const Identified us = make_certificate({});
  be(us.pem(), us.key_pem());
  RefusingMemory::install();
  ASSERT_EQ(fault(), Fault::None);
  RefusingMemory::refuse(0, unlimited);
  EXPECT_EQ(bare.tls.check(), Fault::None);
  EXPECT_EQ(RefusingMemory::requests(), 0U);
  bare.heap.install();
}

/// docs/tls.md: where Mbed TLS cannot ask for smaller records, somebody has to vouch for them.
TEST_F(Check, RecordsOfAnySizeMustFitUnlessTheyAreBounded) {
  bare.settings.small_records = MbedSettings{}.small_records;
  EXPECT_EQ(fault(), Fault::None);
  bare.settings.versions = MbedVersions::Only13;
  EXPECT_EQ(fault(), MBEDTLS_SSL_IN_CONTENT_LEN >= 16384 ? Fault::None : Fault::RecordsUnbounded);
  bare.settings.small_records = true;
  EXPECT_EQ(fault(), Fault::None);
}

}  // namespace
}  // namespace postino::test
