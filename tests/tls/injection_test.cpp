// SPDX-License-Identifier: MIT
// Everything that can go wrong, at every place where it can: a mail is then not accepted, nothing
// of ours was said under TLS before a handshake was over, and packets and memory are back.
#include <gtest/gtest.h>

#include "tls/support/refusing_memory.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

class Injection : public ::testing::TestWithParam<int> {
 protected:
  static ServerWish wish() { return {.version = GetParam(), .identity = server_identity()}; }

  /// Octets of the server's until both have done the handshake.
  static std::size_t handshake_octets() {
    std::size_t octets = 0;
    TlsBench bench{wish()};
    bench.after_poll = [&] { octets = bench.server.handshake_octets(); };
    EXPECT_EQ(bench.send().what(), "Accepted");
    return octets;
  }

  /// Sends the mail and holds the outcome against what the server knows.
  static Sent check(TlsBench& bench) {
    const Sent sent = bench.send_and_stay();
    bench.client.abort();
    const bool accepted = sent.outcome == Outcome::Accepted;
    if (accepted) {
      EXPECT_EQ(bench.server.mails.size(), 1U);
    }
    if (sent.error.phase == Phase::ImplicitTls) {
      EXPECT_TRUE(bench.server.under_tls.empty());
    }
    if (sent.outcome == Outcome::Deferred || sent.outcome == Outcome::Unsafe) {
      EXPECT_TRUE(bench.server.mails.empty());
    }
    EXPECT_NE(sent.outcome, Outcome::Rejected);
    EXPECT_NE(sent.outcome, Outcome::InvalidArgument);
    return sent;
  }
};

/// Whether octet `at` of a flight, which begins with a record, is of the version in a record's
/// head: nothing hangs on it, and no signature or Finished covers it (RFC 8446 5.1: ignored).
bool is_record_version(const string& flight, std::size_t at) {
  const auto octet = [&flight](std::size_t index) {
    return static_cast<std::size_t>(static_cast<unsigned char>(flight[index]));
  };
  std::size_t record = 0;
  while (record + 5 <= flight.size()) {
    if (at == record + 1 || at == record + 2) return true;
    record += 5 + octet(record + 3) * 256 + octet(record + 4);
  }
  return false;
}

TEST_P(Injection, EachOctetOfTheHandshakeCorrupted) {
  const std::size_t end = handshake_octets();
  ASSERT_GT(end, 500U);
  for (std::size_t at = 0; at < end; ++at) {
    TlsBench bench{wish()};
    // How long a signature is differs from run to run, so the last octets may never come.
    bool harmless = true;
    bench.server.tamper = [at, &harmless](std::size_t sent, string octets) {
      if (at < sent || at >= sent + octets.size()) return octets;
      harmless = is_record_version(octets, at - sent);
      octets[at - sent] ^= static_cast<char>(1 << (at % 8));
      return octets;
    };
    const Sent sent = check(bench);
    SCOPED_TRACE(at);
    EXPECT_NE(sent.outcome, Outcome::Unknown);
    if (!harmless) {
      EXPECT_NE(sent.outcome, Outcome::Accepted);
    }
  }
}

TEST_P(Injection, EachRequestForMemoryRefused) {
  std::size_t total = 0;
  for (const bool for_good : {false, true}) {
    for (std::size_t at = 0; at == 0 || at < total; at += for_good ? 23 : 1) {
      TlsBench bench{wish()};
      RefusingMemory::install();
      RefusingMemory::refuse(total == 0 ? unlimited : at, for_good ? unlimited : at + 1);
      SCOPED_TRACE(at);
      const Sent sent = check(bench);
      if (total == 0) {
        EXPECT_EQ(sent.what(), "Accepted");
        total = RefusingMemory::requests();
      }
      bench.random.forget();
      EXPECT_EQ(RefusingMemory::outstanding(), 0);
    }
  }
  EXPECT_GT(total, 100U);
}

TEST_P(Injection, EachDrawOfRandomNumbersRefused) {
  std::size_t failures = 0;
  for (std::size_t at = 0; at < 4; ++at) {
    TlsBench bench{wish()};
    bench.entropy.fails_at = at;
    const Sent sent = check(bench);
    if (sent.outcome == Outcome::Accepted) continue;
    ++failures;
    EXPECT_EQ(sent.what(), "Deferred: RandomFailed");
    EXPECT_EQ(bench.wire.taken(), 0U) << "a ClientHello";
  }
  EXPECT_GE(failures, 2U);
}

INSTANTIATE_TEST_SUITE_P(Each, Injection, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
