// SPDX-License-Identifier: MIT
#include "postino/socket.hpp"

#include <gtest/gtest.h>

#include "unit/transport/inner_transport.hpp"

namespace postino::test {
namespace {

TEST(Socket, HasNoFurtherAddressUnlessItSaysSo) {
  InnerSocket wire;
  EXPECT_EQ(wire.addresses_left(), 0U);
  EXPECT_FALSE(wire.go_on_after_this_address());
}

}  // namespace
}  // namespace postino::test
