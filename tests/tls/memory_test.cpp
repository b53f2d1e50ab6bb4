// SPDX-License-Identifier: MIT
// A heap of every size: large enough, or a clean Deferred.
#include <gtest/gtest.h>
#include <mbedtls/platform.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "mbedtls/src/memory.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

class TlsMemory : public ::testing::TestWithParam<int> {
 protected:
  static Sent send(std::size_t heap, std::size_t* high_water = nullptr) {
    TlsBench bench{{.version = GetParam(), .identity = server_identity()}, {}, heap};
    const Sent sent = bench.send_and_stay();
    bench.client.abort();
    EXPECT_TRUE(sent.outcome == Outcome::Accepted || bench.server.mails.empty());
    if (high_water != nullptr) *high_water = bench.heap.high_water();
    return sent;
  }
};

TEST_P(TlsMemory, TooSmallAHeapDefersAndNothingElse) {
  std::size_t needed = 0;
  ASSERT_EQ(send(plenty_of_memory, &needed).what(), "Accepted");
  EXPECT_LT(needed, 64U * 1024U);
  std::size_t smallest = 0;
  for (std::size_t octets = 0; smallest == 0; octets += 104) {
    const Sent sent = send(octets);
    if (sent.outcome == Outcome::Accepted) {
      smallest = octets;
    } else {
      EXPECT_EQ(sent.what(), "Deferred: OutOfMemory") << octets;
    }
    ASSERT_LT(octets, needed + 4096) << "a heap somewhat over the high-water mark is enough";
  }
  EXPECT_GE(smallest, needed - 104);
}

/// Takes what is free but for one hole, and gives it back at the end.
class Greed {
 public:
  ~Greed() {
    for (void* const block : taken_) mbedtls_free(block);
  }
  void leave(std::size_t hole) {
    void* const kept = mbedtls_calloc(1, hole);
    for (std::size_t size = plenty_of_memory; size >= 8; size /= 2) {
      while (void* const block = mbedtls_calloc(1, size)) taken_.push_back(block);
    }
    mbedtls_free(kept);
  }

 private:
  std::vector<void*> taken_;
};

/// The memory is taken after so many polls; empty when that is after the handshake.
std::string sent_with_a_hole(int version, std::size_t polls, std::size_t hole) {
  TlsBench bench{{.version = version, .identity = server_identity()}};
  bench.settings.ecp_ops_per_poll = 0;
  // As servers do that close before their alert has left.
  bench.server.tamper = [&bench](std::size_t, std::string octets) {
    constexpr char alert = 21;
    if (octets.empty() || octets[0] != alert) return octets;
    bench.server.fin();
    return std::string{};
  };
  Greed greed;
  bool late = false;
  bench.after_poll = [&] {
    if (bench.polls + 1 != polls) return;
    late = bench.tls.protection() != Protection::None;
    if (!late) greed.leave(hole);
  };
  const std::string what = bench.send_and_stay().what();
  bench.client.abort();
  return late ? "" : what;
}

TEST_P(TlsMemory, WhateverStepHasTooLittleDefersAndNothingElse) {
  std::size_t deferred = 0;
  for (const std::size_t hole : {8U, 128U, 512U}) {
    std::string what = "Accepted";
    for (std::size_t polls = 1; !what.empty(); ++polls) {
      what = sent_with_a_hole(GetParam(), polls, hole);
      if (what == "Deferred: OutOfMemory") ++deferred;
      EXPECT_TRUE(what.empty() || what == "Accepted" || what == "Deferred: OutOfMemory")
          << what << " with " << hole << " bytes after poll " << polls;
    }
  }
  EXPECT_GT(deferred, 15U);
}

TEST_P(TlsMemory, B065_AChainThatIsLongerThanABufferDefers) {
  const Identified middle = make_certificate(
      {.common_name = "Middle", .alternative_names = "", .authority = true, .padding = 17000},
      &authority());
  TlsBench bench{
      {.version = GetParam(), .identity = make_certificate({}, &middle), .chain = {middle}}};
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: TlsBufferTooSmall");
  EXPECT_GT(sent.error.native_code, 17000);
  EXPECT_LT(sent.error.native_code, 19000);
  EXPECT_TRUE(bench.server.under_tls.empty());
}

INSTANTIATE_TEST_SUITE_P(Each, TlsMemory, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

TEST(MbedHeapTest, GivesZeroesAndTakesAllBack) {
  std::vector<std::byte> memory(4096, std::byte{0xff});
  MbedHeap heap{memory};
  heap.install();
  std::vector<char*> taken;
  for (std::size_t size = 1; size < 200; size += 13) {
    taken.push_back(static_cast<char*>(mbedtls_calloc(size, 1)));
    ASSERT_NE(taken.back(), nullptr);
    for (std::size_t i = 0; i < size; ++i) EXPECT_EQ(taken.back()[i], 0);
    std::fill_n(taken.back(), size, '\x55');
  }
  for (std::size_t i = 0; i < taken.size(); i += 2) mbedtls_free(taken[i]);
  for (std::size_t i = 1; i < taken.size(); i += 2) mbedtls_free(taken[i]);
  EXPECT_EQ(heap.used(), 0U);
  EXPECT_EQ(heap.failures(), 0U);
  void* const all = mbedtls_calloc(1, 4096 - 16);
  EXPECT_NE(all, nullptr) << "what was freed is in one piece again";
  EXPECT_EQ(mbedtls_calloc(1, 16), nullptr);
  EXPECT_EQ(heap.failures(), 1U);
  mbedtls_free(all);
  heap.remove();
  EXPECT_EQ(mbedtls_calloc(1, 1), nullptr);
}

TEST(MbedHeapTest, ThePeakBeginsAnewWithWhatIsOut) {
  std::vector<std::byte> memory(4096);
  MbedHeap heap{memory};
  heap.install();
  void* const kept = mbedtls_calloc(1, 100);
  mbedtls_free(mbedtls_calloc(1, 1000));
  const std::size_t out = heap.used();
  EXPECT_GT(heap.high_water(), out + 1000);
  heap.reset_high_water();
  EXPECT_EQ(heap.high_water(), out);
  mbedtls_free(mbedtls_calloc(1, 200));
  EXPECT_GT(heap.high_water(), out + 200);
  EXPECT_LT(heap.high_water(), out + 300);
  mbedtls_free(kept);
  heap.remove();
}

TEST(MbedHeapTest, TooSmallOrOddMemoryGivesNothingOrLess) {
  alignas(8) std::array<std::byte, 64> memory{};
  for (std::size_t skip = 0; skip < 16; ++skip) {
    for (std::size_t size = 0; size + skip <= memory.size(); ++size) {
      MbedHeap heap{std::span{memory}.subspan(skip, size)};
      heap.install();
      void* const got = mbedtls_calloc(1, 8);
      EXPECT_TRUE(got == nullptr || size >= 16);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(got) % 8, 0U);
      mbedtls_free(got);
      // What lies on the boundaries of eight octets, but for a head of eight.
      const std::size_t skipped = (8 - skip % 8) % 8;
      const std::size_t whole = size < skipped ? 0 : (size - skipped) / 8 * 8;
      EXPECT_EQ(got != nullptr, whole >= 16) << skip << " " << size;
      if (whole < 16) continue;
      EXPECT_EQ(mbedtls_calloc(1, whole - 7), nullptr);
      void* const all = mbedtls_calloc(1, whole - 8);
      EXPECT_NE(all, nullptr) << skip << " " << size;
      mbedtls_free(all);
      EXPECT_EQ(heap.used(), 0U);
      heap.remove();
    }
  }
}

TEST(MbedHeapTest, WhatIsLeftOfABlockServesFromAHeadAndEightOctetsOn) {
  alignas(8) std::array<std::byte, 64> memory{};
  MbedHeap heap{memory};
  heap.install();
  void* const first = mbedtls_calloc(1, 40);
  EXPECT_EQ(heap.used(), 48U);
  void* const rest = mbedtls_calloc(1, 8);
  EXPECT_NE(rest, nullptr);
  EXPECT_EQ(heap.used(), 64U);
  mbedtls_free(first);
  mbedtls_free(rest);
  heap.remove();
}

TEST(MbedHeapTest, OnceInstalledAllOfItIsFree) {
  std::vector<std::byte> memory(1024);
  MbedHeap heap{memory};
  const auto is_as_new = [&heap] {
    return heap.used() == 0 && heap.high_water() == 0 && heap.failures() == 0;
  };
  EXPECT_TRUE(is_as_new());
  heap.install();
  EXPECT_NE(mbedtls_calloc(1, 512), nullptr);
  EXPECT_EQ(mbedtls_calloc(1, 512), nullptr);
  EXPECT_FALSE(is_as_new());
  heap.install();
  EXPECT_TRUE(is_as_new());
  EXPECT_NE(mbedtls_calloc(1, 1024 - 8), nullptr);
  heap.remove();
  EXPECT_EQ(detail::memory_failures(), 0U) << "of no heap";
}

TEST(MbedHeapTest, WhatIsWipedLeavesNothingBehind) {
  std::vector<std::byte> memory(1024);
  MbedHeap heap{memory};
  heap.install();
  void* const secret = mbedtls_calloc(1, 100);
  std::memset(secret, 0x5a, 100);
  detail::wipe_and_free(secret, 100);
  EXPECT_EQ(std::ranges::count(memory, std::byte{0x5a}), 0);
  EXPECT_EQ(heap.used(), 0U);
  heap.remove();
}

TEST(MbedHeapTest, AProductThatOverflowsFails) {
  std::vector<std::byte> memory(4096);
  MbedHeap heap{memory};
  heap.install();
  EXPECT_EQ(mbedtls_calloc(static_cast<std::size_t>(-1) / 2 + 2, 2), nullptr);
  EXPECT_EQ(mbedtls_calloc(2, static_cast<std::size_t>(-1) / 2 + 2), nullptr);
  EXPECT_EQ(mbedtls_calloc(1, static_cast<std::size_t>(-1)), nullptr);
  EXPECT_EQ(mbedtls_calloc(static_cast<std::size_t>(-1), 1), nullptr);
  EXPECT_EQ(heap.failures(), 4U);
  void* const nothing = mbedtls_calloc(3, 0);
  EXPECT_NE(nothing, nullptr) << "a block of no octets";
  mbedtls_free(nothing);
  heap.remove();
}

}  // namespace
}  // namespace postino::test
