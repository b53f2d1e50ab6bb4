// SPDX-License-Identifier: MIT
// A mail that somebody else composed.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

using std::string_literals::operator""s;

const std::string headers = "From: a@b.example\r\nSubject: x\r\n\r\n";

Mail raw(const std::string&&) = delete;
Mail raw(const std::string& text) {
  return {.from = {"a@b.example"}, .to = "c@d.example", .text = text};
}

Mail raw(Source& source) { return {.from = {"a@b.example"}, .to = "c@d.example", .text = source}; }

TEST(RawMail, GoesAsItIs) {
  const std::string text = headers + "Hello\r\n";
  const Mail mail = raw(text);
  EXPECT_EQ(raw_mail.check(mail).fault, Fault::None);
  EXPECT_EQ(compose(raw_mail, mail).octets, text);
  EXPECT_EQ(compose(raw_mail, mail).last, Transfer::end());
}

TEST(RawMail, EnvelopeFieldsAndNamesAreItsOnly) {
  Mail mail = raw(headers);
  mail.from.name = "Node";
  mail.sender = {"gateway@plant.example"};
  mail.cc = "cc@plant.example";
  mail.bcc = "bcc@plant.example";
  EXPECT_EQ(raw_mail.check(mail).fault, Fault::None);
  EXPECT_EQ(compose(raw_mail, mail).octets, headers);
}

TEST(RawMail, AnyOtherFieldIsInvalidByName) {
  const std::array<Header, 1> own{{{"X-One", "1"}}};
  const auto field_of = [](const Mail& mail) {
    const Error error = raw_mail.check(mail);
    EXPECT_EQ(name(error.fault), "NotForThisComposer");
    return name(error.field);
  };
  Mail mail = raw(headers);
  mail.reply_to = {"desk@plant.example"};
  EXPECT_EQ(field_of(mail), "ReplyTo");
  mail = raw(headers);
  mail.subject = "x";
  EXPECT_EQ(field_of(mail), "Subject");
  mail = raw(headers);
  mail.date = {.unix_seconds = 1};
  EXPECT_EQ(field_of(mail), "Date");
  mail = raw(headers);
  mail.message_id = {.seed = 1};
  EXPECT_EQ(field_of(mail), "MessageIdDomain");
  mail = raw(headers);
  mail.priority = Priority::Low;
  EXPECT_EQ(field_of(mail), "Priority");
  mail = raw(headers);
  mail.headers = own;
  EXPECT_EQ(field_of(mail), "HeaderName");
}

TEST(RawMail, B110_ANulInAViewIsInvalid) {
  for (const std::string& text : {"\0"s, "a\0b"s, headers + "x\0"s}) {
    const Mail mail = raw(text);
    const Error error = raw_mail.check(mail);
    EXPECT_EQ(name(error.fault), "LineBreak");
    EXPECT_EQ(name(error.field), "Text");
  }
}

TEST(RawMail, B110_ANulFromASourceIsInvalid) {
  for (const std::size_t at : {0U, 1U, 500U, 999U}) {
    std::string text(1000, 'x');
    text[at] = '\0';
    TextSource source{text};
    const Mail mail = raw(source);
    for (const std::size_t room : {16U, 100U, 1460U}) {
      const Composed composed = compose(raw_mail, mail, {.eight_bit = true}, room);
      EXPECT_EQ(composed.last, Transfer::invalid());
      EXPECT_EQ(composed.octets.find('\0'), std::string::npos);
    }
  }
}

TEST(RawMail, B110_LoneCrAndLoneLfAreLineEnds) {
  const std::string text = "a\rb\nc\r\nd\n\re\r\r\nf";
  const Mail mail = raw(text);
  EXPECT_EQ(compose(raw_mail, mail).octets, "a\r\nb\r\nc\r\nd\r\n\r\ne\r\n\r\nf\r\n");
}

TEST(RawMail, EightBitOctetsNeedTheServersWord) {
  for (const std::string& text :
       {"\x80"s, headers + "\xc3\xbc\r\n", std::string(900, 'x') + "\xff"}) {
    TextSource source{text};
    for (const Mail& mail : {raw(text), raw(source)}) {
      EXPECT_EQ(raw_mail.check(mail).fault, Fault::None);
      const Composed invalid = compose(raw_mail, mail, {}, 64);
      EXPECT_EQ(invalid.last, Transfer::invalid());
      EXPECT_FALSE(invalid.facts.eight_bit);
      const Composed taken = compose(raw_mail, mail, {.eight_bit = true}, 64);
      EXPECT_EQ(taken.last, Transfer::end());
      EXPECT_TRUE(taken.facts.eight_bit);
      EXPECT_EQ(taken.octets, as_lines(text));
    }
  }
}

TEST(RawMail, OnlyAViewCanBeKnownToBeSevenBit) {
  const Mail view = raw(headers);
  EXPECT_FALSE(compose(raw_mail, view, {.eight_bit = true}).facts.eight_bit);
  TextSource source{headers};
  const Mail pulled = raw(source);
  EXPECT_TRUE(compose(raw_mail, pulled, {.eight_bit = true}).facts.eight_bit);
  EXPECT_FALSE(compose(raw_mail, pulled).facts.eight_bit);
}

TEST(RawMail, TheSizeOfAViewIsMeasuredAndThatOfASourceIsItsOwn) {
  const std::string text = ".\n..\nx";
  const Mail view = raw(text);
  EXPECT_EQ(compose(raw_mail, view, {.size = true}).facts.size, 10U);
  EXPECT_EQ(compose(raw_mail, view, {.size = true}).octets.size(), 12U);
  EXPECT_EQ(compose(raw_mail, view).facts.size, ContentFacts::unknown_size);
  TextSource source{std::string(1234, 'x')};
  const Mail pulled = raw(source);
  EXPECT_EQ(compose(raw_mail, pulled, {.size = true}).facts.size, 1234U);
  source.knows_its_size = false;
  EXPECT_EQ(compose(raw_mail, pulled, {.size = true}).facts.size, ContentFacts::unknown_size);
}

TEST(RawMail, B108_NothingInItEndsTheMail) {
  for (const char* end : {"\r\n.\r\n", "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r",
                          "\r.\n", "\n.\r", "\r\r\n.\r\r\n", "\n\n.\n\n"}) {
    const std::string text = headers + "a" + end + "MAIL FROM:<x@y.example>\r\n";
    TextSource source{text};
    for (const Mail& mail : {raw(text), raw(source)}) {
      for (std::size_t room = 16; room <= 80; ++room) {
        ASSERT_EQ(unstuffed(compose(raw_mail, mail, {}, room).octets), as_lines(text));
      }
    }
  }
}

TEST(RawMail, B111_ALineOver998OctetsIsBrokenByABlank) {
  for (const std::size_t size : {997U, 998U, 999U, 1995U, 1996U, 1000000U}) {
    const std::string line(size, 'x');
    std::string expected;
    for (std::size_t at = 0; at < size;) {
      const std::size_t most = at == 0 ? 998 : 997;
      expected += (at == 0 ? "" : " ") + line.substr(at, most) + "\r\n";
      at += most;
    }
    TextSource source{line};
    for (const Mail& mail : {raw(line), raw(source)}) {
      const std::string wire = compose(raw_mail, mail).octets;
      ASSERT_TRUE(wire == expected) << size;
      for (const std::string& each : lines_of(wire)) ASSERT_LE(each.size(), 998U);
    }
  }
}

TEST(RawMail, RandomTextsAreTheSameFromAViewAndASourceInPacketsOfAnySize) {
  RandomText random{5};
  for (int i = 0; i < 300; ++i) {
    std::string text = random.text(400);
    for (char& octet : text) octet = octet == '\0' ? '.' : octet;
    TextSource source{text};
    source.piece = 1 + random.below(30);
    source.hesitates = random.below(2) == 0;
    for (const Mail& mail : {raw(text), raw(source)}) {
      const Composed composed =
          compose(raw_mail, mail, {.eight_bit = true}, 16 + random.below(100));
      EXPECT_EQ(composed.last, Transfer::end());
      ASSERT_EQ(unstuffed(composed.octets).find('\0'), std::string::npos);
      ASSERT_EQ(composed.octets, compose(raw_mail, mail, {.eight_bit = true}).octets);
    }
  }
}

TEST(RawMail, ACrAtItsEndTakesNoLfFromItsFront) {
  const std::string text = "\na\r";
  const Mail mail = raw(text);
  for (const bool size : {false, true}) {
    const Composed composed = compose(raw_mail, mail, {.size = size});
    EXPECT_EQ(composed.octets, "\r\na\r\n");
    EXPECT_EQ(composed.facts.size, size ? 5U : ContentFacts::unknown_size);
  }
}

/// What goes octet for octet is not held up by line ends that should not be split.
TEST(RawMail, PacketsAreFullWhereLineEndsAreCrlf) {
  std::string text;
  for (int line = 0; line < 30; ++line) text += line % 2 == 0 ? "Dry run.\r\n" : "Gr\xc3\xbcn\r\n";
  const Mail mail = raw(text);
  for (std::size_t room = 16; room < 60; ++room) {
    const Composed composed = compose(raw_mail, mail, {.eight_bit = true}, room);
    EXPECT_EQ(composed.octets, text);
    EXPECT_EQ(composed.pieces.size(), (text.size() + room - 1) / room);
  }
}

/// It may grow to its double on its way to the packet's front, and more is not kept free.
TEST(RawMail, ASourceFillsHalfOfEachPacket) {
  TextSource text{std::string(1000, 'x')};
  TextSource nothing{""};
  for (const Composer* const composer :
       {static_cast<const Composer*>(&raw_mail), static_cast<const Composer*>(&plain_text)}) {
    for (std::size_t room = 16; room < 60; ++room) {
      const std::size_t half = (room - 4) / 2;
      const std::size_t packets = compose(*composer, raw(text), {}, room).pieces.size();
      const std::size_t of_headers = compose(*composer, raw(nothing), {}, room).pieces.size();
      EXPECT_LE(packets - of_headers, (1000 + half - 1) / half + 1) << room;
    }
  }
}

TEST(RawMail, PendingAndFailedPassThrough) {
  TextSource source{"x"};
  const Mail mail = raw(source);
  source.fails_at = 0;
  EXPECT_EQ(compose(raw_mail, mail).last, Transfer::failed());
  source.fails_at = static_cast<std::size_t>(-1);
  source.hesitates = true;
  EXPECT_EQ(compose(raw_mail, mail).octets, "x\r\n");
}

TEST(RawMail, AnEmptyOneIsEmpty) {
  const std::string nothing;
  const Mail mail = raw(nothing);
  EXPECT_EQ(compose(raw_mail, mail).octets, "");
  EXPECT_EQ(compose(raw_mail, mail).last, Transfer::end());
}

}  // namespace
}  // namespace postino::test
