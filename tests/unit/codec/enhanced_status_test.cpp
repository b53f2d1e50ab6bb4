// SPDX-License-Identifier: MIT
// RFC 2034 4, RFC 3463 2: the code at the front of a reply's text.
#include "codec/enhanced_status.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

namespace postino {

void PrintTo(const EnhancedStatusCode& code, std::ostream* out) {
  *out << int{code.status_class} << '.' << code.subject << '.' << code.detail;
}

namespace test {
namespace {

using detail::EnhancedStatusParser;

/// Of a reply whose text is `text`, LF behind each line.
EnhancedStatusCode status(std::uint16_t reply, std::string_view text) {
  EnhancedStatusParser parser;
  for (const char octet : text) parser.read({&octet, 1});
  return parser.code(reply);
}

constexpr EnhancedStatusCode none{};

TEST(EnhancedStatus, StandsInFrontOfTheText) {
  EXPECT_EQ(status(250, "2.1.0 sender ok\n"), (EnhancedStatusCode{2, 1, 0}));
  EXPECT_EQ(status(450, "4.2.1 busy\n"), (EnhancedStatusCode{4, 2, 1}));
  EXPECT_EQ(status(535, "5.7.8 no\n"), (EnhancedStatusCode{5, 7, 8}));
}

TEST(EnhancedStatus, MayBeAllTheTextThereIs) {
  EXPECT_EQ(status(250, "2.0.0\n"), (EnhancedStatusCode{2, 0, 0}));
}

TEST(EnhancedStatus, HasNumbersOfUpToThreeDigits) {
  EXPECT_EQ(status(550, "5.1.99 x\n"), (EnhancedStatusCode{5, 1, 99}));
  EXPECT_EQ(status(550, "5.999.999 x\n"), (EnhancedStatusCode{5, 999, 999}));
  EXPECT_EQ(status(550, "5.1000.1 x\n"), none);
  EXPECT_EQ(status(550, "5.1.1000 x\n"), none);
  EXPECT_EQ(status(550, "5.65536.1 x\n"), none);
}

TEST(EnhancedStatus, HasNumbersOfDigitsAlone) {
  for (int octet = 0; octet < 256; ++octet) {
    for (const std::size_t at : {0U, 2U, 4U, 5U}) {
      std::string text = "2.7.11 x\n";
      text[at] = static_cast<char>(octet);
      const bool digit = octet >= '0' && octet <= '9';
      const bool ends = at == 5 && (octet == ' ' || octet == '\n');
      const bool valid = at == 0 ? octet == '2' : digit || ends;
      EXPECT_EQ(status(250, text) != none, valid) << octet << " at " << at;
    }
  }
}

TEST(EnhancedStatus, HasTheClassOfItsReply) {
  for (std::uint16_t reply = 200; reply < 600; reply = static_cast<std::uint16_t>(reply + 100)) {
    for (int status_class = 0; status_class <= 9; ++status_class) {
      const auto code = status(reply, std::to_string(status_class) + ".7.1 x\n");
      EXPECT_EQ(code != none, status_class == reply / 100) << reply << ' ' << status_class;
    }
  }
  EXPECT_EQ(status(550, "55.1.1 x\n"), none);
  EXPECT_EQ(status(550, "261.1.1 x\n"), none);
}

TEST(EnhancedStatus, IsNoneWhenTheTextBeginsOtherwise) {
  for (const std::string_view text :
       {"",         "\n",        "ok\n",         " 2.0.0 ok\n", "2\n",
        "2.\n",     "2.0\n",     "2.0.\n",       "2.0 ok\n",    "2..0 ok\n",
        ".2.0.0\n", "2.0.0ok\n", "2.0.0.0 ok\n", "2,0,0 ok\n",  "2.0.0-ok\n",
        "-2.0.0\n", "2.-0.0\n",  "(2.0.0) ok\n", "2.0.\t0\n",   "2.a.0 ok\n"}) {
    EXPECT_EQ(status(250, text), none) << text;
  }
}

TEST(EnhancedStatus, IsNotWholeBeforeWhatEndsIt) {
  EXPECT_EQ(status(250, "2.0.0"), none);
  EXPECT_EQ(status(250, "2.0.1"), none);
  EXPECT_EQ(status(250, "2.0.10 "), (EnhancedStatusCode{2, 0, 10}));
}

TEST(EnhancedStatus, IsThatOfTheFirstLine) {
  EXPECT_EQ(status(250, "2.1.0 a\n2.1.5 b\n"), (EnhancedStatusCode{2, 1, 0}));
  EXPECT_EQ(status(250, "a\n2.1.5 b\n"), none);
  EXPECT_EQ(status(250, "\n2.1.5 b\n"), none);
}

TEST(EnhancedStatus, IsNoneBeforeAnythingIsRead) {
  EXPECT_EQ(EnhancedStatusParser{}.code(250), none);
  EXPECT_EQ(EnhancedStatusParser{}.code(0), none);
}

}  // namespace
}  // namespace test
}  // namespace postino
