// SPDX-License-Identifier: MIT
#include "base/copy.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postino::detail {
namespace {

TEST(Copy, TakesSoManyOctetsAndTouchesNoOther) {
  constexpr std::string_view text = "Dry run at 14:02.";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    std::string to(text.size() + 2, '-');
    copy(&to[1], text.data(), size);
    const std::string expected =
        "-" + std::string{text.substr(0, size)} + std::string(text.size() - size + 1, '-');
    EXPECT_EQ(to, expected) << size;
  }
}

}  // namespace
}  // namespace postino::detail
