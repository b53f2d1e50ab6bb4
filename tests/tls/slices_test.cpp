// SPDX-License-Identifier: MIT
// Handshakes whose computations go on in later polls (MBEDTLS_ECP_RESTARTABLE); with the small
// configuration alone, which is built for that.
#include <gtest/gtest.h>
#include <mbedtls/build_info.h>

#include "tls/support/tls_bench.hpp"

#if !defined(MBEDTLS_ECP_RESTARTABLE)
#error "a Mbed TLS that slices computations is what these tests are about"
#endif

namespace postino::test {
namespace {

ServerWish ecdsa() { return {.version = TLS1_2_VERSION, .identity = server_identity()}; }

/// Sends a message in slices of so many operations.
struct Sliced : TlsBench {
  explicit Sliced(std::uint16_t operations, ServerWish wish = ecdsa(),
                  std::size_t heap_octets = plenty_of_memory)
      : TlsBench{std::move(wish), {}, heap_octets} {
    settings.ecp_ops_per_poll = operations;
  }
};

std::size_t polls_with(std::uint16_t operations) {
  Sliced bench{operations};
  EXPECT_EQ(bench.send().what(), "Accepted");
  return bench.polls;
}

TEST(Slices, FewerOperationsTakeMorePolls) {
  const std::size_t at_once = polls_with(0);
  EXPECT_LT(at_once, 60U);
  EXPECT_GT(polls_with(400), at_once + 20);
  EXPECT_GT(polls_with(100), at_once + 100);
  EXPECT_GT(polls_with(25), at_once + 400);
}

TEST(Slices, TheNextOneIsDueAtOnce) {
  Sliced at_once{0};
  const Sent sent = at_once.send();
  Sliced bench{50};
  EXPECT_EQ(bench.send().took, sent.took) << "nothing arrives that would wake the caller";
}

TEST(Slices, TheDeadlineOfTheHandshakeHolds) {
  Sliced bench{25};
  bench.after_poll = [&bench] { bench.clock.advance_to(bench.clock.now() + Millis{500}); };
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: Timeout");
  EXPECT_EQ(sent.error.phase, Phase::ImplicitTls);
  EXPECT_LE(sent.took.value, bench.relay.timeouts.handshake.value + 5000);
}

/// TlsBench's end finds what did not come back.
TEST(Slices, AbortGivesAllBackInTheMidstOfAnyComputation) {
  const std::size_t all = polls_with(100);
  for (std::size_t after = 1; after < all; after += 11) {
    Sliced bench{100};
    ASSERT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
    while (bench.polls < after) bench.step();
    bench.client.abort();
    const Report* const report = bench.client.take_report();
    ASSERT_NE(report, nullptr);
    EXPECT_EQ(report->error.fault, Fault::Aborted) << after;
  }
}

TEST(Slices, AResetInTheMidstOfAComputationDefers) {
  Sliced bench{100};
  std::size_t polls = 0;
  bench.after_poll = [&] {
    if (++polls == 60) bench.wire.reset();
  };
  EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost");
}

TEST(Slices, ASignatureOfAStrangerIsUnsafe) {
  Sliced bench{100};
  const Identified stranger = make_certificate(
      {.common_name = "Test authority", .alternative_names = "", .authority = true});
  bench.trust(stranger.pem());
  EXPECT_EQ(bench.send().what(), "Unsafe: Untrusted");
  EXPECT_TRUE(bench.server.under_tls.empty());
}

TEST(Slices, OurOwnSignatureIsSlicedToo) {
  ServerWish wish = ecdsa();
  wish.client_authority = authority();
  const Identified own = make_certificate({.common_name = "Node 7"}, &authority());
  const std::string certificate = own.pem();
  const std::string key = own.key_pem();
  const std::size_t without = polls_with(25);
  Sliced bench{25, wish};
  bench.settings.certificate = std::string_view{certificate};
  bench.settings.key = std::string_view{key};
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_TRUE(bench.server.client_showed_certificate());
  EXPECT_GT(bench.polls, without + 30);
}

TEST(Slices, TooSmallAHeapDefersAndNothingElse) {
  std::size_t accepted = 0;
  for (std::size_t octets = 8 * 1024; octets < 24 * 1024; octets += 504) {
    Sliced bench{200, ecdsa(), octets};
    const std::string what = bench.send_and_stay().what();
    bench.client.abort();
    if (what == "Accepted") {
      ++accepted;
    } else {
      EXPECT_EQ(what, "Deferred: OutOfMemory") << octets;
    }
  }
  EXPECT_GT(accepted, 5U);
}

TEST(Slices, WhatMbedTlsDoesNotSliceIsDoneAtOnce) {
  Sliced newer{25, {.version = TLS1_3_VERSION, .identity = server_identity()}};
  EXPECT_EQ(newer.send().what(), "Accepted");
  EXPECT_LT(newer.polls, 60U);
}

TEST(Slices, OfAnRsaServerTooNothingIsSliced) {
  Sliced bench{25, {.version = TLS1_2_VERSION, .identity = server_identity(KeyKind::Rsa2048)}};
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_LT(bench.polls, 60U);
}

}  // namespace
}  // namespace postino::test
