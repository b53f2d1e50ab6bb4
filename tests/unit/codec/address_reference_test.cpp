// SPDX-License-Identifier: MIT
// Parts of addresses against the grammar of RFC 5321 4.1.2, 4.1.3 and RFC 6531 3.3, read anew.
// tests/exhaustive has every whole string.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "codec/address.hpp"
#include "reference/address.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::test {
namespace {

using Letters = std::vector<std::string_view>;

const Letters classes = {"a", ".", "@", "\"", "\\", "-", "_", "[", "]", " ", "\r", "\xc3\xbc"};

void compare(std::string_view prefix, const Letters& letters, std::size_t most) {
  std::size_t valid = 0;
  for_every_string(letters, most, [&](const std::string& text) {
    const std::string address = std::string{prefix} + text;
    const Fault fault = detail::check_address(address);
    valid += fault == Fault::None ? 1U : 0U;
    if (fault != reference_address(address)) ADD_FAILURE() << address << ": " << name(fault);
  });
  EXPECT_GE(valid, 20U) << "the comparison saw too few addresses";
}

TEST(AddressGrammar, EveryShortDomainIsWhatTheGrammarSays) { compare("a@", classes, 4); }

TEST(AddressGrammar, EveryShortQuotedLocalPartIsWhatTheGrammarSays) { compare("\"", classes, 5); }

TEST(AddressGrammar, EveryShortEndOfALiteralIsWhatTheGrammarSays) {
  const Letters letters = {"0", "2", "5", "6", ".", ":", "a", "F", "g", "-", "]"};
  compare("a@[1.2.", letters, 5);
  compare("a@[1.2.3.", letters, 5);
  compare("a@[IPv6:", letters, 5);
  compare("a@[IPv6:1:2:3:4:5:", letters, 5);
}

TEST(AddressGrammar, EveryOctetInEveryPartIsWhatTheGrammarSays) {
  for (int value = 0; value < 0x80; ++value) {
    const std::string octet(1, static_cast<char>(value));
    for (const std::string& address :
         {"x" + octet + "y@b", "a@x" + octet + "y", "\"" + octet + "\"@b", "\"\\" + octet + "\"@b",
          "a@[1.2.3." + octet + "]", "a@[IPv6:1:" + octet + ":2]", octet + "@b", "a@" + octet}) {
      EXPECT_EQ(name(detail::check_address(address)), name(reference_address(address))) << value;
    }
  }
}

}  // namespace
}  // namespace postino::test
