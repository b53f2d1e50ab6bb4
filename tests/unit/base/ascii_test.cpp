// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postino::detail {
namespace {

constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view digits = "0123456789";

constexpr bool among(std::string_view set, char octet) {
  return set.find(octet) != std::string_view::npos;
}

TEST(Ascii, OnlyTheTwentySixLowerCaseLettersBecomeUpperCase) {
  for (int value = 0; value < 256; ++value) {
    const char octet = static_cast<char>(value);
    const std::size_t letter = lower.find(octet);
    EXPECT_EQ(to_upper(octet), letter == std::string_view::npos ? octet : upper[letter]) << value;
  }
}

TEST(Ascii, EveryOctetIsALetterADigitOrNeither) {
  for (int value = 0; value < 256; ++value) {
    const char octet = static_cast<char>(value);
    EXPECT_EQ(is_digit(octet), among(digits, octet)) << value;
    EXPECT_EQ(is_letter(octet), among(lower, octet) || among(upper, octet)) << value;
  }
}

TEST(Ascii, AnOctetIsFoundAtEitherEndAndInTheMiddle) {
  EXPECT_TRUE(contains("abc", 'a'));
  EXPECT_TRUE(contains("abc", 'b'));
  EXPECT_TRUE(contains("abc", 'c'));
  EXPECT_TRUE(contains(std::string_view{"a\0c", 3}, '\0'));
  EXPECT_FALSE(contains("abc", 'B'));
  EXPECT_FALSE(contains("abc", '\0'));
  EXPECT_FALSE(contains("", 'a'));
}

TEST(Ascii, CaseIsIgnoredForLettersAlone) {
  EXPECT_TRUE(equal_ignoring_case("StartTls", "STARTTLS"));
  EXPECT_TRUE(equal_ignoring_case("8bitmime", "8BITMIME"));
  EXPECT_TRUE(equal_ignoring_case("", ""));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));
  EXPECT_FALSE(equal_ignoring_case("@", "`"));
  EXPECT_FALSE(equal_ignoring_case("\xc4", "\xe4"));
}

TEST(Ascii, APartOfATextIsNotTheText) {
  EXPECT_FALSE(equal_ignoring_case("AUTH", "AUT"));
  EXPECT_FALSE(equal_ignoring_case("AUT", "AUTH"));
  EXPECT_FALSE(equal_ignoring_case("AUTH", ""));
  EXPECT_FALSE(equal_ignoring_case("AUTH", "XAUTH"));
}

TEST(Ascii, AWordIsFoundByAllItsLettersWhateverTheirCase) {
  constexpr const char* words = "PLAIN LOGIN X ";
  EXPECT_EQ(detail::index_in(words, "PLAIN"), 0U);
  EXPECT_EQ(detail::index_in(words, "login"), 1U);
  EXPECT_EQ(detail::index_in(words, std::string_view{"LOGIN PLAIN"}.substr(0, 5)), 1U);
  EXPECT_EQ(detail::index_in(words, "x"), 2U);
  for (const char* const other : {"QLAIN", "PLAIM", "PLAI", "LAIN", "PLAINS", "MOGIN", "Y", "XX"}) {
    EXPECT_EQ(detail::index_in(words, other), 3U) << other;
  }
}

TEST(Ascii, ANameIsLettersDigitsAndWhatIsNamed) {
  constexpr NameOctets bare{""};
  constexpr NameOctets dotted{"-."};
  for (int value = 0; value < 256; ++value) {
    const std::string text{'a', static_cast<char>(value), '9'};
    const bool word = is_letter(text[1]) || is_digit(text[1]);
    EXPECT_EQ(is_name(text, bare), word) << value;
    EXPECT_EQ(is_name(text, dotted), word || text[1] == '-' || text[1] == '.') << value;
  }
  EXPECT_TRUE(is_name("", bare));
}

TEST(Ascii, ATextIsItsFrontAndWhatIsBehindIt) {
  constexpr std::string_view text = "abc";
  for (std::size_t at = 0; at <= text.size(); ++at) {
    EXPECT_EQ(front(text, at), text.substr(0, at));
    EXPECT_EQ(behind(text, at), text.substr(at));
  }
}

}  // namespace
}  // namespace postino::detail
