// SPDX-License-Identifier: MIT
// The search for an issuer among the anchors (MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK).
#include "mbedtls/src/anchors.hpp"

#include <gtest/gtest.h>
#include <mbedtls/platform.h>
#include <mbedtls/ssl.h>

#include <string>
#include <vector>

#include "tls/support/refusing_memory.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr std::int64_t one_year = 365 * one_day;

Identified root(std::int64_t ends, KeyPointer key = {}) {
  return make_certificate({.common_name = "Root",
                           .alternative_names = "",
                           .ends = ends,
                           .authority = true,
                           .own_key = std::move(key)});
}

class AnchorSearch : public ::testing::Test {
 protected:
  AnchorSearch() {
    RefusingMemory::install();
    mbedtls_ssl_config_init(&config_);
    mbedtls_x509_crt_init(&child_);
    anchors.init();
  }
  ~AnchorSearch() override {
    anchors.free();
    mbedtls_x509_crt_free(&child_);
    mbedtls_ssl_config_free(&config_);
    EXPECT_EQ(RefusingMemory::outstanding(), 0);
  }
  void trust(const std::vector<string>& pems) {
    pems_ = pems;
    for (const string& pem : pems_) list_.emplace_back(std::string_view{pem});
    settings_.anchors = list_;
    ASSERT_EQ(anchors.offer(config_, settings_), 0);
  }
  void look_for_the_issuer_of(const Identified& one) {
    const string der = one.der();
    mbedtls_x509_crt_free(&child_);
    mbedtls_x509_crt_init(&child_);
    ASSERT_EQ(mbedtls_x509_crt_parse_der(
                  &child_, reinterpret_cast<const unsigned char*>(der.data()), der.size()),
              0);
  }
  /// Mbed TLS's number.
  int search() {
    found_.clear();
    mbedtls_x509_crt* list = nullptr;
    const int result =
        config_.MBEDTLS_PRIVATE(f_ca_cb)(config_.MBEDTLS_PRIVATE(p_ca_cb), &child_, &list);
    for (const auto* one = list; one != nullptr; one = one->next) {
      found_.emplace_back(reinterpret_cast<const char*>(one->raw.p), one->raw.len);
    }
    if (list != nullptr) mbedtls_x509_crt_free(list);
    mbedtls_free(list);
    return result;
  }
  /// Those that were found, in their order.
  [[nodiscard]] const std::vector<string>& found() const { return found_; }
  [[nodiscard]] bool is_an_anchor() const { return anchors.have(child_); }

  detail::Anchors anchors;

 private:
  MbedSettings settings_{.clock = test_clock};
  std::vector<string> pems_;
  std::vector<MbedPemOrDer> list_;
  mbedtls_ssl_config config_;
  mbedtls_x509_crt child_;
  std::vector<string> found_;
};

TEST_F(AnchorSearch, ThoseThatExpiredComeLast) {
  const Identified old = root(test_time - 1);
  const Identified current = root(test_time + one_year, old.key);
  trust({old.pem() + authority().pem(), current.pem()});
  look_for_the_issuer_of(make_certificate({}, &current));
  EXPECT_EQ(search(), 0);
  EXPECT_EQ(found(), (std::vector{current.der(), old.der()}));
}

TEST_F(AnchorSearch, WhereNoneHasTheNameNoneIsFound) {
  const Identified current = root(test_time + one_year);
  const Identified stranger = make_certificate({.common_name = "Stranger", .authority = true});
  const Identified namesake = make_certificate({.common_name = "Roof", .authority = true});
  trust({current.pem()});
  for (const Identified* issuer : {&stranger, &namesake}) {
    look_for_the_issuer_of(make_certificate({}, issuer));
    EXPECT_EQ(search(), 0);
    EXPECT_TRUE(found().empty());
  }
}

TEST_F(AnchorSearch, OneOfAnUnknownAlgorithmIsPassedOver) {
  const Identified unknown = make_certificate(
      {.common_name = "Root", .alternative_names = "", .key = KeyKind::P521, .authority = true});
  const Identified current = root(test_time + one_year);
  trust({unknown.pem() + current.pem() + unknown.pem()});
  look_for_the_issuer_of(make_certificate({}, &current));
  EXPECT_EQ(search(), 0);
  EXPECT_EQ(found(), std::vector{current.der()});
}

TEST_F(AnchorSearch, WithoutMemoryItFails) {
  const Identified old = root(test_time - 1);
  const Identified current = root(test_time + one_year, old.key);
  trust({old.pem() + current.pem(), current.pem()});
  look_for_the_issuer_of(make_certificate({}, &current));
  RefusingMemory::refuse(0, 0);
  ASSERT_EQ(search(), 0);
  ASSERT_EQ(found().size(), 3U);
  const std::size_t total = RefusingMemory::requests();
  for (std::size_t at = 0; at < total; ++at) {
    RefusingMemory::refuse(at, at + 1);
    EXPECT_NE(search(), 0) << at;
    EXPECT_TRUE(found().empty()) << at;
  }
}

/// A certificate that is not signed by one of the anchors is trusted if it is one of them.
TEST_F(AnchorSearch, OnlyTheAnchorItselfIsOne) {
  const Identified own = make_certificate({});
  trust({own.pem()});
  look_for_the_issuer_of(own);
  EXPECT_FALSE(is_an_anchor()) << "nothing was looked at yet";
  EXPECT_EQ(search(), 0);
  EXPECT_TRUE(is_an_anchor());
}

TEST_F(AnchorSearch, OneOfItsNameAndItsLengthIsNone) {
  const Identified own = make_certificate({});
  Identified forged = make_certificate({});
  while (forged.der().size() != own.der().size()) forged = make_certificate({});
  trust({own.pem()});
  look_for_the_issuer_of(forged);
  EXPECT_EQ(search(), 0);
  EXPECT_FALSE(is_an_anchor());
}

}  // namespace
}  // namespace postino::test
