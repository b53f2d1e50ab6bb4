// SPDX-License-Identifier: MIT
#include "postino/transfer.hpp"

#include <gtest/gtest.h>

#include <array>

namespace postino {
namespace {

TEST(Transfer, OctetsAreCounted) {
  EXPECT_EQ(Transfer::octets(1).count(), 1U);
  EXPECT_EQ(Transfer::octets(65535).count(), 65535U);
  EXPECT_EQ(Transfer::octets(0x7fffffff).count(), 0x7fffffffU);
}

TEST(Transfer, WithoutOctetsTheCountIsZero) {
  for (const Transfer none : {Transfer::pending(), Transfer::end(), Transfer::failed(),
                              Transfer::invalid(), Transfer::working()}) {
    EXPECT_EQ(none.count(), 0U);
  }
}

TEST(Transfer, NoTwoMeaningsAreEqual) {
  const std::array all{Transfer::octets(1), Transfer::octets(2), Transfer::pending(),
                       Transfer::end(),     Transfer::failed(),  Transfer::invalid(),
                       Transfer::working()};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) EXPECT_EQ(all[i] == all[j], i == j);
  }
}

}  // namespace
}  // namespace postino
