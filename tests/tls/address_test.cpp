// SPDX-License-Identifier: MIT
// Which hosts are addresses.
#include "mbedtls/src/address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace postino::test {
namespace {

TEST(AddressOfAHost, IsOfFourOctetsOrSixteen) {
  EXPECT_EQ(detail::address_of("192.0.2.1").size, 4U);
  EXPECT_EQ(detail::address_of("2001:db8::7").size, 16U);
  EXPECT_EQ(detail::address_of("fe80::7%eth0").size, 16U);
  EXPECT_EQ(detail::address_of("1111:2222:3333:4444:5555:6666:123.123.123.123").size, 16U)
      << "the longest there is";
}

TEST(AddressOfAHost, IsNoneOfAName) {
  for (const char* name : {"", "%", "mail.example", "192.0.2", "1:2"}) {
    EXPECT_EQ(detail::address_of(name).size, 0U) << name;
  }
  for (const std::size_t size : {45U, 46U, 47U, 255U, 4000U}) {
    EXPECT_EQ(detail::address_of(std::string(size, '1')).size, 0U) << size;
  }
}

}  // namespace
}  // namespace postino::test
