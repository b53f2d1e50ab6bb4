// SPDX-License-Identifier: MIT
// The reply parser against the grammar. An octet from F0 on repeats the one before it, so that the
// bounds are in reach.
#include "reference/reply.hpp"
#include "fuzz/support/fuzz.hpp"

namespace postino::test {
namespace {

std::string unpacked(std::string_view packed) {
  std::string input;
  for (const char octet : packed) {
    const auto value = static_cast<unsigned char>(octet);
    const bool repeats = value >= 0xf0 && !input.empty() && input.size() < 100000;
    input.append(repeats ? (value & 15U) * 1000U + 999U : 1U, repeats ? input.back() : octet);
  }
  return input;
}

}  // namespace

void fuzz(std::string_view octets) {
  const std::string input = unpacked(octets);
  const Heard expected = reference_replies(input);
  EXPECT_EQ(hear_whole(input), expected);
  EXPECT_EQ(hear_in_two(input, input.size() / 2), expected);
}

}  // namespace postino::test
