// SPDX-License-Identifier: MIT
#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "unit/message/random_text.hpp"

namespace postino::detail {
namespace {

/// Temporaries too, which a View does not borrow.
bool is_utf8_text(std::string_view text) { return is_utf8(text); }

TEST(Utf8, EveryCodePointButTheSurrogatesIsWellFormed) {
  for (std::uint32_t point = 0; point <= 0x10ffff; ++point) {
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    ASSERT_EQ(is_utf8_text(test::utf8(point)), !surrogate) << point;
  }
}

TEST(Utf8, EveryStringOfOneOrTwoOctetsIsWhatTheCodePointsSay) {
  std::set<std::string> well_formed;
  for (std::uint32_t first = 0; first < 0x800; ++first) {
    well_formed.insert(test::utf8(first));
    for (std::uint32_t second = 0; first < 0x80 && second < 0x80; ++second) {
      well_formed.insert(test::utf8(first) + test::utf8(second));
    }
  }
  for (unsigned first = 0; first < 256; ++first) {
    const std::string one(1, static_cast<char>(first));
    EXPECT_EQ(is_utf8_text(one), well_formed.count(one) == 1) << first;
    for (unsigned second = 0; second < 256; ++second) {
      const std::string two = one + static_cast<char>(second);
      ASSERT_EQ(is_utf8_text(two), well_formed.count(two) == 1) << first << ' ' << second;
    }
  }
}

TEST(Utf8, OverlongFormsAreNot) {
  for (const std::string_view text : {"\xc0\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\x80",
                                      "\xe0\x9f\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf"}) {
    EXPECT_FALSE(is_utf8_text(text));
  }
}

TEST(Utf8, TheEdgesOfEachLength) {
  for (const std::string_view text :
       {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8_text(text));
  }
  for (const std::string_view text :
       {"\x80", "\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
        "\xf7\xbf\xbf\xbf", "\xf8\x88\x80\x80\x80", "\xf8\x90\x80\x80", "\xfc\x84\x80\x80\x80\x80",
        "\xfe", "\xff"}) {
    EXPECT_FALSE(is_utf8_text(text));
  }
}

TEST(Utf8, ATruncatedCodePointIsNotWhateverFollows) {
  for (const std::string whole : {"\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
    for (std::size_t size = 1; size < whole.size(); ++size) {
      const std::string part = whole.substr(0, size);
      EXPECT_FALSE(is_utf8_text(part));
      EXPECT_FALSE(is_utf8_text(part + "a"));
      EXPECT_FALSE(is_utf8_text(part + whole));
      EXPECT_FALSE(is_utf8_text(whole + part));
    }
    EXPECT_FALSE(is_utf8_text(whole + "\x80"));
    EXPECT_TRUE(is_utf8_text(whole + whole));
    EXPECT_TRUE(is_utf8_text("a" + whole + "b"));
  }
}

TEST(Utf8, NothingAndNulAreWellFormed) {
  EXPECT_TRUE(is_utf8_text(""));
  EXPECT_TRUE(is_utf8_text(std::string_view{"a\0b", 3}));
}

TEST(Utf8, AsciiIsWellFormedBesideOtherCodePoints) {
  for (int octet = 0; octet < 0x80; ++octet) {
    EXPECT_TRUE(is_utf8_text(std::string(1, static_cast<char>(octet)) + "\xc3\xbc")) << octet;
  }
}

TEST(Utf8, TheFirstCodePointEndsWithItsTextAndAfterFourOctets) {
  const std::string_view grin = "\xf0\x9f\x98\x80\x80";
  for (std::size_t size = 1; size <= grin.size(); ++size) {
    EXPECT_EQ(first_code_point(grin.substr(0, size)).size(), size < 4 ? size : 4U);
  }
  EXPECT_EQ(first_code_point("ab"), "a");
  EXPECT_EQ(first_code_point("\xc3\xbc\xc3\xbc"), "\xc3\xbc");
}

TEST(Utf8, AsciiHasNoOctetFrom0x80On) {
  EXPECT_TRUE(is_ascii(""));
  for (unsigned value = 0; value < 256; ++value) {
    const std::string text{'a', static_cast<char>(value), 'b'};
    EXPECT_EQ(is_ascii(text), value < 0x80) << value;
  }
}

TEST(Utf8, OnlyOctetsFrom0x80To0xBfGoOnWithACodePoint) {
  for (unsigned value = 0; value < 256; ++value) {
    EXPECT_EQ(continues_code_point(static_cast<char>(value)), value >= 0x80 && value < 0xc0);
  }
}

}  // namespace
}  // namespace postino::detail
