// SPDX-License-Identifier: MIT
// What plain_text does not write, found before an octet is sent, and by which name.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "postino/composer.hpp"
#include "postino/config.hpp"

namespace postino::test {
namespace {

using std::string_literals::operator""s;

const std::array<Header, 1> own_header{{{"X-One", "1"}}};
const std::array<Recipient, 2> with_a_name{{{"a@plant.example"}, {"b@plant.example", "Bob"}}};
const Recipient one_with_a_name{"b@plant.example", "Bob"};
const std::array<Recipient, 2> with_utf8{{{"a@plant.example"}, {"b@pl\xc3\xa4nt.example"}}};

/// "NotForThisComposer in To 1" of a message that `set` changed.
std::string objection(void (*set)(Mail& mail)) {
  Mail mail{.from = {"node7@plant.example"},
            .to = "a@plant.example",
            .cc = "c@plant.example",
            .bcc = "d@plant.example",
            .subject = "Pump 3 stopped",
            .text = "Dry run."};
  set(mail);
  const Error error = plain_text.check(mail);
  std::string what{name(error.fault)};
  if (error.fault == Fault::None) return what;
  what += " in " + std::string{name(error.field)};
  return error.index == 0 ? what : what + " " + std::to_string(error.index);
}

std::string subject_objection(const std::string& subject) {
  Mail mail{.from = {"node7@plant.example"}, .to = "a@plant.example"};
  mail.subject = subject;
  const Error error = plain_text.check(mail);
  if (error.fault != Fault::None) {
    EXPECT_EQ(name(error.field), "Subject");
  }
  return std::string{name(error.fault)};
}

TEST(PlainTextCheck, AMessageInOrderPasses) {
  EXPECT_EQ(objection([](Mail&) {}), "None");
  EXPECT_EQ(objection([](Mail& mail) { mail.priority = Priority::High; }), "None");
}

TEST(PlainTextCheck, AFieldThatItDoesNotWriteIsInvalidByName) {
  EXPECT_EQ(objection([](Mail& mail) { mail.sender = {"gateway@plant.example"}; }),
            "NotForThisComposer in Sender");
  EXPECT_EQ(objection([](Mail& mail) { mail.reply_to = {"desk@plant.example"}; }),
            "NotForThisComposer in ReplyTo");
  EXPECT_EQ(objection([](Mail& mail) { mail.date = {.unix_seconds = 1}; }),
            "NotForThisComposer in Date");
  EXPECT_EQ(objection([](Mail& mail) { mail.date = {.utc_offset_minutes = 60}; }),
            "NotForThisComposer in Date");
  EXPECT_EQ(objection([](Mail& mail) { mail.message_id = {.seed = 1}; }),
            "NotForThisComposer in MessageIdDomain");
  EXPECT_EQ(objection([](Mail& mail) { mail.message_id.domain = "plant.example"; }),
            "NotForThisComposer in MessageIdDomain");
  EXPECT_EQ(objection([](Mail& mail) { mail.headers = own_header; }),
            "NotForThisComposer in HeaderName");
}

TEST(PlainTextCheck, ADisplayNameIsInvalidByItsMailbox) {
  EXPECT_EQ(objection([](Mail& mail) { mail.from.name = "Node"; }), "NotForThisComposer in From");
  EXPECT_EQ(objection([](Mail& mail) { mail.sender.name = "Node"; }),
            "NotForThisComposer in Sender");
  EXPECT_EQ(objection([](Mail& mail) { mail.reply_to.name = "Desk"; }),
            "NotForThisComposer in ReplyTo");
  EXPECT_EQ(objection([](Mail& mail) { mail.to = one_with_a_name; }), "NotForThisComposer in To");
  EXPECT_EQ(objection([](Mail& mail) { mail.cc = one_with_a_name; }), "NotForThisComposer in Cc");
  EXPECT_EQ(objection([](Mail& mail) { mail.bcc = one_with_a_name; }), "NotForThisComposer in Bcc");
  EXPECT_EQ(objection([](Mail& mail) { mail.to = with_a_name; }), "NotForThisComposer in To 1");
  EXPECT_EQ(objection([](Mail& mail) { mail.cc = with_a_name; }), "NotForThisComposer in Cc 1");
  EXPECT_EQ(objection([](Mail& mail) { mail.bcc = with_a_name; }), "NotForThisComposer in Bcc 1");
}

TEST(PlainTextCheck, AnAddressThatIsNotAsciiIsInvalidByItsMailbox) {
  EXPECT_EQ(objection([](Mail& mail) { mail.from.address = "n\xc3\xb6@plant.example"; }),
            "NotForThisComposer in From");
  EXPECT_EQ(objection([](Mail& mail) { mail.cc = with_utf8; }), "NotForThisComposer in Cc 1");
}

TEST(PlainTextCheck, ASubjectIsPrintableAscii) {
  for (int value = 0; value < 256; ++value) {
    const char octet = static_cast<char>(value);
    const bool breaks = octet == '\r' || octet == '\n' || octet == '\0';
    const bool plain = value >= ' ' && value < 0x7f;
    EXPECT_EQ(subject_objection("Pump"s + octet + "3"), breaks  ? "LineBreak"
                                                        : plain ? "None"
                                                                : "NotForThisComposer")
        << value;
  }
  EXPECT_EQ(subject_objection("a\r\nBcc: c@d.example"), "LineBreak");
  EXPECT_EQ(subject_objection("\xc3\xbc\n"), "LineBreak");
}

TEST(PlainTextCheck, ASubjectHasABound) {
  const std::size_t most = config::max_plain_subject_size;
  EXPECT_EQ(subject_objection(std::string(most - 1, 'x')), "None");
  EXPECT_EQ(subject_objection(std::string(most, 'x')), "None");
  EXPECT_EQ(subject_objection(std::string(most + 1, 'x')), "HeaderTooLong");
  EXPECT_EQ(subject_objection(std::string(most + 1, ' ')), "HeaderTooLong");
}

TEST(PlainTextCheck, ANulInTheTextIsInvalid) {
  Mail mail{.from = {"node7@plant.example"}, .to = "a@plant.example"};
  const std::string text = "a\0b"s;
  mail.text = text;
  const Error error = plain_text.check(mail);
  EXPECT_EQ(name(error.fault), "LineBreak");
  EXPECT_EQ(name(error.field), "Text");
}

}  // namespace
}  // namespace postino::test
