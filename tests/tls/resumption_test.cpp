// SPDX-License-Identifier: MIT
// A second connection resumes the session of the first, and only where it may.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "tls/support/resumption.hpp"

namespace postino::test {
namespace {

TEST_P(Resumption, TheSecondConnectionResumes) {
  EXPECT_FALSE(resumes());
  EXPECT_FALSE(session.empty());
  EXPECT_TRUE(resumes());
  EXPECT_TRUE(resumes());
  EXPECT_EQ(bench.protection, Protection::Verified);
}

void print(const char* what, const TlsBench::Cost& cost) {
  std::cout << what << cost.to_server << " octets out, " << cost.to_client << " in, ";
  if (cost.instructions != 0) std::cout << cost.instructions << " instructions, ";
  std::cout << cost.microseconds << " us of the client\n";
}

TEST_P(Resumption, WhatItSaves) {
  const TlsBench::Cost full = bench.handshake();
  ASSERT_FALSE(session.empty());
  const TlsBench::Cost again = bench.handshake();
  EXPECT_TRUE(bench.server.resumed());
  EXPECT_LT(again.to_client, full.to_client);
  EXPECT_LE(again.instructions, full.instructions);
  print("full:    ", full);
  print("resumed: ", again);
}

TEST_P(Resumption, ItOutlivesTheProgram) {
  ASSERT_FALSE(resumes());
  const std::vector<unsigned char> kept{session.octets().begin(), session.octets().end()};
  std::array<unsigned char, 3000> other_memory{};
  MbedSession restored{other_memory};
  ASSERT_TRUE(restored.restore(kept));
  bench.settings.session = &restored;
  EXPECT_TRUE(resumes());
}

TEST_P(Resumption, MemoryThatHoldsOneAlreadyServes) {
  ASSERT_FALSE(resumes());
  MbedSession found{memory};
  bench.settings.session = &found;
  EXPECT_TRUE(resumes());
}

TEST_P(Resumption, AWipedOneIsGone) {
  ASSERT_FALSE(resumes());
  session.wipe();
  EXPECT_TRUE(session.empty());
  for (const unsigned char octet : memory) EXPECT_EQ(octet, 0);
  EXPECT_FALSE(resumes());
}

TEST_P(Resumption, ADamagedOneIsIgnored) {
  ASSERT_FALSE(resumes());
  const std::array<unsigned char, 3000> whole = memory;
  const std::size_t size = session.octets().size();
  for (std::size_t at = 0; at < size; at += 1 + size / 50) {
    memory = whole;
    memory[at] ^= 0x10;
    EXPECT_FALSE(resumes()) << at;
  }
  memory = whole;
  EXPECT_TRUE(session.restore(std::span{whole}.first(size / 2)));
  EXPECT_FALSE(resumes());
}

TEST_P(Resumption, MemoryOfNoSessionIsIgnored) {
  for (const int octet : {0x00, 0xff, 0x5a}) {
    memory.fill(static_cast<unsigned char>(octet));
    EXPECT_TRUE(session.empty());
    EXPECT_FALSE(resumes());
  }
}

TEST_P(Resumption, ItIsForOneNameOnly) {
  ASSERT_FALSE(resumes());
  bench.relay.host = "MAIL.example";
  EXPECT_FALSE(resumes());
}

TEST_P(Resumption, ItIsForTheSameTrustOnly) {
  ASSERT_FALSE(resumes());
  bench.trust(bench.anchors_pem + "\n");
  EXPECT_FALSE(resumes());
  bench.pin(key_digest(server_identity()));
  EXPECT_FALSE(resumes());
  bench.settings.dates_unchecked = true;
  EXPECT_FALSE(resumes());
  bench.settings.unverified = true;
  EXPECT_FALSE(resumes());
  EXPECT_TRUE(resumes());
  bench.settings.unverified = false;
  EXPECT_FALSE(resumes()) << "made without verification";
}

TEST_P(Resumption, AServerThatForgotItDoesAFullHandshake) {
  ASSERT_FALSE(resumes());
  TlsBench other{wish()};
  other.settings.session = &session;
  other.trust(bench.anchors_pem);
  EXPECT_FALSE(resumes(other));
  EXPECT_TRUE(resumes(other));
}

TEST_P(Resumption, AnUntrustedServerGetsNothingByIt) {
  ASSERT_FALSE(resumes());
  ServerWish forged = wish();
  forged.identity = make_certificate({});
  TlsBench other{forged};
  other.settings.session = &session;
  EXPECT_EQ(other.send().what(), "Unsafe: Untrusted");
  EXPECT_TRUE(session.empty()) << "it might be the reason";
}

TEST_P(Resumption, OneThatDoesNotFitIsNotKept) {
  for (const std::size_t size : {0U, 1U, 35U, 36U, 37U, 100U}) {
    MbedSession small{std::span{memory}.first(size)};
    bench.settings.session = &small;
    EXPECT_FALSE(resumes());
    EXPECT_FALSE(resumes());
    EXPECT_TRUE(small.empty());
    EXPECT_EQ(std::ranges::count(std::span{memory}.subspan(size), 0), 3000 - std::ptrdiff_t(size))
        << "nothing was written behind it";
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Resumption, each_way, way_name);

}  // namespace
}  // namespace postino::test
