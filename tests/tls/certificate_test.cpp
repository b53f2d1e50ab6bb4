// SPDX-License-Identifier: MIT
// Whom we believe: chain, name, dates, strength, pins.
#include <gtest/gtest.h>
#include <mbedtls/x509.h>

#include "postino/mbedtls_alert.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

/// A server that shows a certificate of the tests' authority, or the one given.
ServerWish showing(const Wish& wish, int version = 0) {
  return {.version = version, .identity = make_certificate(wish, &authority())};
}

class Certificate : public ::testing::TestWithParam<int> {
 protected:
  static ServerWish showing(const Wish& wish) { return test::showing(wish, GetParam()); }
  static ServerWish with(const Identified& identity, std::vector<Identified> chain = {}) {
    return {.version = GetParam(), .identity = identity, .chain = std::move(chain)};
  }
  /// What the mail comes to; a failure must not have let a word of ours out.
  static string outcome(TlsBench& bench) {
    const Sent sent = bench.send();
    if (sent.outcome != Outcome::Accepted) {
      EXPECT_TRUE(bench.server.under_tls.empty());
      EXPECT_TRUE(bench.server.mails.empty());
    }
    return sent.what();
  }
  static string outcome(ServerWish wish) {
    TlsBench bench{std::move(wish)};
    return outcome(bench);
  }
  static string outcome_for(const string& host, const Wish& wish) {
    TlsBench bench{showing(wish)};
    bench.relay.host = host;
    return outcome(bench);
  }
};

TEST_P(Certificate, B055_AnotherNameIsUnsafe) {
  EXPECT_EQ(outcome(showing({.alternative_names = "DNS:www.example"})), "Unsafe: WrongName");
}

TEST_P(Certificate, B056_ANameThatOnlyBeginsOrEndsAsOursIsUnsafe) {
  for (const char* name : {"mail.example.evil", "evil.mail.example", "xmail.example", "mail.exampl",
                           "ail.example", "example"}) {
    EXPECT_EQ(outcome(showing({.alternative_names = string{"DNS:"} + name})), "Unsafe: WrongName")
        << name;
  }
}

TEST_P(Certificate, B057_ANulInANameEndsNothing) {
  const string name{"DNS:mail.example\0.evil", 22};
  EXPECT_EQ(outcome(showing({.alternative_names = name})), "Unsafe: WrongName");
}

TEST_P(Certificate, B058_AWildcardIsOneLabel) {
  const Wish wish{.alternative_names = "DNS:*.example.com"};
  EXPECT_EQ(outcome_for("a.example.com", wish), "Accepted");
  EXPECT_EQ(outcome_for("a.b.example.com", wish), "Unsafe: WrongName");
  EXPECT_EQ(outcome_for("example.com", wish), "Unsafe: WrongName");
}

TEST_P(Certificate, B059_AnAddressIsNoName) {
  EXPECT_EQ(outcome_for("mail.example", {.alternative_names = "IP:192.0.2.1"}),
            "Unsafe: WrongName");
  EXPECT_EQ(outcome_for("192.0.2.1", {.alternative_names = "DNS:192.0.2.1"}), "Unsafe: WrongName");
}

TEST_P(Certificate, AnAddressIsFoundAsAnAddress) {
  const Wish wish{.alternative_names = "DNS:x.example,IP:192.0.2.1,IP:2001:db8::7"};
  EXPECT_EQ(outcome_for("192.0.2.1", wish), "Accepted");
  EXPECT_EQ(outcome_for("192.0.2.2", wish), "Unsafe: WrongName");
  EXPECT_EQ(outcome_for("2001:db8::7", wish), "Accepted");
  EXPECT_EQ(outcome_for("2001:DB8:0:0::7%eth0", wish), "Accepted");
  EXPECT_EQ(outcome_for("2001:db8::8", wish), "Unsafe: WrongName");
}

/// The octets of 192.0.2.1 begin those of c000:201::.
TEST_P(Certificate, AnAddressIsNotTheBeginningOfALongerOne) {
  EXPECT_EQ(outcome_for("192.0.2.1", {.alternative_names = "IP:c000:201::"}), "Unsafe: WrongName");
  EXPECT_EQ(outcome_for("c000:201::", {.alternative_names = "IP:192.0.2.1"}), "Unsafe: WrongName");
}

TEST_P(Certificate, T04ACommonNameAloneIsNoName) {
  const Wish old{.alternative_names = ""};
  EXPECT_EQ(outcome(showing(old)), "Unsafe: WrongName");
  TlsBench pinned{showing(old)};
  pinned.trust("");
  pinned.pin(string(32, 'x'));
  EXPECT_EQ(outcome(pinned), "Unsafe: WrongName");
}

TEST_P(Certificate, T04ForOldRelaysItCounts) {
  for (const auto& [name, comes_to] : {std::pair{"mail.example", "Accepted"},
                                       {"*.example", "Accepted"},
                                       {"www.example", "Unsafe: WrongName"},
                                       {"mail.example.evil", "Unsafe: WrongName"}}) {
    TlsBench bench{showing({.common_name = name, .alternative_names = ""})};
    bench.settings.common_name_counts = true;
    EXPECT_EQ(outcome(bench), comes_to) << name;
  }
}

TEST_P(Certificate, T04NotWhereThereAreAlternativeNamesNorForAnAddress) {
  TlsBench named{showing({.alternative_names = "DNS:www.example"})};
  named.settings.common_name_counts = true;
  EXPECT_EQ(outcome(named), "Unsafe: WrongName");
  TlsBench addressed{showing({.common_name = "192.0.2.1", .alternative_names = ""})};
  addressed.settings.common_name_counts = true;
  addressed.relay.host = "192.0.2.1";
  EXPECT_EQ(outcome(addressed), "Unsafe: WrongName");
}

TEST_P(Certificate, CaseAndATrailingDotDoNotMatter) {
  EXPECT_EQ(outcome_for("MAIL.Example", {}), "Accepted");
  EXPECT_EQ(outcome_for("mail.example.", {}), "Accepted");
}

TEST_P(Certificate, B060_AnExpiredOneIsUnsafe) {
  EXPECT_EQ(outcome(showing({.ends = test_time - 1})), "Unsafe: Expired");
  EXPECT_EQ(outcome(showing({.ends = test_time})), "Accepted");
}

TEST_P(Certificate, OneThatHasNotBegunIsUnsafe) {
  EXPECT_EQ(outcome(showing({.begins = test_time + 1})), "Unsafe: NotYetValid");
  EXPECT_EQ(outcome(showing({.begins = test_time})), "Accepted");
}

TEST_P(Certificate, B061_AClockBeforeTheBuildCountsForNothing) {
  TlsBench bench{showing({})};
  bench.settings.clock = [] { return std::int64_t{0}; };
  EXPECT_EQ(outcome(bench), "Unsafe: NotYetValid");
  bench.settings.build_time = test_time;
  EXPECT_EQ(outcome(bench), "Accepted");
  EXPECT_EQ(bench.protection, Protection::Verified);
}

TEST_P(Certificate, B061_AtTheBuildTimeItMustNotHaveExpired) {
  TlsBench bench{showing({.ends = test_time - 1})};
  bench.settings.build_time = test_time;
  bench.settings.clock = [] { return std::int64_t{0}; };
  EXPECT_EQ(outcome(bench), "Unsafe: Expired");
  bench.settings.clock = nullptr;
  EXPECT_EQ(outcome(bench), "Unsafe: Expired");
}

TEST_P(Certificate, B061_ARenewedOneIsNoObjectionWhereOnlyTheBuildTimeIsKnown) {
  TlsBench bench{showing({.begins = test_time + 1})};
  bench.settings.clock = nullptr;
  bench.settings.build_time = test_time - 25 * one_day;
  EXPECT_EQ(outcome(bench), "Accepted");
}

TEST_P(Certificate, DatesThatDoNotMatterAreSaidNotToHaveBeenChecked) {
  TlsBench bench{showing({.ends = test_time - 1})};
  bench.settings.clock = nullptr;
  bench.settings.dates_unchecked = true;
  EXPECT_EQ(outcome(bench), "Accepted");
  EXPECT_EQ(bench.protection, Protection::DatesUnchecked);
}

TEST_P(Certificate, TheChainsDatesCountToo) {
  const Identified middle = make_certificate(
      {.common_name = "Middle", .alternative_names = "", .ends = test_time - 1, .authority = true},
      &authority());
  const Identified leaf = make_certificate({}, &middle);
  EXPECT_EQ(outcome(with(leaf, {middle})), "Unsafe: Expired");
}

TEST_P(Certificate, B063_ASelfSignedOneIsUnsafe) {
  EXPECT_EQ(outcome(with(make_certificate({}))), "Unsafe: Untrusted");
  EXPECT_EQ(outcome(with(make_certificate({.authority = true}))), "Unsafe: Untrusted");
}

TEST_P(Certificate, OneThatClaimsOurAuthoritysNameIsUnsafe) {
  const Identified impostor = make_certificate(
      {.common_name = "Test authority", .alternative_names = "", .authority = true});
  EXPECT_EQ(outcome(with(make_certificate({}, &impostor))), "Unsafe: Untrusted");
  EXPECT_EQ(outcome(with(make_certificate({}, &impostor), {impostor})), "Unsafe: Untrusted");
}

TEST_P(Certificate, OneSignedByAnotherServersIsUnsafe) {
  const Identified other = server_identity();
  const Identified leaf = make_certificate({.common_name = "x"}, &other);
  EXPECT_EQ(outcome(with(leaf, {other})), "Unsafe: Untrusted");
}

TEST_P(Certificate, B064_WithoutTheIntermediateThereIsNoChain) {
  const Identified middle = make_certificate(
      {.common_name = "Middle", .alternative_names = "", .authority = true}, &authority());
  const Identified leaf = make_certificate({}, &middle);
  EXPECT_EQ(outcome(with(leaf)), "Unsafe: Untrusted");
  EXPECT_EQ(outcome(with(leaf, {middle})), "Accepted");
  EXPECT_EQ(outcome(with(leaf, {middle, authority()})), "Accepted");
}

TEST_P(Certificate, AWeakKeyIsUnsafe) {
  EXPECT_EQ(outcome(showing({.key = KeyKind::Rsa1024})), "Unsafe: WeakCertificate");
}

TEST_P(Certificate, ASignatureWithSha1IsUnsafe) {
  EXPECT_EQ(outcome(showing({.sha1 = true})), "Unsafe: WeakCertificate");
}

TEST_P(Certificate, AnAuthorityWithAWeakKeyIsUnsafe) {
  const Identified weak = make_certificate(
      {.common_name = "Weak", .alternative_names = "", .key = KeyKind::Rsa1024, .authority = true});
  TlsBench bench{with(make_certificate({}, &weak))};
  bench.trust(weak.pem());
  EXPECT_EQ(outcome(bench), "Unsafe: WeakCertificate");
}

TEST_P(Certificate, TheObjectionsAreInTheNativeCode) {
  TlsBench bench{showing({.alternative_names = "DNS:www.example", .ends = test_time - 1})};
  EXPECT_EQ(bench.send().error.native_code,
            MBEDTLS_X509_BADCERT_CN_MISMATCH | MBEDTLS_X509_BADCERT_EXPIRED);
}

TEST_P(Certificate, LargerCurvesAndKeysServe) {
#if defined(MBEDTLS_ECP_DP_SECP384R1_ENABLED)
  EXPECT_EQ(outcome(showing({.key = KeyKind::P384})), "Accepted");
#else
  EXPECT_EQ(outcome(showing({.key = KeyKind::P384})), "Unsafe: TlsAlert");
#endif
}

TEST_P(Certificate, AnAnchorCanBeTheServersOwn) {
  for (const bool is_authority : {false, true}) {
    const Identified own = make_certificate({.authority = is_authority});
    TlsBench bench{with(own)};
    bench.trust(own.pem());
    EXPECT_EQ(outcome(bench), "Accepted");
  }
  const Identified expired = make_certificate({.ends = test_time - 1});
  TlsBench bench{with(expired)};
  bench.trust(expired.pem());
  EXPECT_EQ(outcome(bench), "Unsafe: Expired");
}

TEST_P(Certificate, AnAnchorCanBeTheServersOwnWhateverItIsSignedBy) {
  const Identified stranger =
      make_certificate({.common_name = "Stranger", .alternative_names = "", .authority = true});
  const Identified leaf = make_certificate({}, &stranger);
  TlsBench bench{with(leaf, {stranger})};
  bench.trust(leaf.pem());
  EXPECT_EQ(outcome(bench), "Accepted");
}

TEST_P(Certificate, AnchorsComeAsDerToo) {
  TlsBench bench{with(server_identity())};
  const string der = authority().der();
  const MbedPemOrDer anchors[] = {
      MbedPemOrDer{std::span{reinterpret_cast<const unsigned char*>(der.data()), der.size()}}};
  bench.settings.anchors = anchors;
  EXPECT_EQ(outcome(bench), "Accepted");
}

TEST_P(Certificate, OneOfManyAnchorsIsEnough) {
  TlsBench bench{with(server_identity())};
  string many;
  for (int i = 0; i < 20; ++i) {
    many += "# one more\n" + make_certificate({.common_name = "Other " + std::to_string(i),
                                               .alternative_names = "",
                                               .authority = true})
                                 .pem();
  }
  bench.trust(many + authority().pem() + many);
  EXPECT_EQ(outcome(bench), "Accepted");
#if defined(MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK)
  EXPECT_LT(bench.heap.high_water(), 64U * 1024U) << "anchors are parsed one by one";
#endif
}

TEST_P(Certificate, WithoutVerificationAnybodyWillDo) {
  TlsBench bench{with(make_certificate({.alternative_names = "DNS:x"}))};
  bench.settings.unverified = true;
  bench.trust("");
  bench.settings.clock = nullptr;
  EXPECT_EQ(outcome(bench), "Accepted");
  EXPECT_EQ(bench.protection, Protection::Unverified);
}

TEST_P(Certificate, APinAloneStandsForTheChain) {
  const Identified own = make_certificate({});
  const string certificate = certificate_digest(own);
  for (const string& digest : {certificate, key_digest(own)}) {
    TlsBench bench{with(own)};
    bench.trust("");
    bench.pin(string(32, 'x'));
    EXPECT_EQ(outcome(bench), "Unsafe: PinMismatch");
    TlsBench other{with(own)};
    other.trust("");
    other.pin(string(32, 'x'));
    other.pin(digest);
    EXPECT_EQ(outcome(other), "Accepted");
    EXPECT_EQ(other.protection, Protection::Verified);
  }
}

TEST_P(Certificate, APinAloneDoesNotStandForNameAndDates) {
  const Identified other = make_certificate({.alternative_names = "DNS:x"});
  TlsBench named{with(other)};
  named.trust("");
  named.pin(key_digest(other));
  EXPECT_EQ(outcome(named), "Unsafe: WrongName");
  const Identified old = make_certificate({.ends = test_time - 1});
  TlsBench dated{with(old)};
  dated.trust("");
  dated.pin(key_digest(old));
  EXPECT_EQ(outcome(dated), "Unsafe: Expired");
}

TEST_P(Certificate, WithAPinAndAnchorsBothMustHold) {
  const Identified own = make_certificate({});
  TlsBench untrusted{with(own)};
  untrusted.pin(key_digest(own));
  EXPECT_EQ(outcome(untrusted), "Unsafe: Untrusted");
  TlsBench unpinned{with(server_identity())};
  unpinned.pin(key_digest(own));
  EXPECT_EQ(outcome(unpinned), "Unsafe: PinMismatch");
  TlsBench both{with(server_identity())};
  both.pin(key_digest(server_identity()));
  EXPECT_EQ(outcome(both), "Accepted");
}

TEST_P(Certificate, AnIntermediatesPinDoesNotCount) {
  const Identified middle = make_certificate(
      {.common_name = "Middle", .alternative_names = "", .authority = true}, &authority());
  TlsBench bench{with(make_certificate({}, &middle), {middle})};
  bench.trust("");
  bench.pin(key_digest(middle));
  EXPECT_EQ(outcome(bench), "Unsafe: PinMismatch");
}

TEST_P(Certificate, ACertificateOfOursIsShown) {
  const Identified us = make_certificate({.common_name = "node7"}, &authority());
  for (const bool pem : {true, false}) {
    ServerWish wish = with(server_identity());
    wish.client_authority = authority();
    TlsBench bench{wish};
    const string certificate = pem ? us.pem() : us.der();
    const string key = pem ? us.key_pem() : us.key_der();
    bench.settings.certificate = std::string_view{certificate};
    bench.settings.key = std::string_view{key};
    EXPECT_EQ(outcome(bench), "Accepted");
    EXPECT_TRUE(bench.server.client_showed_certificate());
  }
}

TEST_P(Certificate, WithoutOneAServerThatWantsOneEndsIt) {
  ServerWish wish = with(server_identity());
  wish.client_authority = authority();
  TlsBench bench{wish};
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Unsafe: TlsAlert");
  // TLS 1.2 has no alert of its own for that (RFC 5246 7.4.6).
  EXPECT_EQ(mbed_alert_name(sent.error.native_code),
            GetParam() == TLS1_2_VERSION ? "handshake_failure" : "certificate_required");
  EXPECT_TRUE(bench.server.mails.empty());
}

TEST_P(Certificate, B068_TheNameIsSaidAndAnAddressIsNot) {
  TlsBench named{with(server_identity())};
  EXPECT_EQ(outcome(named), "Accepted");
  EXPECT_EQ(named.server.sni(), "mail.example");
  EXPECT_NE(named.wire.in_clear().find("mail.example"), string::npos) << "in the ClientHello";
  TlsBench addressed{showing({.alternative_names = "IP:192.0.2.1"})};
  addressed.relay.host = "192.0.2.1";
  EXPECT_EQ(outcome(addressed), "Accepted");
  EXPECT_EQ(addressed.server.sni(), "");
  EXPECT_EQ(addressed.wire.in_clear().find("192.0.2.1"), string::npos);
}

INSTANTIATE_TEST_SUITE_P(Each, Certificate, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

class TlsArguments : public ::testing::Test {
 protected:
  TlsBench bench{showing({})};
  string outcome() {
    const Sent sent = bench.send();
    EXPECT_EQ(bench.wire.connections(), 0U);
    return sent.what();
  }
};

TEST_F(TlsArguments, B067_WithoutANameNothingIsTried) {
  bench.relay.host = "";
  EXPECT_EQ(outcome(), "InvalidArgument: NoHost in Host");
}

TEST_F(TlsArguments, WithoutAnAnchorNothingIsTried) {
  bench.trust("");
  EXPECT_EQ(outcome(), "InvalidArgument: NoTrustAnchor in Security");
  bench.trust("none in here\n-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
  EXPECT_EQ(outcome(), "InvalidArgument: NoTrustAnchor in Security");
}

TEST_F(TlsArguments, WithoutAWordOnDatesNothingIsTried) {
  bench.settings.clock = nullptr;
  EXPECT_EQ(outcome(), "InvalidArgument: NoClock in Security");
}

TEST_F(TlsArguments, AnAnchorThatIsNoneIsInvalid) {
  const string good = authority().pem();
  for (const string& bad :
       {string{"x"}, string{"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
        string{"-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n"},
        good.substr(0, good.size() / 2), good + good.substr(0, good.size() / 2)}) {
    bench.trust(bad);
    EXPECT_EQ(outcome(), "InvalidArgument: InvalidTrustAnchor in Security") << bad;
  }
}

TEST_F(TlsArguments, AnIdentityThatIsNoneIsInvalid) {
  const Identified us = make_certificate({});
  const Identified other = make_certificate({});
  const string certificate = us.pem();
  const string key = us.key_pem();
  const string others_key = other.key_pem();
  const string rsa_key = server_identity(KeyKind::Rsa2048).key_pem();
  const std::pair<string, string> bad[] = {{certificate, ""},
                                           {"", key},
                                           {certificate, others_key},
                                           {certificate, rsa_key},
                                           {certificate, certificate},
                                           {key, key},
                                           {certificate.substr(60), key},
                                           {certificate, key.substr(0, 80)}};
  for (const auto& [first, second] : bad) {
    bench.settings.certificate = std::string_view{first};
    bench.settings.key = std::string_view{second};
    EXPECT_EQ(outcome(), "InvalidArgument: InvalidIdentity in Security") << first << second;
  }
}

}  // namespace
}  // namespace postino::test
