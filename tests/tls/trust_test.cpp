// SPDX-License-Identifier: MIT
// docs/tls.md: trust that lasts as long as the device.
#include <gtest/gtest.h>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr std::int64_t one_year = 365 * one_day;

Identified make_authority(std::int64_t ends, KeyPointer key = {}, const string& name = "Root") {
  return make_certificate({.common_name = name,
                           .alternative_names = "",
                           .begins = test_time - 10 * one_year,
                           .ends = ends,
                           .authority = true,
                           .own_key = std::move(key)});
}

class Trust : public ::testing::TestWithParam<int> {
 protected:
  /// What a message comes to by a server with a certificate of `issuer`, where `pem` is trusted.
  static string outcome(const Identified& issuer, const string& pem, const Wish& leaf = {}) {
    TlsBench bench{{.version = GetParam(), .identity = make_certificate(leaf, &issuer)}};
    bench.trust(pem);
    return bench.send().what();
  }
};

TEST_P(Trust, AnAnchorThatExpiredIsToldFromAServersCertificate) {
  const Identified old = make_authority(test_time - 1);
  EXPECT_EQ(outcome(old, old.pem()), "Unsafe: AnchorExpired");
  EXPECT_EQ(outcome(old, old.pem(), {.ends = test_time - 1}), "Unsafe: Expired");
  const Identified good = make_authority(test_time);
  EXPECT_EQ(outcome(good, good.pem()), "Accepted");
  EXPECT_EQ(outcome(good, good.pem(), {.ends = test_time - 1}), "Unsafe: Expired");
}

TEST_P(Trust, AnIntermediateThatExpiredIsTheServersAffair) {
  for (const bool anchor_too : {false, true}) {
    const Identified root = make_authority(anchor_too ? test_time - 1 : test_time + one_year);
    const Identified middle = make_certificate({.common_name = "Middle",
                                                .alternative_names = "",
                                                .ends = test_time - 1,
                                                .authority = true},
                                               &root);
    TlsBench bench{
        {.version = GetParam(), .identity = make_certificate({}, &middle), .chain = {middle}}};
    bench.trust(root.pem());
    EXPECT_EQ(bench.send().what(), "Unsafe: Expired");
  }
}

TEST_P(Trust, OfTwoAnchorsOneMayHaveExpired) {
  const Identified old = make_authority(test_time - 1, {}, "Old root");
  const Identified current = make_authority(test_time + one_year, {}, "New root");
  for (const string& both : {old.pem() + current.pem(), current.pem() + old.pem()}) {
    EXPECT_EQ(outcome(current, both), "Accepted");
    EXPECT_EQ(outcome(old, both), "Unsafe: AnchorExpired");
  }
}

TEST_P(Trust, OneThatWasRenewedMayLieBesideTheOldOne) {
  const Identified old = make_authority(test_time - 1);
  const Identified renewed = make_authority(test_time + one_year, old.key);
  for (const string& both : {old.pem() + renewed.pem(), renewed.pem() + old.pem()}) {
    EXPECT_EQ(outcome(old, both), "Accepted") << "one name, one key";
    EXPECT_EQ(outcome(renewed, both), "Accepted");
  }
}

TEST_P(Trust, OneOfTheSameNameMayHaveAnotherKey) {
  const Identified old = make_authority(test_time - 1);
  const Identified current = make_authority(test_time + one_year);
  for (const string& both : {old.pem() + current.pem(), current.pem() + old.pem()}) {
    EXPECT_EQ(outcome(current, both), "Accepted");
    EXPECT_EQ(outcome(old, both), "Unsafe: AnchorExpired");
  }
}

TEST_P(Trust, OneThatBeginsLaterMayLieBesideTheCurrentOne) {
  const Identified current = make_authority(test_time + one_year);
  const Identified next = make_certificate({.common_name = "Root",
                                            .alternative_names = "",
                                            .begins = test_time + one_day,
                                            .ends = test_time + 10 * one_year,
                                            .authority = true,
                                            .own_key = current.key});
  EXPECT_EQ(outcome(current, next.pem() + current.pem()), "Accepted");
  EXPECT_EQ(outcome(current, next.pem()), "Unsafe: NotYetValid");
}

TEST_P(Trust, ANewAnchorNeedsNoNewImage) {
  const Identified old = make_authority(test_time - 1);
  const Identified current = make_authority(test_time + one_year, {}, "New root");
  TlsBench bench{{.version = GetParam(), .identity = make_certificate({}, &current)}};
  bench.trust(old.pem());
  EXPECT_EQ(bench.send().what(), "Unsafe: Untrusted");
  bench.trust("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  bench.tls.settings_changed();
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidTrustAnchor in Security");
  bench.trust(current.pem());
  bench.tls.settings_changed();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(Trust, WithoutAClockAnAnchorThatWasGoodWhenBuiltStaysSo) {
  const Identified root = make_authority(test_time + 1);
  TlsBench bench{{.version = GetParam(), .identity = make_certificate({}, &root)}};
  bench.trust(root.pem());
  bench.settings.clock = nullptr;
  bench.settings.build_time = test_time;
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(Trust, ADeviceKnowsUntilWhenItsAnchorsLast) {
  TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
  const string near = make_authority(test_time + 1).pem();
  const string far = make_authority(test_time + 10 * one_year).pem();
  EXPECT_EQ(mbed_anchor_end(std::string_view{near}), test_time + 1);
  const string both = far + near;
  EXPECT_EQ(mbed_anchor_end(std::string_view{both}), test_time + 10 * one_year);
  EXPECT_EQ(mbed_anchor_end("none"), 0);
  EXPECT_EQ(mbed_anchor_end(""), 0);
}

INSTANTIATE_TEST_SUITE_P(Each, Trust, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
