// SPDX-License-Identifier: MIT
// The least that is a message: ASCII headers, and a text that goes as it is.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "postino/config.hpp"
#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

using std::string_literals::operator""s;

const std::string envelope_headers = "From: node7@plant.example\r\nTo: ops@plant.example\r\n";
const std::string eight_bit_headers =
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: 8bit\r\n";

Mail short_note() { return {.from = {"node7@plant.example"}, .to = "ops@plant.example"}; }

/// What lies before the empty line, and with it.
std::string headers_of(const Mail& mail) {
  EXPECT_EQ(name(plain_text.check(mail).fault), "None");
  const std::string octets = compose(plain_text, mail).octets;
  return octets.substr(0, octets.find("\r\n\r\n") + 4);
}

std::string subject_lines(const std::string& subject) {
  Mail mail = short_note();
  mail.subject = subject;
  const std::string headers = headers_of(mail);
  EXPECT_EQ(headers.substr(0, envelope_headers.size()), envelope_headers);
  for (const std::string& line : lines_of(headers)) {
    EXPECT_LE(line.size(), config::max_line_size);
    EXPECT_TRUE(line.empty() || line.find_first_not_of(' ') != std::string::npos);
  }
  return headers.substr(envelope_headers.size(), headers.size() - envelope_headers.size() - 2);
}

/// The subject as its reader unfolds it (RFC 5322 2.2.3), blanks before it left out.
std::string unfolded_subject(const std::string& subject) {
  const std::vector<std::string> lines = lines_of(subject_lines(subject));
  std::string whole;
  for (const std::string& line : lines) whole += line;
  whole.erase(0, std::string{"Subject:"}.size());
  return whole.substr(std::min(whole.size(), whole.find_first_not_of(' ')));
}

TEST(PlainText, TheSmallestHasWhatItMust) {
  EXPECT_EQ(compose(plain_text, short_note()).octets, envelope_headers + "\r\n");
}

TEST(PlainText, AllHeadersComeInTheirOrderAndBccDoesNot) {
  const std::array<Recipient, 2> to{{{"ops@plant.example"}, {"night@plant.example"}}};
  Mail mail = short_note();
  mail.to = to;
  mail.cc = "chief@plant.example";
  mail.bcc = "hidden@plant.example";
  mail.subject = "Pump 3 stopped";
  mail.priority = Priority::High;
  mail.text = "Dry run.\n";
  EXPECT_EQ(name(plain_text.check(mail).fault), "None");
  EXPECT_EQ(compose(plain_text, mail).octets,
            "From: node7@plant.example\r\n"
            "To: ops@plant.example, night@plant.example\r\n"
            "Cc: chief@plant.example\r\n"
            "Subject: Pump 3 stopped\r\n"
            "X-Priority: 1\r\n"
            "Importance: high\r\n"
            "\r\n"
            "Dry run.\r\n");
}

TEST(PlainText, ALowPriorityIsWrittenAsTextMailDoes) {
  Mail mail = short_note();
  mail.priority = Priority::Low;
  EXPECT_EQ(headers_of(mail), envelope_headers + "X-Priority: 5\r\nImportance: low\r\n\r\n");
}

TEST(PlainText, WithoutToThereIsNoSuchHeader) {
  const Mail mail{.from = {"node7@plant.example"}, .bcc = "hidden@plant.example"};
  EXPECT_EQ(headers_of(mail), "From: node7@plant.example\r\n\r\n");
}

TEST(PlainText, ManyRecipientsAreFolded) {
  const std::string address = std::string(30, 'a') + "@" + std::string(30, 'b') + ".example";
  const std::vector<Recipient> to(40, Recipient{address});
  Mail mail = short_note();
  mail.to = to;
  const std::vector<std::string> lines = lines_of(headers_of(mail));
  EXPECT_EQ(lines.size(), 2U + 40U);
  for (const std::string& line : lines) EXPECT_LE(line.size(), 78U);
}

TEST(PlainText, ALongSubjectIsFoldedAtItsBlanks) {
  EXPECT_EQ(subject_lines("Pump 3 stopped, and this subject is so long that it has to be folded "
                          "twice, or once at least, before it ends"),
            "Subject: Pump 3 stopped, and this subject is so long that it has to be folded\r\n"
            " twice, or once at least, before it ends\r\n");
}

TEST(PlainText, BlanksOfASubjectAreKeptButThoseAtItsEnd) {
  EXPECT_EQ(subject_lines("Level   3"), "Subject: Level   3\r\n");
  EXPECT_EQ(subject_lines("  Level"), "Subject:   Level\r\n");
  EXPECT_EQ(subject_lines("Level 3   "), "Subject: Level 3\r\n");
  EXPECT_EQ(subject_lines("   "), "");
  EXPECT_EQ(subject_lines(""), "");
}

TEST(PlainText, ASubjectArrivesWhateverItsBlanks) {
  RandomText random{31};
  for (int i = 0; i < 500; ++i) {
    std::string subject(1 + random.below(config::max_plain_subject_size), 'x');
    const std::size_t rare = 1 + random.below(100);
    for (char& octet : subject) octet = random.below(rare) == 0 ? ' ' : octet;
    subject.front() = subject.back() = 's';
    ASSERT_EQ(unfolded_subject(subject), subject);
  }
}

TEST(PlainText, NoLineOfASubjectHoldsBlanksOnly) {
  for (std::size_t before = 60; before <= 80; ++before) {
    for (std::size_t blanks = 1; blanks <= 90; ++blanks) {
      const std::string subject =
          std::string(before, 'a') + std::string(blanks, ' ') + std::string(80, 'b');
      ASSERT_EQ(unfolded_subject(subject), subject);
      subject_lines(subject + std::string(blanks, ' '));
    }
  }
}

TEST(PlainText, ATextIsTheSameFromAViewAndASourceInPacketsOfAnySize) {
  const std::string text = "First\r\n.dot\n..two\r.\r\n\r\n" + std::string(1100, 'x') +
                           "\r\nGr\xc3\xbc\xc3\x9f"
                           "e without an end";
  const std::string broken = "First\r\n.dot\r\n..two\r\n.\r\n\r\n" + std::string(998, 'x') +
                             "\r\n " + std::string(102, 'x') +
                             "\r\nGr\xc3\xbc\xc3\x9f"
                             "e without an end\r\n";
  TextSource source{text};
  source.hesitates = true;
  Mail mail = short_note();
  mail.subject = "Pump 3 stopped, and this subject is so long that it has to be folded once";
  mail.priority = Priority::High;
  const std::string headers = headers_of(mail);
  for (const Text& from : {Text{text}, Text{source}}) {
    mail.text = from;
    const std::string whole = compose(plain_text, mail, {.eight_bit = true}, 100000).octets;
    const std::size_t behind = whole.find("\r\n\r\n") + 4;
    EXPECT_EQ(whole.substr(0, behind),
              headers.substr(0, headers.size() - 2) + eight_bit_headers + "\r\n");
    EXPECT_EQ(unstuffed(whole.substr(behind)), broken);
    for (std::size_t room = 16; room <= 200; ++room) {
      const Composed composed = compose(plain_text, mail, {.eight_bit = true}, room);
      EXPECT_EQ(composed.last, Transfer::end());
      ASSERT_EQ(composed.octets, whole) << "packets of " << room;
    }
  }
}

TEST(PlainText, RandomTextsArriveAsTheyAre) {
  RandomText random{32};
  for (int i = 0; i < 300; ++i) {
    std::string text = random.text(400);
    for (char& octet : text) octet = octet == '\0' ? '.' : octet;
    TextSource source{text};
    source.piece = 1 + random.below(30);
    source.hesitates = random.below(2) == 0;
    Mail mail = short_note();
    for (const Text& from : {Text{text}, Text{source}}) {
      mail.text = from;
      const Composed composed =
          compose(plain_text, mail, {.eight_bit = true}, 16 + random.below(100));
      EXPECT_EQ(composed.last, Transfer::end());
      const std::string body = composed.octets.substr(composed.octets.find("\r\n\r\n") + 4);
      Mail bare{.from = {"a@b.example"}, .to = "c@d.example", .text = text};
      ASSERT_EQ(body, compose(raw_mail, bare, {.eight_bit = true}).octets);
    }
  }
}

TEST(PlainText, WhatIsSevenBitSaysNothingOfItself) {
  Mail mail = short_note();
  mail.text = "Dry run.\r\n";
  for (const bool offered : {false, true}) {
    const Composed composed = compose(plain_text, mail, {.eight_bit = offered});
    EXPECT_EQ(composed.octets, envelope_headers + "\r\nDry run.\r\n");
    EXPECT_FALSE(composed.facts.eight_bit);
  }
  TextSource source{"Dry run.\r\n"};
  mail.text = source;
  EXPECT_EQ(compose(plain_text, mail).octets, envelope_headers + "\r\nDry run.\r\n");
  const Composed may_be_more = compose(plain_text, mail, {.eight_bit = true});
  EXPECT_EQ(may_be_more.octets, envelope_headers + eight_bit_headers + "\r\nDry run.\r\n");
  EXPECT_TRUE(may_be_more.facts.eight_bit);
}

TEST(PlainText, EightBitOctetsNeedTheServersWord) {
  const std::string text =
      "Gr\xc3\xbc\xc3\x9f"
      "e\r\n";
  TextSource source{text};
  Mail mail = short_note();
  for (const Text& from : {Text{text}, Text{source}}) {
    mail.text = from;
    EXPECT_EQ(plain_text.check(mail).fault, Fault::None);
    const Composed invalid = compose(plain_text, mail, {}, 64);
    EXPECT_EQ(invalid.last, Transfer::invalid());
    EXPECT_FALSE(invalid.facts.eight_bit);
    const Composed taken = compose(plain_text, mail, {.eight_bit = true}, 64);
    EXPECT_EQ(taken.last, Transfer::end());
    EXPECT_TRUE(taken.facts.eight_bit);
  }
}

TEST(PlainText, ANulFromASourceIsInvalid) {
  TextSource source{"a\0b"s};
  Mail mail = short_note();
  mail.text = source;
  const Composed composed = compose(plain_text, mail, {.eight_bit = true});
  EXPECT_EQ(composed.last, Transfer::invalid());
  EXPECT_EQ(composed.octets.find('\0'), std::string::npos);
}

TEST(PlainText, TheSizeIsExactOrUnknown) {
  Mail mail = short_note();
  for (const std::string& text : {""s, "x"s, ".\n..\r\n"s, "\xc3\xbc"s, std::string(3000, 'y')}) {
    mail.text = text;
    const Composed composed =
        compose(plain_text, mail, {.eight_bit = true, .size = true, .dot_stuffing = false});
    EXPECT_EQ(composed.facts.size, composed.octets.size());
    EXPECT_EQ(compose(plain_text, mail, {.eight_bit = true, .size = true}).facts.size,
              composed.octets.size());
    EXPECT_EQ(compose(plain_text, mail).facts.size, ContentFacts::unknown_size);
  }
  TextSource source{"a\nb\n"};
  mail.text = source;
  EXPECT_EQ(compose(plain_text, mail, {.size = true}).facts.size, ContentFacts::unknown_size);
}

TEST(PlainText, BinarymimeIsNotUsed) {
  Mail mail = short_note();
  mail.text = "a\nb";
  const Composed composed =
      compose(plain_text, mail, {.binary = true, .size = true, .dot_stuffing = false});
  EXPECT_FALSE(composed.facts.binary);
  EXPECT_EQ(composed.octets, envelope_headers + "\r\na\r\nb\r\n");
  EXPECT_EQ(composed.facts.size, composed.octets.size());
}

TEST(PlainText, FailuresOfASourcePassThrough) {
  TextSource source{"x"};
  Mail mail = short_note();
  mail.text = source;
  source.fails_at = 0;
  EXPECT_EQ(compose(plain_text, mail).last, Transfer::failed());
  source.rewinds = false;
  EXPECT_FALSE(compose(plain_text, mail).facts.ready);
}

/// With a comma after it, be it the last one.
TEST(PlainText, ARecipientIsOnTheLineThatHasRoomForIt) {
  for (std::size_t size = 50; size < 80; ++size) {
    const std::string address = std::string(size - 2, 'a') + "@b";
    const std::array<Recipient, 2> to{{{"c@d"}, {address}}};
    Mail mail = short_note();
    mail.to = to;
    const std::size_t column = std::string{"To: c@d,"}.size();
    const std::string fold = column + 1 + size + 1 <= 78 ? "" : "\r\n";
    EXPECT_EQ(headers_of(mail),
              "From: node7@plant.example\r\nTo: c@d," + fold + " " + address + "\r\n\r\n");
  }
}

TEST(PlainText, AWordOfASubjectIsOnTheLineThatHasRoomForIt) {
  for (std::size_t size = 50; size < 80; ++size) {
    const std::string word(size, 'a');
    const std::string fold = std::string{"Subject: x "}.size() + size <= 78 ? "" : "\r\n";
    EXPECT_EQ(subject_lines("x " + word), "Subject: x" + fold + " " + word + "\r\n");
  }
}

TEST(PlainText, EachWordOfASubjectCanBeginALine) {
  for (const std::size_t size : {1U, 2U, 3U}) {
    for (const std::size_t blanks : {1U, 2U, 3U}) {
      std::string subject;
      for (int word = 0; word < 60; ++word) {
        subject += std::string(size, 'a') + std::string(blanks, ' ');
      }
      for (const std::string& line : lines_of(subject_lines(subject))) {
        EXPECT_LE(line.size(), 78U);
        EXPECT_NE(line.back(), ' ') << "blanks go to the word after them";
      }
    }
  }
}

TEST(PlainText, EachOctetGoesThatMay) {
  for (int value = 1; value < 256; ++value) {
    const std::string text{'a', static_cast<char>(value), 'b', '\r', '\n'};
    TextSource source{text};
    Mail mail = short_note();
    for (const Text& from : {Text{text}, Text{source}}) {
      mail.text = from;
      for (const bool offered : {false, true}) {
        const Composed composed = compose(plain_text, mail, {.eight_bit = offered});
        EXPECT_EQ(composed.last == Transfer::end(), offered || value < 0x80) << value;
        if (offered || value < 0x80) {
          EXPECT_TRUE(composed.octets.ends_with(as_lines(text))) << value;
        }
      }
    }
  }
}

TEST(PlainText, ALineIsBrokenAsOftenAsItHasTo) {
  const std::string text(4000, 'x');
  Mail mail = short_note();
  mail.text = text;
  Mail bare{.from = {"a@b.example"}, .to = "c@d.example", .text = text};
  const std::string octets = compose(plain_text, mail).octets;
  EXPECT_EQ(octets.substr(octets.find("\r\n\r\n") + 4), compose(raw_mail, bare).octets);
  for (const std::string& line : lines_of(octets)) EXPECT_LE(line.size(), config::max_line_size);
  EXPECT_EQ(lines_of(octets).size(), 3U + 5U);
  EXPECT_EQ(lines_of(octets)[4].size(), config::max_line_size);
}

/// The size is told before what is in the text is.
TEST(PlainText, TheSizeOfATextThatMayNotGoIsItsOwn) {
  Mail mail = short_note();
  mail.text = "ab";
  const std::uint32_t size = compose(plain_text, mail, {.size = true}).facts.size;
  mail.text = "\xc3\xbc";
  EXPECT_EQ(compose(plain_text, mail, {.size = true}).facts.size, size);
}

/// Where copies are not wide, up to three octets are kept free for a line's end and a dot.
TEST(PlainText, PacketsAreFullWhereLineEndsAreCrlf) {
  std::string text;
  for (int line = 0; line < 300; ++line) text += line % 2 == 0 ? "Dry run.\r\n" : "Gr\xc3\xbcn\r\n";
  Mail mail = short_note();
  for (std::size_t room = 16; room < 60; ++room) {
    mail.text = {};
    const std::size_t before = compose(plain_text, mail, {.eight_bit = true}, room).pieces.size() +
                               (eight_bit_headers.size() + room - 5) / (room - 4);
    mail.text = text;
    const Composed composed = compose(plain_text, mail, {.eight_bit = true}, room);
    const std::size_t full = config::wide_copies ? room : room - 3;
    EXPECT_LE(composed.pieces.size(), before + (text.size() + full - 1) / full) << room;
  }
}

}  // namespace
}  // namespace postino::test
