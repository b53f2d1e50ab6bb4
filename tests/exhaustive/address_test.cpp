// SPDX-License-Identifier: MIT
// Addresses: every string of one octet of each class against the grammar.
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "codec/address.hpp"
#include "exhaustive/depth.hpp"
#include "reference/address.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::test {
namespace {

const std::vector<std::string_view> classes = {"a", "5", ".", "@", "\"", "\\", "-",
                                               "_", "[", "]", ":", " ",  "\r", "\xc3\xbc"};

TEST(ExhaustiveAddress, EveryStringIsWhatTheGrammarSays) {
  const std::size_t longest = chosen({.always = 6, .release = 7, .sanitized = 4});
  std::size_t compared = 0;
  std::size_t valid = 0;
  for_every_string(classes, longest, [&](const std::string& address) {
    const Fault fault = detail::check_address(address);
    ++compared;
    valid += fault == Fault::None ? 1U : 0U;
    if (fault != reference_address(address)) ADD_FAILURE() << address << ": " << name(fault);
  });
  EXPECT_EQ(compared, strings_of(classes.size(), longest) + 1);
  EXPECT_GT(valid, 20U);
}

}  // namespace
}  // namespace postino::test
