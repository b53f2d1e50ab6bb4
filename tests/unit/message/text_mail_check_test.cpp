// SPDX-License-Identifier: MIT
// What is invalid, found before an octet is sent, and by which name.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "postino/composer.hpp"
#include "postino/config.hpp"

namespace postino::test {
namespace {

/// A mail each of whose texts can be set.
struct Fields {
  std::array<Recipient, 2> to{{{"a@plant.example"}, {"b@plant.example"}}};
  std::array<Recipient, 3> cc{{{"c@plant.example"}, {"d@plant.example"}, {"e@plant.example"}}};
  std::array<Recipient, 2> bcc{{{"f@plant.example"}, {"g@plant.example"}}};
  std::array<Header, 2> headers{{{"X-One", "1"}, {"X-Two", "2"}}};
  Mail mail{.from = {"node7@plant.example"},
            .reply_to = {"desk@plant.example"},
            .to = std::span<const Recipient>{to},
            .cc = std::span<const Recipient>{cc},
            .bcc = std::span<const Recipient>{bcc},
            .headers = headers};
};

struct Place {
  Field field;
  std::uint16_t index;
  void (*set)(Fields&, std::string_view);
};

const Place header_texts[] = {
    {Field::From, 0, [](Fields& f, std::string_view text) { f.mail.from.name = text; }},
    {Field::Sender, 0, [](Fields& f, std::string_view text) { f.mail.sender.name = text; }},
    {Field::ReplyTo, 0, [](Fields& f, std::string_view text) { f.mail.reply_to.name = text; }},
    {Field::To, 0, [](Fields& f, std::string_view text) { f.to[0].name = text; }},
    {Field::To, 1, [](Fields& f, std::string_view text) { f.to[1].name = text; }},
    {Field::Cc, 2, [](Fields& f, std::string_view text) { f.cc[2].name = text; }},
    {Field::Bcc, 1, [](Fields& f, std::string_view text) { f.bcc[1].name = text; }},
    {Field::Subject, 0, [](Fields& f, std::string_view text) { f.mail.subject = text; }},
    {Field::HeaderValue, 0, [](Fields& f, std::string_view text) { f.headers[0].value = text; }},
    {Field::HeaderValue, 1, [](Fields& f, std::string_view text) { f.headers[1].value = text; }},
};

void expect_objection(const Fields& fields, Fault fault, Field field, std::uint16_t index = 0) {
  const Error error = text_mail.check(fields.mail);
  EXPECT_EQ(name(error.fault), name(fault));
  if (fault == Fault::None) return;
  EXPECT_EQ(name(error.field), name(field));
  EXPECT_EQ(error.index, index);
}

TEST(TextMailCheck, TheOffsetOfADateIsLessThanADay) {
  Fields fields;
  for (const int offset : {-1439, 0, 1439}) {
    fields.mail.date = {.unix_seconds = 1, .utc_offset_minutes = static_cast<std::int16_t>(offset)};
    expect_objection(fields, Fault::None, Field::None);
  }
  for (const int offset : {-32768, -1441, -1440, 1440, 1441, 32767}) {
    fields.mail.date = {.unix_seconds = 1, .utc_offset_minutes = static_cast<std::int16_t>(offset)};
    expect_objection(fields, Fault::InvalidDate, Field::Date);
  }
}

TEST(TextMailCheck, AMailInOrderPasses) {
  const Fields fields;
  expect_objection(fields, Fault::None, Field::None);
}

TEST(TextMailCheck, B126_LineBreaksAndNulAreInvalidInEveryHeaderText) {
  for (const std::string_view bad : {std::string_view{"\r\n"}, std::string_view{"\r"},
                                     std::string_view{"\n"}, std::string_view{"\0", 1}}) {
    for (const auto& [before, after] :
         {std::pair{"", "x"}, std::pair{"x", "y"}, std::pair{"x", ""}, std::pair{"", ""}}) {
      const std::string text = before + std::string{bad} + after;
      for (const Place& place : header_texts) {
        Fields fields;
        place.set(fields, text);
        expect_objection(fields, Fault::LineBreak, place.field, place.index);
      }
    }
  }
}

TEST(TextMailCheck, B129_InvalidUtf8IsAFaultInEveryHeaderText) {
  for (const std::string_view bad :
       {"\xff", "\x80", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "x\xe2\x82", "\xf4\x90\x80\x80"}) {
    for (const Place& place : header_texts) {
      Fields fields;
      place.set(fields, bad);
      expect_objection(fields, Fault::InvalidUtf8, place.field, place.index);
    }
  }
}

TEST(TextMailCheck, EveryUtf8TextPasses) {
  for (const std::string_view good :
       {"\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\t", "\x7f"}) {
    for (const Place& place : header_texts) {
      Fields fields;
      place.set(fields, good);
      expect_objection(fields, Fault::None, Field::None);
    }
  }
}

TEST(TextMailCheck, TheFirstFaultIsNamed) {
  Fields fields;
  fields.mail.subject = "a\nb";
  fields.to[1].name = "\xff";
  fields.headers[0].name = "";
  expect_objection(fields, Fault::InvalidUtf8, Field::To, 1);
}

TEST(TextMailCheck, B139_AHeaderNameIsPrintableAsciiWithoutAColon) {
  for (int value = 0; value < 256; ++value) {
    const bool good = value > ' ' && value < 0x7f && value != ':';
    for (const std::size_t at : {0U, 1U, 2U}) {
      std::string name = "X-Y";
      name[at] = static_cast<char>(value);
      if (name.front() == '.') continue;
      Fields fields;
      fields.headers[1].name = name;
      const Fault fault = good ? Fault::None : Fault::InvalidHeaderName;
      expect_objection(fields, fault, good ? Field::None : Field::HeaderName, good ? 0 : 1);
    }
  }
}

TEST(TextMailCheck, B139_AnEmptyHeaderNameAndOneWithADotInFrontAreInvalid) {
  Fields fields;
  fields.headers[0].name = "";
  expect_objection(fields, Fault::InvalidHeaderName, Field::HeaderName, 0);
  fields.headers[0].name = ".X";
  expect_objection(fields, Fault::InvalidHeaderName, Field::HeaderName, 0);
  fields.headers[0].name = "X.Y";
  expect_objection(fields, Fault::None, Field::None);
}

TEST(TextMailCheck, OurOwnHeadersAreInvalidInAnyCase) {
  for (const std::string_view own :
       {"Date", "FROM", "sender", "Reply-To", "to", "cC", "Bcc", "bcc", "Subject", "message-id",
        "X-Priority", "Importance", "MIME-Version", "Content-Type", "content-transfer-encoding",
        "CONTENT-"}) {
    Fields fields;
    fields.headers[1].name = own;
    expect_objection(fields, Fault::InvalidHeaderName, Field::HeaderName, 1);
  }
  for (const std::string_view other : {"Dat", "Dates", "Content", "X-Content-Type", "Bcc-"}) {
    Fields fields;
    fields.headers[1].name = other;
    expect_objection(fields, Fault::None, Field::None);
  }
}

TEST(TextMailCheck, AHeaderNameIsAtMost76OctetsLong) {
  for (const std::size_t size : {config::max_header_name_size - 1, config::max_header_name_size,
                                 config::max_header_name_size + 1}) {
    const std::string name(size, 'X');
    Fields fields;
    fields.headers[1].name = name;
    const bool good = size <= config::max_header_name_size;
    expect_objection(fields, good ? Fault::None : Fault::HeaderTooLong,
                     good ? Field::None : Field::HeaderName, good ? 0 : 1);
  }
}

TEST(TextMailCheck, TheDomainOfAMessageIdIsAnAsciiName) {
  for (const std::string_view good : {"", "plant.example", "localhost", "a-b.c"}) {
    Fields fields;
    fields.mail.message_id = {.seed = 0x9e3779b97f4a7c15, .domain = good};
    expect_objection(fields, Fault::None, Field::None);
  }
  for (const std::string_view bad :
       {"a b", "a@b", "a>b", ".", "a..b", "a\r\nb", "-a", "a_b", "m\xc3\xbcll.example", "\xff"}) {
    Fields fields;
    fields.mail.message_id = {.seed = 0x9e3779b97f4a7c15, .domain = bad};
    expect_objection(fields, Fault::InvalidName, Field::MessageIdDomain);
  }
}

TEST(TextMailCheck, TheDomainOfAMessageIdIsAtMost255OctetsLong) {
  for (const std::size_t size : {254U, 255U, 256U}) {
    const std::string domain(size, 'd');
    Fields fields;
    fields.mail.message_id = {.seed = 0x9e3779b97f4a7c15, .domain = domain};
    const bool good = size <= config::max_domain_size;
    expect_objection(fields, good ? Fault::None : Fault::NameTooLong,
                     good ? Field::None : Field::MessageIdDomain);
  }
}

}  // namespace
}  // namespace postino::test
