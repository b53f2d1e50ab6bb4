// SPDX-License-Identifier: MIT
#include "message/examine.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/config.hpp"

namespace postino::test {
namespace {

using detail::examine;
using std::string;

/// Of what examine() finds of `text`.
string examined(std::string_view text) {
  const detail::Examined of = examine(text, "--edge");
  return string{of.fits ? "fits " : ""} + (of.exact ? "exact " : "") +
         (of.eight_bit ? "8bit " : "") + (of.dense ? "dense " : "");
}

TEST(Examine, AnEmptyTextIsAllRight) { EXPECT_EQ(examined(""), "fits exact "); }

TEST(Examine, ANulFitsNowhere) {
  EXPECT_EQ(examined("abcdefghij"), "fits exact ");
  EXPECT_EQ(examined(string("abcdefghi\0", 10)), "exact ");
  EXPECT_EQ(examined(string("\0bcdefghij", 10)), "exact ");
}

TEST(Examine, ALineIsAsLongAsItMayBe) {
  const string most(config::max_line_size, 'x');
  EXPECT_EQ(examined(most), "fits exact ");
  EXPECT_EQ(examined(most + "\r\n" + most), "fits exact ");
  EXPECT_EQ(examined(most + "x"), "exact ");
  EXPECT_EQ(examined(most + "\r\n" + most + "x"), "exact ");
}

TEST(Examine, OnlyCrAndLfTogetherAreExact) {
  EXPECT_EQ(examined("a line of text\r\nand another\r\n"), "fits exact ");
  for (const char* const text :
       {"a line of text\nand another", "a line of text\rand another", "a line of text\r",
        "a line of text\n", "\na line of text", "a line of text\n\r", "a line\r\r\nof text"}) {
    EXPECT_EQ(examined(text), "fits ") << text;
  }
}

TEST(Examine, TheDelimiterFitsAtNoLinesBeginning) {
  EXPECT_EQ(examined("x--edge"), "fits exact ");
  EXPECT_EQ(examined("--edg\r\n-edge"), "fits exact ");
  EXPECT_EQ(examined("--edge"), "exact ");
  EXPECT_EQ(examined("a\r\n--edge and more"), "exact ");
}

TEST(Examine, AHighBitIsOneFrom0x80On) {
  EXPECT_EQ(examined("aaaaaaaaaaaa\x7f"), "fits exact ");
  EXPECT_EQ(examined("aaaaaaaaaaaa\x80"), "fits exact 8bit ");
  EXPECT_EQ(examined("aaaaaaaaaaaa\xff"), "fits exact 8bit ");
}

/// What is coded may be a fifth of the text, and no more.
TEST(Examine, ItIsDenseWhereMoreThanAFifthWouldBeCoded) {
  for (const char coded : {'=', '\t', '\x01', '\x1f', '\xc3'}) {
    const string high = static_cast<unsigned char>(coded) >= 0x80 ? "8bit " : "";
    EXPECT_EQ(examined(string(2, coded) + "aaaaaaaa"), "fits exact " + high);
    EXPECT_EQ(examined(string(2, coded) + "aaaaaaa"), "fits exact " + high + "dense ");
  }
  for (const char as_it_is : {' ', '~', '-', '\x7f', '<', '>'}) {
    EXPECT_EQ(examined(string(10, as_it_is)), "fits exact ") << as_it_is;
  }
  EXPECT_EQ(examined("\r\n\r\n\r\n"), "fits exact ") << "line ends are not coded";
}

}  // namespace
}  // namespace postino::test
