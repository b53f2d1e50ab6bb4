// SPDX-License-Identifier: MIT
// The reply parser against a reference that was written apart from it: what it says of further
// lines and replies. tests/exhaustive has every string.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "reference/reply.hpp"
#include "unit/codec/reply_reader.hpp"

namespace postino::test {
namespace {

/// One octet of each kind that the grammar tells apart, and some beside the edges.
constexpr std::array<char, 12> alphabet{'2', '5', '0',  '9',  '4', '6',
                                        '-', ' ', '\r', '\n', 'a', '\0'};

/// Every string of up to `length` octets behind `input`, octet by octet; behind a fault only the
/// next one: there the parser reads nothing any more.
void compare_sound(const std::string& input, const ReplyReader& fed, std::size_t length) {
  for (const char octet : alphabet) {
    const std::string longer = input + octet;
    ReplyReader reader = fed;
    reader.feed({&octet, 1});
    const Heard expected = reference_replies(longer);
    ASSERT_EQ(reader.heard(), expected) << ::testing::PrintToString(longer);
    if (length <= 1 || fed.heard().fault != Fault::None) continue;
    compare_sound(longer, reader, length - 1);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

void compare_sound_behind(std::string_view prefix, std::size_t length) {
  ReplyReader reader;
  reader.feed(prefix);
  compare_sound(std::string{prefix}, reader, length);
}

TEST(ReplyReference, EverySecondLine) {
  for (const std::string_view first : {"250-\n", "250-a\r\n", "520-\r\n", "250-\n250-\n"}) {
    compare_sound_behind(first, 5);
  }
}

TEST(ReplyReference, EverySecondReply) {
  for (const std::string_view first : {"250\n", "250 a\r\n", "520-\n520 \r\n"}) {
    compare_sound_behind(first, 5);
  }
}

}  // namespace
}  // namespace postino::test
