// SPDX-License-Identifier: MIT
#include "extension/xtext.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "written.hpp"

namespace postino::test {
namespace {

std::string xtext(std::string_view text) {
  return pieced([&](Writer& out) { detail::put_xtext(out, text); });
}

std::string utf8_xtext(std::string_view text) {
  return pieced([&](Writer& out) { detail::put_utf8_xtext(out, text); });
}

TEST(Xtext, EveryOctetIsItselfOrPlusAndTwoCapitalDigits) {
  for (unsigned value = 0; value < 256; ++value) {
    const char octet = static_cast<char>(value);
    const bool itself = value >= '!' && value <= '~' && value != '+' && value != '=';
    char coded[4];
    std::snprintf(coded, sizeof coded, "+%02X", value);
    EXPECT_EQ(xtext({&octet, 1}), itself ? std::string{octet} : coded) << value;
  }
}

TEST(Xtext, TheExamplesOfItsRfc) {
  EXPECT_EQ(xtext("Bob@Example.COM"), "Bob@Example.COM");
  EXPECT_EQ(xtext("e+1=2@plant.example"), "e+2B1+3D2@plant.example");
  EXPECT_EQ(xtext(""), "");
}

TEST(Xtext, OfUtf8TheCodePointsAreWritten) {
  EXPECT_EQ(utf8_xtext("plain@plant.example"), "plain@plant.example");
  EXPECT_EQ(utf8_xtext("a+b=c\\d e"), "a\\x{2B}b\\x{3D}c\\x{5C}d\\x{20}e");
  EXPECT_EQ(utf8_xtext("p\xc3\xbcmp"), "p\\x{FC}mp");
  EXPECT_EQ(utf8_xtext("\xe2\x82\xac"), "\\x{20AC}");
  EXPECT_EQ(utf8_xtext("\xc4\x80"), "\\x{100}");
  EXPECT_EQ(utf8_xtext("\xc2\x80"), "\\x{80}");
  EXPECT_EQ(utf8_xtext("\xdf\xbf"), "\\x{7FF}");
  EXPECT_EQ(utf8_xtext("\xe0\xa0\x80"), "\\x{800}");
  EXPECT_EQ(utf8_xtext("\xef\xbf\xbf"), "\\x{FFFF}");
  EXPECT_EQ(utf8_xtext("\xf0\x90\x80\x80"), "\\x{10000}");
  EXPECT_EQ(utf8_xtext("\xf0\x9f\x93\xac"), "\\x{1F4EC}");
  EXPECT_EQ(utf8_xtext("\xf4\x8f\xbf\xbf"), "\\x{10FFFF}");
  EXPECT_EQ(utf8_xtext("\x7f"), "\\x{7F}");
}

TEST(Xtext, PrintableIsFromBlankToTilde) {
  for (unsigned value = 0; value < 256; ++value) {
    const char octet = static_cast<char>(value);
    EXPECT_EQ(detail::is_printable(std::string_view{&octet, 1}), value >= ' ' && value <= '~')
        << value;
  }
}

TEST(Xtext, ANumberHasOneToNineDigits) {
  std::uint32_t number = 7;
  for (const char* wrong : {"", "1234567890", "1x", "-1", "+1", " 1", "1 ", "\xb1"}) {
    EXPECT_FALSE(detail::read_number(wrong, number)) << wrong;
    EXPECT_EQ(number, 7U) << wrong;
  }
  EXPECT_TRUE(detail::read_number("0", number));
  EXPECT_EQ(number, 0U);
  EXPECT_TRUE(detail::read_number("999999999", number));
  EXPECT_EQ(number, 999999999U);
  EXPECT_TRUE(detail::read_number("000000012", number));
  EXPECT_EQ(number, 12U);
}

}  // namespace
}  // namespace postino::test
