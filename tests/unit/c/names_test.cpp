// SPDX-License-Identifier: MIT
// Names, and the functions that are no more than one of C++.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "postino.h"
#include "postino/postino.hpp"

namespace postino::test {
namespace {

using std::string;

string said(postino_text text) { return {text.data, text.size}; }

template <class Enumeration>
void expect_names(postino_text (*name_in_c)(unsigned), Enumeration last) {
  const auto end = static_cast<unsigned>(last);
  for (unsigned number = 0; number <= end; ++number) {
    EXPECT_EQ(said(name_in_c(number)), name(static_cast<Enumeration>(number)));
  }
  EXPECT_EQ(said(name_in_c(end + 1)), "");
  EXPECT_EQ(said(name_in_c(255)), "");
  EXPECT_EQ(said(name_in_c(0x10001)), "");
}

TEST(CNames, AreThoseOfCpp) {
  expect_names(postino_outcome_name, Outcome::Unsafe);
  expect_names(postino_phase_name, Phase::Quit);
  expect_names(postino_fault_name, Fault::ServerNotAuthentic);
  expect_names(postino_field_name, Field::Lmtp);
}

TEST(CNames, OfWhatOnlyCCanDoWrong) {
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_NULL_POINTER)), "NullPointer");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_STORAGE_TOO_SMALL)), "StorageTooSmall");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_INVALID_ENUMERATOR)), "InvalidEnumerator");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_NOT_IDLE)), "NotIdle");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_NOT_INITIALISED)), "NotInitialised");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_ALREADY_INITIALISED)), "AlreadyInitialised");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_NULL_POINTER - 1)), "");
  EXPECT_EQ(said(postino_fault_name(POSTINO_FAULT_ALREADY_INITIALISED + 1)), "");
}

TEST(CText, OfAStringEndsAtItsNul) {
  EXPECT_EQ(said(postino_text_of("pump 3")), "pump 3");
  EXPECT_EQ(postino_text_of("").size, 0U);
  EXPECT_EQ(postino_text_of(nullptr).size, 0U);
  EXPECT_EQ(postino_text_of(nullptr).data, nullptr);
}

TEST(CText, IsEscaped) {
  std::array<char, 16> into{};
  const postino_text text = POSTINO_TEXT("a\\\r");
  const std::size_t size = postino_escape(text, into.data(), into.size());
  EXPECT_EQ(string(into.data(), size), "a\\x5C\\x0D");
  EXPECT_EQ(postino_escape(text, nullptr, 16), 0U);
  EXPECT_EQ(postino_escape({nullptr, 3}, into.data(), into.size()), 0U);
}

TEST(CMailbox, IsParsed) {
  const postino_mailbox parsed =
      postino_mailbox_parse(POSTINO_TEXT("Node 7 <node7@plant.example>"));
  EXPECT_EQ(said(parsed.address), "node7@plant.example");
  EXPECT_EQ(said(parsed.name), "Node 7");
  EXPECT_EQ(postino_mailbox_parse({nullptr, 3}).name.size, 0U);
}

TEST(CMessageId, IsThatOfCpp) {
  postino_mail mail = POSTINO_MAIL_INIT;
  mail.from.address = POSTINO_TEXT("node7@plant.example");
  mail.message_id.seed = 0x123456789abcdef0;
  const Mail same{.from = {"node7@plant.example"}, .message_id = {.seed = 0x123456789abcdef0}};
  std::array<char, 100> of_c{}, of_cpp{};
  const std::size_t size = message_id(same, of_cpp);
  ASSERT_GT(size, 0U);
  EXPECT_EQ(postino_message_id_write(&mail, of_c.data(), of_c.size()), size);
  EXPECT_EQ(of_c, of_cpp);
  EXPECT_EQ(postino_message_id_write(nullptr, of_c.data(), of_c.size()), 0U);
  EXPECT_EQ(postino_message_id_write(&mail, nullptr, 100), 0U);
  mail.from.address.data = nullptr;
  EXPECT_EQ(postino_message_id_write(&mail, of_c.data(), of_c.size()), 0U);
}

TEST(CComposers, AreThoseOfCpp) {
  EXPECT_EQ(static_cast<const void*>(postino_text_mail()), &text_mail);
  EXPECT_EQ(static_cast<const void*>(postino_plain_text()), &plain_text);
  EXPECT_EQ(static_cast<const void*>(postino_raw_mail()), &raw_mail);
}

TEST(CMechanisms, AreThoseOfCpp) {
  EXPECT_EQ(static_cast<const void*>(postino_plain()), &sasl::plain);
  EXPECT_EQ(static_cast<const void*>(postino_login_mechanism()), &sasl::login);
  EXPECT_EQ(static_cast<const void*>(postino_oauth_bearer()), &sasl::oauth_bearer);
  EXPECT_EQ(static_cast<const void*>(postino_xoauth2()), &sasl::xoauth2);
  EXPECT_EQ(static_cast<const void*>(postino_external()), &sasl::external);
}

TEST(CExtensions, AreThoseOfCpp) {
  EXPECT_EQ(static_cast<const void*>(postino_chunking()), &extension::chunking);
  EXPECT_EQ(static_cast<const void*>(postino_eager_chunking()), &extension::eager_chunking);
  EXPECT_EQ(static_cast<const void*>(postino_binary_mime()), &extension::binary_mime);
  EXPECT_EQ(static_cast<const void*>(postino_dsn_extension()), &extension::dsn);
  EXPECT_EQ(static_cast<const void*>(postino_mt_priority_extension()), &extension::mt_priority);
  EXPECT_EQ(static_cast<const void*>(postino_smtp_utf8_extension()), &extension::smtp_utf8);
  EXPECT_EQ(static_cast<const void*>(postino_require_tls_extension()), &extension::require_tls);
  EXPECT_EQ(static_cast<const void*>(postino_submitted_by_extension()), &extension::submitted_by);
}

}  // namespace
}  // namespace postino::test
