// SPDX-License-Identifier: MIT
#include "postino/detail/features.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>

namespace postino::test {
namespace {

using detail::Features;

using FeatureBits = std::array<bool, sizeof(Features)>;

TEST(Features, OverTlsItIsRequiredAndAllElseIsTheSame) {
  for (const Features& before : {detail::all, detail::small}) {
    Features after = detail::over_tls(before);
    EXPECT_TRUE(after.tls);
    EXPECT_FALSE(after.in_clear);
    after.tls = before.tls;
    after.in_clear = before.in_clear;
    EXPECT_EQ(std::bit_cast<FeatureBits>(after), std::bit_cast<FeatureBits>(before));
  }
}

}  // namespace
}  // namespace postino::test
