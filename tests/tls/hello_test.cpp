// SPDX-License-Identifier: MIT
// What the ClientHello offers (RFC 8446 4.1.2, RFC 5246 7.4.1.2).
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "tls/support/bare_transport.hpp"

namespace postino::test {
namespace {

using std::string;

// Extensions.
constexpr unsigned max_fragment_length = 1;
constexpr unsigned supported_groups = 10;
constexpr unsigned signature_algorithms = 13;
constexpr unsigned session_ticket = 35;
constexpr unsigned supported_versions = 43;

class ClientHello : public ::testing::Test {
 protected:
  /// Says it as the settings are.
  void say() {
    (void)bare.wire.connect("mail.example", 465);
    EXPECT_EQ(bare.advance(bare.tls), Progress::Pending);
    hello_ = bare.wire.inbox();
    bare.wire.inbox().clear();
    bare.tls.abort();
  }
  /// What the extension holds; nothing where it is not there.
  [[nodiscard]] std::optional<string> extension(unsigned number) const {
    std::size_t at = 5 + 4 + 2 + 32;
    at += 1 + octet(at);
    at += 2 + pair(at);
    at += 1 + octet(at);
    for (at += 2; at + 4 <= hello_.size(); at += 4 + pair(at + 2)) {
      if (pair(at) == number) return hello_.substr(at + 4, pair(at + 2));
    }
    return std::nullopt;
  }
  /// The numbers of two octets in it, after a size of `head` octets.
  [[nodiscard]] std::vector<unsigned> numbers(unsigned number, std::size_t head) const {
    const string list = extension(number).value_or("");
    std::vector<unsigned> found;
    for (std::size_t at = head; at + 2 <= list.size(); at += 2) {
      found.push_back(static_cast<unsigned char>(list[at]) * 256U +
                      static_cast<unsigned char>(list[at + 1]));
    }
    return found;
  }

  BareTransport bare;

 private:
  [[nodiscard]] std::size_t octet(std::size_t at) const {
    return static_cast<unsigned char>(hello_.at(at));
  }
  [[nodiscard]] std::size_t pair(std::size_t at) const { return octet(at) * 256 + octet(at + 1); }

  string hello_;
};

/// So that a server need not ask for another than the one that a device has.
TEST_F(ClientHello, BeginsItsCurvesWithP256) {
  say();
  const std::vector<unsigned> groups = numbers(supported_groups, 2);
  ASSERT_FALSE(groups.empty());
  EXPECT_EQ(groups[0], MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1);
}

TEST_F(ClientHello, HasRsaPssLast) {
  say();
  const std::vector<unsigned> all = numbers(signature_algorithms, 2);
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0], MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256);
  const auto is_pss = [](unsigned number) { return number >= 0x0804 && number <= 0x0806; };
  EXPECT_TRUE(std::ranges::any_of(all, is_pss));
  EXPECT_TRUE(std::is_partitioned(all.rbegin(), all.rend(), is_pss));
}

TEST_F(ClientHello, OffersTheVersionsThatMayBeSpoken) {
  using Versions = std::vector<unsigned>;
  say();
  EXPECT_EQ(numbers(supported_versions, 1), (Versions{0x0304, 0x0303}));
  bare.settings.versions = MbedVersions::Only13;
  say();
  EXPECT_EQ(numbers(supported_versions, 1), Versions{0x0304});
  bare.settings.versions = MbedVersions::Only12;
  say();
  EXPECT_EQ(extension(supported_versions), std::nullopt);
}

/// In TLS 1.3 there is nothing to ask for: a server gives one by itself.
TEST_F(ClientHello, AsksForATicketWhereASessionIsKept) {
  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  for (const bool keeps : {false, true}) {
    bare.settings.session = keeps ? &session : nullptr;
    say();
    EXPECT_EQ(extension(session_ticket).has_value(), keeps);
  }
}

/// RFC 6066 4: the largest that both buffers hold, where the input buffer does not hold all.
TEST_F(ClientHello, AsksForRecordsThatFit) {
  constexpr std::size_t shared =
      std::min<std::size_t>(MBEDTLS_SSL_IN_CONTENT_LEN, MBEDTLS_SSL_OUT_CONTENT_LEN);
  std::optional<string> wanted;
  if (MBEDTLS_SSL_IN_CONTENT_LEN < 16384) {
    wanted = string(1, shared >= 4096   ? '\4'
                       : shared >= 2048 ? '\3'
                       : shared >= 1024 ? '\2'
                                        : '\1');
  }
  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  for (const bool keeps : {false, true}) {
    for (const auto versions : {MbedVersions::All, MbedVersions::Only12, MbedVersions::Only13}) {
      bare.settings.session = keeps ? &session : nullptr;
      bare.settings.versions = versions;
      say();
      const bool asks =
          versions == MbedVersions::Only12 || (versions == MbedVersions::All && !keeps);
      EXPECT_EQ(extension(max_fragment_length), asks ? wanted : std::nullopt)
          << keeps << " " << static_cast<int>(versions);
    }
  }
}

}  // namespace
}  // namespace postino::test
