// SPDX-License-Identifier: MIT
// 10^6 mails, or as many as POSTINO_SOAK says; one of a hundred meets a fault.
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>
#include <iostream>

#include "soak/soak.hpp"

namespace postino::test {
namespace {

constexpr std::size_t tenths = 10;

std::uint64_t mails_wanted() {
  const char* const wanted = std::getenv("POSTINO_SOAK");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 1000000;
}

std::size_t heap() { return mallinfo2().uordblks; }

TEST(Soak, NothingIsLostAndNothingGrows) {
  Soak soak{1};
  const std::uint64_t tenth = mails_wanted() / tenths;
  std::vector<std::size_t> heaps;
  for (std::size_t i = 0; i < tenths; ++i) {
    soak.run(tenth);
    ASSERT_EQ(soak.broken(), "");
    heaps.push_back(heap());
  }
  soak.rest();
  EXPECT_EQ(soak.broken(), "");
  const Soak::Figures& figures = soak.figures();
  std::cout << figures.mails << " mails, " << figures.sends << " sends, " << soak.connections()
            << " connections, " << figures.faults << " faults, " << figures.deferred
            << " deferred, " << figures.unknown << " unknown, " << figures.twice << " twice, "
            << figures.wraps << " wraps, heap " << heaps.front() << " to " << heaps.back()
            << " octets\n";
  EXPECT_EQ(figures.mails, tenth * tenths);
  EXPECT_GE(figures.faults, figures.mails / 100);
  EXPECT_GE(figures.wraps, figures.mails / 100000);
  EXPECT_EQ(figures.sends, figures.mails + figures.deferred + figures.unknown);
  EXPECT_LE(figures.twice, figures.unknown);
  EXPECT_LE(soak.pool().high_water(), 2U);
  EXPECT_GT(heaps.front(), 0U);
  // Buffers of the network here grow to what the longest fault leaves in them, and no more.
  EXPECT_LE(heaps.back(), heaps.front() + 1024);
}

}  // namespace
}  // namespace postino::test
