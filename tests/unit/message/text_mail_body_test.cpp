// SPDX-License-Identifier: MIT
// How a text is encoded, how large it is said to be, and what its reader gets.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

using std::string_literals::operator""s;

Mail mail_of(const std::string&&) = delete;
Mail mail_of(const std::string& text) {
  return {.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = text};
}

std::string encoding_of(const std::string& text, ContentRules rules = {}) {
  const Mail mail = mail_of(text);
  const Arrived got = arrived(compose(text_mail, mail, rules).octets);
  EXPECT_EQ(got.text(), as_lines(text));
  return got.encoding();
}

TEST(TextMailBody, AsciiGoesAsItIs) {
  EXPECT_EQ(encoding_of(""), "7bit");
  EXPECT_EQ(encoding_of("Dry run at 14:02.\r\n"), "7bit");
  EXPECT_EQ(encoding_of("\t=20 \x7f\x1b\n"), "7bit");
  EXPECT_EQ(encoding_of("Dry run", {.eight_bit = true, .utf8 = true}), "7bit");
}

TEST(TextMailBody, EightBitTextGoesAsItIsOnlyWhereThatIsOffered) {
  EXPECT_EQ(encoding_of("\xc3\xbc"), "quoted-printable");
  EXPECT_EQ(encoding_of("\xc3\xbc", {.eight_bit = true}), "8bit");
}

TEST(TextMailBody, ALineOver998OctetsIsQuotedPrintable) {
  for (const char* end : {"", "\n", "\r", "\r\n", "\r\nmore"}) {
    EXPECT_EQ(encoding_of(std::string(997, 'x') + end), "7bit");
    EXPECT_EQ(encoding_of(std::string(998, 'x') + end), "7bit");
    EXPECT_EQ(encoding_of(std::string(999, 'x') + end), "quoted-printable");
    EXPECT_EQ(encoding_of("\xc3\xbc" + std::string(996, 'x') + end, {.eight_bit = true}), "8bit");
    EXPECT_EQ(encoding_of("\xc3\xbc" + std::string(997, 'x') + end, {.eight_bit = true}),
              "quoted-printable");
  }
  EXPECT_EQ(encoding_of(std::string(1000000, 'x')), "quoted-printable");
}

TEST(TextMailBody, ANulIsQuotedPrintable) {
  EXPECT_EQ(encoding_of("a\0b"s), "quoted-printable");
  EXPECT_EQ(encoding_of("\xc3\xbc\0"s, {.eight_bit = true}), "quoted-printable");
}

TEST(TextMailBody, ACrAtItsEndTakesNoLfFromItsFront) {
  for (const char* text : {"\nDry run\r", "\n\x01\xfc\r"}) {
    EXPECT_NE(encoding_of(text, {.size = true}), "") << text;
  }
}

TEST(TextMailBody, OnlyEightBitContentNeedsEightBitMime) {
  const auto needs = [](const std::string& text, ContentRules rules) {
    const Mail mail = mail_of(text);
    return compose(text_mail, mail, rules).facts.eight_bit;
  };
  EXPECT_FALSE(needs("plain", {.eight_bit = true}));
  EXPECT_TRUE(needs("\xc3\xbc", {.eight_bit = true}));
  EXPECT_FALSE(needs("\xc3\xbc", {}));
  EXPECT_TRUE(needs("plain", {.eight_bit = true, .utf8 = true})) << "headers may be UTF-8";
}

TEST(TextMailBody, B137_SmallTextsAreIdenticalAtTheServer) {
  const std::string texts[] = {"",          ".",     "..",       "...\r\n...\r\n", "x",
                               "\r\n",      "\n",    ".\r\n",    "a\r\n.\r\nb",    "\r\n.\r\n",
                               ".\r\n.",    "a\n\n", "a\r\n.\n", "a\r.\rb",        "QUIT",
                               "no newline"};
  for (const std::string& text : texts) {
    const Mail mail = mail_of(text);
    for (const ContentRules rules : {ContentRules{}, ContentRules{.eight_bit = true}}) {
      EXPECT_EQ(arrived(compose(text_mail, mail, rules).octets).body, as_lines(text));
    }
    TextSource source{text};
    Mail pulled = mail;
    pulled.text = source;
    EXPECT_EQ(arrived(compose(text_mail, pulled).octets).text(), as_lines(text));
  }
}

TEST(TextMailBody, EachDotAtALinesStartIsDoubledAndNoOther) {
  const std::string text = ".a.\r\n..\n.b";
  const Mail mail = mail_of(text);
  const std::string wire = compose(text_mail, mail).octets;
  EXPECT_EQ(wire.substr(wire.find("\r\n\r\n") + 4), "..a.\r\n...\r\n..b\r\n");
  const std::string plain = compose(text_mail, mail, {.dot_stuffing = false}).octets;
  EXPECT_EQ(plain.substr(plain.find("\r\n\r\n") + 4), ".a.\r\n..\r\n.b\r\n");
}

TEST(TextMailBody, TheSizeIsThatOfTheMailWithoutDoubledDots) {
  const std::string texts[] = {"",
                               ".",
                               "..\n.\n.x",
                               "\xc3\xbc.\n.\n",
                               std::string(999, '.'),
                               "\n\xc3\xbc\r",
                               "\nx",
                               std::string(40000, 'x')};
  for (const std::string& text : texts) {
    const Mail mail = mail_of(text);
    for (const bool eight_bit : {false, true}) {
      const Composed stuffed = compose(text_mail, mail, {.eight_bit = eight_bit, .size = true}, 33);
      const Composed plain =
          compose(text_mail, mail, {.eight_bit = eight_bit, .size = true, .dot_stuffing = false});
      EXPECT_EQ(stuffed.facts.size, plain.octets.size());
      EXPECT_EQ(plain.facts.size, plain.octets.size());
      EXPECT_EQ(unstuffed(stuffed.octets), plain.octets);
    }
  }
}

TEST(TextMailBody, TheSizeIsUnknownWhenNobodyAsksOrASourceBringsTheText) {
  const std::string text = "x";
  const Mail mail = mail_of(text);
  EXPECT_EQ(compose(text_mail, mail).facts.size, ContentFacts::unknown_size);
  TextSource source{"x"};
  Mail pulled = mail;
  pulled.text = source;
  EXPECT_EQ(compose(text_mail, pulled, {.size = true}).facts.size, ContentFacts::unknown_size);
}

}  // namespace
}  // namespace postino::test
