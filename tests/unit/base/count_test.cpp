// SPDX-License-Identifier: MIT
#include "base/count.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>

#include "postino/config.hpp"

namespace postino::test {
namespace {

TEST(Count, AsManyOctetsAsCanBeSentCanBeCounted) {
  for (const std::size_t growth : {1U, 2U, 8U}) {
    const std::size_t most = config::max_content_size / growth;
    EXPECT_TRUE(detail::is_countable(0, growth));
    EXPECT_TRUE(detail::is_countable(most, growth)) << growth;
    EXPECT_FALSE(detail::is_countable(most + 1, growth)) << growth;
    EXPECT_FALSE(detail::is_countable(SIZE_MAX, growth)) << growth;
  }
}

TEST(Count, K13_ASizeThatDoesNotFitIsUnknown) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{142}, std::size_t{0xfffffffe}}) {
    EXPECT_EQ(detail::declared_size(size), size);
  }
  for (const std::size_t size : {std::size_t{0xffffffff}, std::size_t{0xffffffff} + 1,
                                 std::size_t{0xffffffff} + 143, SIZE_MAX}) {
    EXPECT_EQ(detail::declared_size(size), UINT32_MAX) << size;
  }
}

}  // namespace
}  // namespace postino::test
