// SPDX-License-Identifier: MIT
// Whatever the packets are, the mail is the same; and what a Source can do to it.
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

/// Something of everything.
struct FullMail {
  std::array<Recipient, 2> to{{{"ops@plant.example",
                                "Leitwarte S\xc3\xbc"
                                "d"},
                               {"night@plant.example"}}};
  std::array<Header, 2> headers{{{"X-Site", "Halle 3"}, {"X-Note", "\xe2\x82\xac 5, \"quoted\""}}};
  Mail mail{.from = {"node7@plant.example", "Pump \"3\""},
            .reply_to = {"desk@plant.example"},
            .to = std::span<const Recipient>{to},
            .cc = "chief@plant.example",
            .bcc = "hidden@plant.example",
            .subject =
                "Pump 3 stopped, and this subject is so long that it has to be folded twice, "
                "or once at least, before it ends",
            .date = {.unix_seconds = 1795532400, .utc_offset_minutes = 60},
            .message_id = {.seed = 77},
            .priority = Priority::High,
            .headers = headers};
};

std::vector<std::size_t> room_sizes() {
  std::vector<std::size_t> sizes;
  for (std::size_t size = 16; size <= 200; ++size) sizes.push_back(size);
  sizes.push_back(1460);
  return sizes;
}

const std::string seven_bit =
    "First line\r\n.dot\n..two\r.\r\n\r\n" + std::string(998, 'x') + "\r\nlast without an end";
const std::string eight_bit =
    "Gr\xc3\xbc\xc3\x9f"
    "e \n.\xe2\x82\xac\r\n \r\n" +
    std::string(300, '.') + "\xf0\x9f\x98\x80 = \t";

void expect_same_in_all_packets(const std::string& text, ContentRules rules) {
  FullMail full;
  full.mail.text = text;
  const Composed whole = compose(text_mail, full.mail, rules, 100000);
  if (rules.dot_stuffing) {
    EXPECT_EQ(arrived(whole.octets).text(), as_lines(text));
  }
  for (const std::size_t room : room_sizes()) {
    const Composed composed = compose(text_mail, full.mail, rules, room);
    EXPECT_TRUE(composed.facts.ready);
    EXPECT_EQ(composed.last, Transfer::end());
    ASSERT_EQ(composed.octets, whole.octets) << "packets of " << room;
  }
}

TEST(TextMailPull, SevenBitTextIsTheSameInPacketsOfAnySize) {
  expect_same_in_all_packets(seven_bit, {});
  expect_same_in_all_packets(seven_bit, {.dot_stuffing = false});
}

TEST(TextMailPull, EightBitTextIsTheSameInPacketsOfAnySize) {
  expect_same_in_all_packets(eight_bit, {.eight_bit = true});
}

TEST(TextMailPull, QuotedPrintableTextIsTheSameInPacketsOfAnySize) {
  expect_same_in_all_packets(eight_bit, {});
}

TEST(TextMailPull, RandomTextsDecodeToThemselves) {
  RandomText random{1};
  for (int i = 0; i < 400; ++i) {
    const std::string text = random.text(300);
    const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = text};
    const bool eight_bit_offered = random.below(2) == 0;
    const Composed composed =
        compose(text_mail, mail, {.eight_bit = eight_bit_offered}, 16 + random.below(200));
    ASSERT_EQ(arrived(composed.octets).text(), as_lines(text)) << i;
  }
}

TEST(TextMailPull, ASourceDecodesToTheSameInPacketsOfAnySize) {
  for (const std::string& text : {seven_bit, eight_bit, std::string{}, std::string{"."}}) {
    FullMail full;
    TextSource source{text};
    full.mail.text = source;
    for (const std::size_t room : room_sizes()) {
      const Composed composed = compose(text_mail, full.mail, {.eight_bit = true}, room);
      const Arrived mail = arrived(composed.octets);
      EXPECT_EQ(mail.encoding(), "quoted-printable");
      EXPECT_EQ(composed.last, Transfer::end());
      ASSERT_EQ(mail.text(), as_lines(text)) << "packets of " << room;
    }
  }
}

TEST(TextMailPull, ASourceOfOneOctetAtATimeLosesNothing) {
  TextSource source{eight_bit};
  source.piece = 1;
  const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = source};
  for (const std::size_t room : {std::size_t{16}, std::size_t{17}, std::size_t{1460}}) {
    EXPECT_EQ(arrived(compose(text_mail, mail, {}, room).octets).text(), as_lines(eight_bit));
  }
}

TEST(TextMailPull, RandomSourcesInRandomPiecesDecodeToThemselves) {
  RandomText random{2};
  for (int i = 0; i < 300; ++i) {
    const std::string text = random.text(300);
    TextSource source{text};
    source.piece = 1 + random.below(20);
    source.hesitates = random.below(2) == 0;
    const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = source};
    const Composed composed = compose(text_mail, mail, {}, 16 + random.below(200));
    ASSERT_EQ(arrived(composed.octets).text(), as_lines(text)) << i;
  }
}

TEST(TextMailPull, APendingSourceIsAskedAgainAndNothingIsLost) {
  TextSource source{seven_bit};
  source.hesitates = true;
  const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = source};
  Composition composition{};
  composition.mail = &mail;
  ASSERT_TRUE(text_mail.begin(composition).ready);
  std::array<char, 1460> into{};
  ASSERT_GT(text_mail.pull(composition, into).count(), 0U) << "the headers need no source";
  EXPECT_EQ(text_mail.pull(composition, into), Transfer::pending());
  EXPECT_GT(text_mail.pull(composition, into).count(), 0U);
  EXPECT_EQ(text_mail.pull(composition, into), Transfer::pending());
  EXPECT_EQ(arrived(compose(text_mail, mail).octets).text(), as_lines(seven_bit));
}

TEST(TextMailPull, AFailedSourceFailsAndStaysFailed) {
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{500}}) {
    TextSource source{std::string(1000, 'x')};
    source.fails_at = at;
    const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = source};
    EXPECT_EQ(compose(text_mail, mail).last, Transfer::failed());
  }
}

TEST(TextMailPull, ASourceThatCanNotBeRewoundIsNotReady) {
  TextSource source{"x"};
  source.rewinds = false;
  const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = source};
  Composition composition{};
  composition.mail = &mail;
  EXPECT_FALSE(text_mail.begin(composition).ready);
  EXPECT_FALSE(raw_mail.begin(composition).ready);
  source.rewinds = true;
  EXPECT_TRUE(text_mail.begin(composition).ready);
  EXPECT_TRUE(raw_mail.begin(composition).ready);
}

TEST(TextMailPull, BeginningAnewInTheMiddleBringsTheWholeMailAgain) {
  FullMail full;
  full.mail.text = eight_bit;
  Composition composition{};
  composition.mail = &full.mail;
  (void)text_mail.begin(composition);
  std::array<char, 100> into{};
  for (int i = 0; i < 13; ++i) (void)text_mail.pull(composition, into);
  (void)text_mail.begin(composition);
  std::string again;
  for (Transfer got = text_mail.pull(composition, into); got.count() != 0;
       got = text_mail.pull(composition, into)) {
    again.append(into.data(), got.count());
  }
  EXPECT_EQ(again, compose(text_mail, full.mail).octets);
}

TEST(TextMailPull, BehindTheEndThereIsOnlyTheEnd) {
  const Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = "x"};
  Composition composition{};
  composition.mail = &mail;
  (void)text_mail.begin(composition);
  std::array<char, 1460> into{};
  while (text_mail.pull(composition, into) != Transfer::end()) {
  }
  EXPECT_EQ(text_mail.pull(composition, into), Transfer::end());
  EXPECT_EQ(text_mail.pull(composition, into), Transfer::end());
}

}  // namespace
}  // namespace postino::test
