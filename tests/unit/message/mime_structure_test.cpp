// SPDX-License-Identifier: MIT
// RFC 2046 5.1 (multiparts), RFC 2387 (related), RFC 2392 (Content-ID), RFC 2183 (disposition),
// RFC 3834 5 (Auto-Submitted), RFC 5322 3.6.4 (In-Reply-To, References).
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postino/mime.hpp"
#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

std::string wire_of(const MimeContent& content, std::string_view text = "Dry run.\r\n",
                    ContentRules rules = {}) {
  const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = text};
  return compose(MimeComposer{content}, mail, rules).octets;
}

bool has_line(const std::string& wire, std::string_view line) {
  return wire.find("\r\n" + std::string{line} + "\r\n") != std::string::npos;
}

TEST(MimeStructure, AReplyNamesWhatItFollows) {
  const std::string bare = wire_of({.in_reply_to = "a@b"});
  EXPECT_TRUE(has_line(bare, "In-Reply-To: <a@b>"));
  EXPECT_TRUE(has_line(bare, "References: <a@b>"));
  const View earlier[] = {"<x@b>", "a@b"};
  const std::string both = wire_of({.in_reply_to = "<a@b>", .references = earlier});
  EXPECT_TRUE(has_line(both, "In-Reply-To: <a@b>"));
  EXPECT_TRUE(has_line(both, "References: <x@b> <a@b>"));
  const std::string references = wire_of({.references = earlier});
  EXPECT_EQ(references.find("In-Reply-To"), std::string::npos);
  EXPECT_TRUE(has_line(references, "References: <x@b> <a@b>"));
}

TEST(MimeStructure, TheThreadFollowsOwnHeaders) {
  const Header own[] = {{.name = "X-Pump", .value = "3"}, {.name = "X-Hall", .value = "4"}};
  const View earlier[] = {"<x@b>", "<y@b>", "a@b"};
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = "Dry run."};
  mail.headers = own;
  const MimeComposer composer{MimeContent{.in_reply_to = "a@b", .references = earlier}};
  EXPECT_NE(compose(composer, mail)
                .octets.find("\r\nX-Pump: 3\r\nX-Hall: 4\r\nIn-Reply-To: <a@b>\r\n"
                             "References: <x@b> <y@b> <a@b>\r\n"),
            std::string::npos);
}

/// With its brackets, which it may have already.
TEST(MimeStructure, AReferenceIsOnTheLineThatHasRoomForIt) {
  for (std::size_t size = 50; size < 80; ++size) {
    const std::string bare(size, 'x');
    const std::string bracketed = '<' + bare + '>';
    for (const std::string& identifier : {bare, bracketed}) {
      const View earlier[] = {View{identifier}};
      const std::string wire = wire_of({.references = earlier});
      const bool fits = 12 + size + 2 <= 78;
      EXPECT_EQ(has_line(wire, "References: " + bracketed), fits) << size;
      EXPECT_EQ(has_line(wire, "References:\r\n " + bracketed), !fits) << size;
    }
  }
}

TEST(MimeStructure, WhoeverAnswersByItselfSaysSo) {
  EXPECT_TRUE(has_line(wire_of({}), "Auto-Submitted: auto-generated"));
  EXPECT_TRUE(has_line(wire_of({.auto_submitted = AutoSubmitted::Replied}),
                       "Auto-Submitted: auto-replied"));
  EXPECT_EQ(wire_of({.auto_submitted = AutoSubmitted::No}).find("Auto-Submitted"),
            std::string::npos);
}

TEST(MimeStructure, PicturesOfAPageAreRelatedToIt) {
  const Attachment pictures[] = {{.type = "image/png", .content = "x", .content_id = "a@b"}};
  const std::string both = wire_of({.html = "<p>", .inlines = pictures});
  EXPECT_NE(both.find("multipart/related; type=\"multipart/alternative\""), std::string::npos);
  EXPECT_TRUE(has_line(both, "Content-ID: <a@b>"));
  EXPECT_TRUE(has_line(both, "Content-Disposition: inline"));
  const std::string alone = wire_of({.html = "<p>", .inlines = pictures}, "");
  EXPECT_NE(alone.find("multipart/related; type=\"text/html\""), std::string::npos);
  const std::string text = wire_of({.inlines = pictures});
  EXPECT_NE(text.find("multipart/related; type=\"text/plain\""), std::string::npos);
}

TEST(MimeStructure, AnAttachmentSaysWhatItIs) {
  const Attachment files[] = {
      {.name = "a", .content = "x", .description = "Curve", .language = "de"},
      {.type = "text/csv", .content = "y", .disposition = Disposition::Inline}};
  const std::string wire = wire_of({.attachments = files, .language = "en"});
  EXPECT_TRUE(has_line(wire, "Content-Description: Curve"));
  EXPECT_TRUE(has_line(wire, "Content-Language: de"));
  EXPECT_TRUE(has_line(wire, "Content-Language: en"));
  EXPECT_TRUE(has_line(wire, "Content-Disposition: inline"));
  EXPECT_NE(wire.find("Content-Disposition: attachment"), std::string::npos);
}

/// RFC 2046 5.2.1: nothing but 7bit, 8bit or binary; so it is of another type where it needs that.
TEST(MimeStructure, AMessageInBase64IsNotCalledOne) {
  const std::string ascii = "Subject: x\r\n\r\nDry.\r\n";
  const std::string eight_bit = "Subject: x\r\n\r\n\xc3\xbc\r\n";
  const Attachment plain[] = {{.type = "message/rfc822", .content = ascii}};
  EXPECT_NE(wire_of({.attachments = plain}).find("message/rfc822"), std::string::npos);
  const Attachment coded[] = {{.type = "message/rfc822", .content = eight_bit}};
  EXPECT_EQ(wire_of({.attachments = coded}).find("message/rfc822"), std::string::npos);
  EXPECT_NE(wire_of({.attachments = coded}, "x\r\n", {.eight_bit = true}).find("message/rfc822"),
            std::string::npos);
}

TEST(MimeStructure, ATextGoesAsItIsWhereItCan) {
  EXPECT_TRUE(has_line(wire_of({}), "Content-Transfer-Encoding: 7bit"));
  EXPECT_TRUE(has_line(wire_of({}, "\xc3\xbc\r\n", {.eight_bit = true}),
                       "Content-Transfer-Encoding: 8bit"));
  EXPECT_TRUE(has_line(wire_of({}, "Dry run and a \xc3\xbc.\r\n"),
                       "Content-Transfer-Encoding: quoted-printable"));
  EXPECT_TRUE(
      has_line(wire_of({}, "\xc3\xbc\xc3\xbc\xc3\xbc\r"), "Content-Transfer-Encoding: base64"));
}

TEST(MimeStructure, ALineThatLooksLikeABoundaryIsEncoded) {
  const Attachment files[] = {{.content = "x"}};
  const std::string plain = wire_of({.attachments = files});
  const std::size_t at = plain.find("boundary=\"") + 10;
  const std::string delimiter = "--" + plain.substr(at, plain.find('"', at) - at);
  const std::string wire = wire_of({.attachments = files}, "x\r\n" + delimiter + "\r\n-x\r\n");
  EXPECT_EQ(wire.find("\r\nx\r\n" + delimiter), std::string::npos);
}

using Skeleton = std::vector<std::string>;

/// The types and delimiters of a multipart of `parts`, whose boundary ends in `letter`.
Skeleton multipart(const std::string& type, char letter, const std::vector<Skeleton>& parts) {
  Skeleton lines = {"multipart/" + type};
  for (const Skeleton& part : parts) {
    lines.push_back(std::string{"--"} + letter);
    lines.insert(lines.end(), part.begin(), part.end());
  }
  lines.push_back(std::string{"--"} + letter + "--");
  return lines;
}

/// The same of a message: the type of each part, and the end of each delimiter.
Skeleton skeleton_of(const std::string& wire) {
  const std::string type = "Content-Type: ";
  Skeleton found;
  for (const std::string& line : lines_of(wire)) {
    if (line.starts_with(type)) {
      found.push_back(line.substr(type.size(), line.find(';') - type.size()));
    }
    if (line.starts_with("--=_")) found.push_back("--" + line.substr(4 + 32));
  }
  return found;
}

TEST(MimeStructure, EachPartIsInTheMultipartThatItBelongsTo) {
  const Attachment pictures[] = {{.type = "image/png", .content = "x", .content_id = "a@b"},
                                 {.type = "image/gif", .content = "y", .content_id = "c@d"}};
  const Attachment files[] = {{.type = "a/b", .content = "x"}, {.type = "c/d", .content = "y"}};
  const Skeleton plain = {"text/plain"};
  const Skeleton page = {"text/html"};
  for (const bool text : {false, true}) {
    for (const bool html : {false, true}) {
      for (std::size_t shown = 0; shown < 3; ++shown) {
        for (std::size_t attached = 0; attached < 3; ++attached) {
          Skeleton expected = text || !html ? plain : page;
          if (text && html) expected = multipart("alternative", 'a', {plain, page});
          std::vector<Skeleton> related = {expected};
          for (std::size_t i = 0; i < shown; ++i) {
            related.push_back({std::string_view{pictures[i].type}.data()});
          }
          if (shown != 0) expected = multipart("related", 'r', related);
          std::vector<Skeleton> mixed = {expected};
          for (std::size_t i = 0; i < attached; ++i) {
            mixed.push_back({std::string_view{files[i].type}.data()});
          }
          if (attached != 0) expected = multipart("mixed", 'm', mixed);
          const MimeContent content{.html = html ? Text{"<p>x"} : Text{},
                                    .inlines = std::span{pictures}.first(shown),
                                    .attachments = std::span{files}.first(attached)};
          EXPECT_EQ(skeleton_of(wire_of(content, text ? "x" : "")), expected);
        }
      }
    }
  }
}

}  // namespace
}  // namespace postino::test
