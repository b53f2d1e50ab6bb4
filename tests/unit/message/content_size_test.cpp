// SPDX-License-Identifier: MIT
// Texts of more octets than 32 bits count. None is read: there is no such memory.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/count.hpp"
#include "postino/composer.hpp"
#include "postino/config.hpp"
#include "postino/mime.hpp"

namespace postino::test {
namespace {

constexpr std::size_t four_gib = std::size_t{1} << 32;
constexpr char few[] = "Subject: x";

View pretended(std::size_t size) { return std::string_view{few, size}; }

Mail mail_with(const Text& text) {
  return {.from = {"a@b.example"}, .to = "c@d.example", .text = text};
}

std::string objection(const Error& error) {
  if (error.fault == Fault::None) return "None";
  return std::string{name(error.fault)} + " in " + std::string{name(error.field)};
}

TEST(ContentSize, K13_ATextThatCanNotBeCountedIsInvalid) {
  const MimeComposer mime{MimeContent{}};
  for (const std::size_t size : {four_gib - 1, four_gib, four_gib + 142, SIZE_MAX}) {
    const Mail mail = mail_with(pretended(size));
    for (const Composer* const composer :
         {static_cast<const Composer*>(&text_mail), static_cast<const Composer*>(&plain_text),
          static_cast<const Composer*>(&raw_mail), static_cast<const Composer*>(&mime)}) {
      EXPECT_EQ(objection(composer->check(mail)), "ContentTooLarge in Text") << size;
    }
    const MimeComposer html{MimeContent{.html = pretended(size)}};
    EXPECT_EQ(objection(html.check(mail_with("x"))), "ContentTooLarge in Text") << size;
  }
  const Mail most = mail_with(pretended(config::max_content_size));
  EXPECT_EQ(text_mail.check(most).fault, Fault::None);
  EXPECT_EQ(mime.check(most).fault, Fault::None);
}

TEST(ContentSize, K13_NorIsAPart) {
  for (const std::size_t size : {std::size_t{config::max_content_size}, four_gib - 1, four_gib}) {
    const Attachment files[] = {{.content = "x"}, {.content = pretended(size), .content_id = "a"}};
    const bool fine = size <= config::max_content_size;
    const MimeComposer attached{MimeContent{.attachments = files}};
    const Error error = attached.check(mail_with("x"));
    EXPECT_EQ(objection(error), fine ? "None" : "ContentTooLarge in Attachments");
    EXPECT_EQ(error.index, fine ? 0 : 1);
    const Attachment pictures[] = {{.content = pretended(size), .content_id = "a"}};
    const MimeComposer shown{MimeContent{.inlines = pictures}};
    EXPECT_EQ(objection(shown.check(mail_with("x"))), fine ? "None" : "ContentTooLarge in Inlines");
  }
}

TEST(ContentSize, K13_NorIsAHeader) {
  for (const std::size_t size :
       {std::size_t{config::max_content_size} / 8 + 1, four_gib, four_gib + 142}) {
    Mail mail = mail_with("x");
    mail.subject = pretended(size);
    EXPECT_EQ(objection(text_mail.check(mail)), "ContentTooLarge in Subject") << size;
    mail.subject = {};
    mail.from.name = pretended(size);
    EXPECT_EQ(objection(text_mail.check(mail)), "ContentTooLarge in From") << size;
    mail.from.name = {};
    const Header own[] = {{"X-Log", pretended(size)}};
    mail.headers = own;
    EXPECT_EQ(objection(text_mail.check(mail)), "ContentTooLarge in HeaderValue") << size;
  }
}

TEST(ContentSize, K13_WhatIsDeclaredDoesNotComeRoundAgain) {
  static_assert(detail::declared_size(142) == 142);
  static_assert(detail::declared_size(four_gib - 2) == 0xfffffffe);
  static_assert(detail::declared_size(four_gib - 1) == Source::unknown_size);
  static_assert(detail::declared_size(four_gib + 142) == Source::unknown_size);
  static_assert(detail::declared_size(SIZE_MAX) == Source::unknown_size);
}

}  // namespace
}  // namespace postino::test
