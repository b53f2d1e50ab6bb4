// SPDX-License-Identifier: MIT
// RFC 3030 3: what goes as it is when BINARYMIME is in use.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/mime.hpp"
#include "support/text_source.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

constexpr ContentRules binary{
    .eight_bit = true, .binary = true, .size = true, .dot_stuffing = false};

std::string every_octet() {
  std::string octets;
  for (int value = 0; value < 256; ++value) octets += static_cast<char>(value);
  return octets + "\n.\r\n..\r";
}

constexpr std::uint64_t random_seed = 0x9e3779b97f4a7c15;

Mail mail_of(Text text) {
  return {.from = {"a@b.example"}, .to = "c@d.example", .message_id = {random_seed}, .text = text};
}

bool has(const Composed& composed, std::string_view text) {
  return composed.octets.find(text) != std::string::npos;
}

TEST(Binary, ARawMailGoesAsItIsFromAViewAndASource) {
  const std::string octets = every_octet().substr(1);
  for (const std::size_t room : {16U, 17U, 1460U}) {
    const Composed viewed = compose(raw_mail, mail_of(View{octets}), binary, room);
    EXPECT_EQ(viewed.octets, octets);
    EXPECT_EQ(viewed.facts.size, octets.size());
    EXPECT_TRUE(viewed.facts.binary);
    TextSource source{every_octet()};
    source.piece = 7;
    const Composed pulled = compose(raw_mail, mail_of(source), binary, room);
    EXPECT_EQ(pulled.octets, every_octet());
    EXPECT_EQ(pulled.facts.size, every_octet().size());
    EXPECT_TRUE(pulled.facts.binary);
  }
}

TEST(Binary, ARawMailInWholeLinesNeedsNoBinarymime) {
  EXPECT_FALSE(compose(raw_mail, mail_of("a\r\n.b\r\n"), binary).facts.binary);
  for (const char* const text : {"a", "a\n", "a\r", "a\r\nb", "a\n\rb\r\n"}) {
    EXPECT_TRUE(compose(raw_mail, mail_of(text), binary).facts.binary) << text;
    EXPECT_FALSE(compose(raw_mail, mail_of(text), {.eight_bit = true}).facts.binary) << text;
  }
  const std::string longest = std::string(998, 'x') + "\r\n";
  const std::string too_long = "x" + longest;
  EXPECT_FALSE(compose(raw_mail, mail_of(View{longest}), binary).facts.binary);
  EXPECT_TRUE(compose(raw_mail, mail_of(View{too_long}), binary).facts.binary);
}

TEST(Binary, AnAttachmentGoesAsItIsAndItsSizeIsExact) {
  const std::string octets = every_octet();
  for (const std::size_t room : {16U, 100U, 1460U}) {
    for (const bool pulled : {false, true}) {
      TextSource source{octets};
      const Attachment files[] = {{.content = pulled ? Content{source} : Content{octets}}};
      const MimeComposer composer{MimeContent{.attachments = files}};
      const Composed composed = compose(composer, mail_of("text"), binary, room);
      EXPECT_TRUE(has(composed, "Content-Transfer-Encoding: binary\r\n\r\n" + octets + "\r\n--"));
      EXPECT_TRUE(composed.facts.binary);
      EXPECT_EQ(composed.facts.size, composed.octets.size());
    }
  }
}

TEST(Binary, K17_WhereABoundaryCanBeForeseenASourceGoesInBase64) {
  const MessageId foreseen[] = {
      {}, {.seed = 7}, {.seed = 0xffffffff}, {.seed = random_seed, .device = "0815"}};
  for (const MessageId& id : foreseen) {
    for (const bool pulled : {false, true}) {
      const std::string octets = every_octet();
      TextSource source{octets};
      const Attachment files[] = {{.content = pulled ? Content{source} : Content{octets}}};
      const MimeComposer composer{MimeContent{.attachments = files}};
      Mail mail = mail_of("text");
      mail.message_id = id;
      const Composed composed = compose(composer, mail, binary);
      EXPECT_EQ(has(composed, "Encoding: base64"), pulled);
      EXPECT_EQ(composed.facts.binary, !pulled);
      EXPECT_EQ(composed.facts.size, composed.octets.size());
    }
  }
}

TEST(Binary, FromARandomSeedOn) {
  TextSource source{every_octet()};
  const Attachment files[] = {{.content = source}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  Mail mail = mail_of("text");
  for (const std::uint64_t seed : {std::uint64_t{0xffffffff}, std::uint64_t{0x100000000}}) {
    mail.message_id = {.seed = seed};
    EXPECT_EQ(compose(composer, mail, binary).facts.binary, seed == 0x100000000);
  }
}

TEST(Binary, AnHtmlTextOfLongLinesGoesAsItIsToo) {
  const std::string html = std::string(2000, 'x') + "\r\n";
  const Attachment files[] = {{.content = "y"}};
  const MimeComposer composer{MimeContent{.html = View{html}, .attachments = files}};
  const Composed composed = compose(composer, mail_of("text"), binary, 100);
  EXPECT_TRUE(has(composed, "Content-Transfer-Encoding: binary\r\n\r\n" + html + "\r\n--"));
  EXPECT_EQ(composed.facts.size, composed.octets.size());
}

TEST(Binary, WithoutItAnAttachmentGoesInBase64) {
  const std::string octets = every_octet();
  const Attachment files[] = {{.content = octets}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  const Composed composed = compose(composer, mail_of("text"), {.eight_bit = true});
  EXPECT_TRUE(has(composed, "Content-Transfer-Encoding: base64"));
  EXPECT_FALSE(composed.facts.binary);
}

TEST(Binary, TextsThatFitGoAsTheyDidBefore) {
  const Attachment files[] = {{.type = "text/plain", .content = "plain\r\n"}};
  const MimeComposer composer{MimeContent{.html = "\xc3\xbc", .attachments = files}};
  const Composed composed = compose(composer, mail_of("text"), binary);
  EXPECT_FALSE(has(composed, "Encoding: binary"));
  EXPECT_TRUE(has(composed, "Encoding: 8bit"));
  EXPECT_FALSE(composed.facts.binary);
  EXPECT_TRUE(composed.facts.eight_bit);
}

TEST(Binary, ATextOfLongLinesGoesAsItIs) {
  const std::string text = std::string(2000, 'x') + "\r\n.\r\n";
  const Composed composed = compose(MimeComposer{MimeContent{}}, mail_of(View{text}), binary, 100);
  EXPECT_TRUE(has(composed, "Content-Transfer-Encoding: binary\r\n\r\n" + text));
  EXPECT_TRUE(composed.octets.ends_with(text));
  EXPECT_TRUE(composed.facts.binary);
  EXPECT_EQ(composed.facts.size, composed.octets.size());
}

TEST(Binary, ATextWithOtherLineEndsIsEncoded) {
  const std::string text = std::string(2000, 'x') + "\n";
  const Composed composed = compose(MimeComposer{MimeContent{}}, mail_of(View{text}), binary);
  EXPECT_TRUE(has(composed, "Content-Transfer-Encoding: quoted-printable"));
  EXPECT_FALSE(composed.facts.binary);
}

TEST(Binary, WhatHoldsADelimiterIsEncoded) {
  const Attachment plain[] = {{.content = "x"}};
  const Composed first = compose(MimeComposer{MimeContent{.attachments = plain}}, mail_of("t"));
  const std::size_t at = first.octets.find("\r\n--=_");
  ASSERT_NE(at, std::string::npos);
  const std::string delimiter = first.octets.substr(at, 38);
  const std::string octets = std::string("\0", 1) + delimiter + "m";
  const Attachment files[] = {{.content = octets}};
  const Composed composed =
      compose(MimeComposer{MimeContent{.attachments = files}}, mail_of("t"), binary);
  EXPECT_TRUE(has(composed, "Content-Transfer-Encoding: base64"));
  EXPECT_FALSE(composed.facts.binary);
}

}  // namespace
}  // namespace postino::test
