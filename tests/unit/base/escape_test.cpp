// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/report.hpp"

namespace postino {
namespace {

/// With `room` octets, and guards behind them that must stay as they are.
std::string escaped(std::string_view text, std::size_t room = 4096) {
  std::string into(room + 4, '#');
  const std::size_t size = escape(text, {into.data(), room});
  EXPECT_LE(size, room);
  EXPECT_EQ(into.substr(room), "####");
  return into.substr(0, size);
}

TEST(Escape, PrintableAsciiStaysAsItIs) {
  std::string printable;
  for (char octet = ' '; octet <= '~'; ++octet) {
    if (octet != '\\') printable += octet;
  }
  EXPECT_EQ(printable.size(), 94U);
  EXPECT_EQ(escaped(printable), printable);
}

TEST(Escape, AnythingElseAndTheBackslashAreFourOctets) {
  for (int value = 0; value < 256; ++value) {
    if (value >= ' ' && value <= '~' && value != '\\') continue;
    const char octet = static_cast<char>(value);
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto high = static_cast<std::size_t>(value / 16);
    const auto low = static_cast<std::size_t>(value % 16);
    EXPECT_EQ(escaped({&octet, 1}), std::string("\\x") + digits[high] + digits[low]);
  }
}

TEST(Escape, B125_ATerminalIsNotTold) {
  EXPECT_EQ(escaped("250 \x1b[2J%n\xff"), "250 \\x1B[2J%n\\xFF");
}

TEST(Escape, WhatIsTooLongIsCutBetweenCharactersForEveryRoom) {
  const std::string_view text = "a\nb\\c\x80";
  const std::string_view whole = "a\\x0Ab\\x5Cc\\x80";
  // How much of `whole` fits when no character may be broken.
  const auto fits = [](std::size_t room) {
    std::size_t best = 0;
    for (const std::size_t edge : {0U, 1U, 5U, 6U, 10U, 11U, 15U}) {
      if (edge <= room) best = edge;
    }
    return best;
  };
  ASSERT_EQ(whole.size(), 15U);
  for (std::size_t room = 0; room <= whole.size() + 1; ++room) {
    EXPECT_EQ(escaped(text, room), whole.substr(0, fits(room))) << "room for " << room;
  }
}

TEST(Escape, NothingIsNothing) {
  EXPECT_EQ(escaped(""), "");
  EXPECT_EQ(escaped("", 0), "");
  EXPECT_EQ(escape("abc", {}), 0U);
}

}  // namespace
}  // namespace postino
