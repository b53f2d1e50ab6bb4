// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "base/wipe.hpp"

namespace postino::test {
namespace {

TEST(Wipe, LeavesZerosAndTouchesNothingElse) {
  for (std::size_t count = 0; count <= 5; ++count) {
    std::string octets = "abcdefg";
    detail::wipe(&octets[1], count);
    EXPECT_EQ(octets, "a" + std::string(count, '\0') + std::string("bcdefg").substr(count));
  }
}

}  // namespace
}  // namespace postino::test
