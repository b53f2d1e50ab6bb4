// SPDX-License-Identifier: MIT
// RFC 2045 5.1, RFC 2046 5.1, RFC 5322 3.6.4: which part of a MIME mail is invalid, and why.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postino/config.hpp"
#include "postino/mime.hpp"

namespace postino::test {
namespace {

/// "fine", or "InvalidType in Attachments 1".
std::string objection(const MimeContent& content, Mail mail = {}) {
  const Error error = MimeComposer{content}.check(mail);
  if (error.fault == Fault::None) return "fine";
  std::string what = std::string{name(error.fault)} + " in " + std::string{name(error.field)};
  if (error.index != 0) what += ' ' + std::to_string(error.index);
  return what;
}

std::string objection_to(const Attachment& attachment) {
  const Attachment files[] = {{.content = "x"}, attachment};
  return objection(MimeContent{.attachments = files});
}

TEST(MimeCheck, ATypeIsTwoTokensAndParameters) {
  for (const char* type :
       {"text/csv", "application/vnd.a+b-c", "text/csv; header=present", "a/b", "text/csv; a=~"}) {
    EXPECT_EQ(objection_to({.type = type, .content = "x"}), "fine") << type;
  }
  for (const char* type : {"", "text", "/csv", "text/", "text/c v", "te(xt/csv", "text/csv;",
                           "text/csv\r\nX: y", "text/\x7f", "multipart/mixed", "Multipart/x",
                           "text/csv; a=\x7f", "text/csv; a=b\r\nX: y", "text/(x"}) {
    EXPECT_EQ(objection_to({.type = type, .content = "x"}), "InvalidType in Attachments 1") << type;
  }
}

TEST(MimeCheck, WhatHasNoBoundOfItsOwnIsBounded) {
  const std::string longest = "a/" + std::string(config::max_mime_field_size - 2, 'b');
  const std::string longer = longest + 'b';
  EXPECT_EQ(objection_to({.type = longest, .content = "x"}), "fine");
  EXPECT_EQ(objection_to({.type = longer, .content = "x"}), "NameTooLong in Attachments 1");
  EXPECT_EQ(objection_to({.content = "x", .content_id = longer}), "NameTooLong in Attachments 1");
  EXPECT_EQ(objection_to({.content = "x", .language = longer}), "NameTooLong in Attachments 1");
  const std::string language(config::max_mime_field_size, 'b');
  EXPECT_EQ(objection_to({.content = "x", .content_id = longest}), "fine");
  EXPECT_EQ(objection_to({.content = "x", .language = language}), "fine");
  const std::vector<Attachment> most(config::max_parts, Attachment{.content = "x"});
  EXPECT_EQ(objection(MimeContent{.attachments = most}), "fine");
  const std::vector<Attachment> many(config::max_parts + 1U, Attachment{.content = "x"});
  EXPECT_EQ(objection(MimeContent{.attachments = many}),
            "TooManyParts in Attachments " + std::to_string(config::max_parts));
}

TEST(MimeCheck, NamesAndDescriptionsAreHeaderText) {
  EXPECT_EQ(objection_to({.name = "a\nb", .content = "x"}), "LineBreak in Attachments 1");
  EXPECT_EQ(objection_to({.content = "x", .description = "\xff"}), "InvalidUtf8 in Attachments 1");
}

TEST(MimeCheck, AnIdentifierIsOneWordInBracketsOrNot) {
  const auto of_reply = [](std::string_view text) {
    return objection(MimeContent{.in_reply_to = text});
  };
  EXPECT_EQ(of_reply(""), "fine");
  EXPECT_EQ(of_reply("a@b"), "fine");
  EXPECT_EQ(of_reply("<a@b>"), "fine");
  EXPECT_EQ(of_reply("<a>"), "fine");
  EXPECT_EQ(of_reply("a~"), "fine");
  for (const char* text :
       {"<a@b", "<>", "a b", "a<b", "a>b", "<<a>>", "a\nb", "\xc3\xbc", "<a@b >", "a\x7f"}) {
    EXPECT_EQ(of_reply(text), "InvalidIdentifier in InReplyTo") << text;
  }
  const View both[] = {"a@b", "a b"};
  EXPECT_EQ(objection(MimeContent{.references = std::span{both}.last(1)}),
            "InvalidIdentifier in References");
  EXPECT_EQ(objection(MimeContent{.references = both}), "InvalidIdentifier in References 1");
  EXPECT_EQ(objection_to({.content = "x", .content_id = "a b"}),
            "InvalidIdentifier in Attachments 1");
}

TEST(MimeCheck, AnInlinePartHasAnIdentifier) {
  const Attachment unnamed[] = {{.type = "image/png", .content = "x"}};
  EXPECT_EQ(objection(MimeContent{.html = "<p>", .inlines = unnamed}),
            "InvalidIdentifier in Inlines");
  const Attachment named[] = {{.type = "image/png", .content = "x", .content_id = "a@b"}};
  EXPECT_EQ(objection(MimeContent{.html = "<p>", .inlines = named}), "fine");
}

TEST(MimeCheck, CharacterSetsAndLanguagesAreNames) {
  EXPECT_EQ(objection(MimeContent{.charset = ""}), "InvalidType in Charset");
  EXPECT_EQ(objection(MimeContent{.charset = "utf 8"}), "InvalidType in Charset");
  EXPECT_EQ(objection(MimeContent{.charset = "iso-8859-1"}), "fine");
  EXPECT_EQ(objection(MimeContent{.language = "de;en"}), "InvalidType in Language");
  EXPECT_EQ(objection(MimeContent{.language = "de-CH, en"}), "fine");
}

TEST(MimeCheck, ItsOwnHeadersAreNotTheCallers) {
  for (const char* own : {"In-Reply-To", "references", "AUTO-SUBMITTED"}) {
    const Header headers[] = {{.name = "X-Pump", .value = "3"}, {.name = own, .value = "x"}};
    Mail mail{};
    mail.headers = headers;
    EXPECT_EQ(objection(MimeContent{}, mail), "InvalidHeaderName in HeaderName 1") << own;
    const Header alone[] = {{.name = own, .value = "x"}};
    mail.headers = alone;
    EXPECT_EQ(objection(MimeContent{}, mail), "InvalidHeaderName in HeaderName") << own;
  }
}

}  // namespace
}  // namespace postino::test
