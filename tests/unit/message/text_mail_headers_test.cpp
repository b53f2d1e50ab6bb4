// SPDX-License-Identifier: MIT
// Which headers a mail has, in which order, how they are folded and encoded.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

Mail small_mail() { return {.from = {"node7@plant.example"}, .to = "ops@plant.example"}; }

/// A line over 78 octets is one word that can't be folded.
void expect_folded(const Arrived& mail) {
  for (const std::string& line : mail.header_lines) {
    EXPECT_TRUE(line.size() <= 78 || line.find(' ', 1) == std::string::npos)
        << line.size() << ": " << line;
  }
}

Arrived arrived_from(const Mail& mail, ContentRules rules = {}) {
  EXPECT_EQ(text_mail.check(mail).fault, Fault::None);
  Arrived got = arrived(compose(text_mail, mail, rules).octets);
  expect_folded(got);
  for (const std::string& line : got.header_lines) {
    for (const char octet : line) EXPECT_TRUE(octet >= ' ' && octet < 0x7f) << line;
  }
  return got;
}

std::string subject_after_a_journey(const std::string& subject) {
  Mail mail = small_mail();
  mail.subject = subject;
  return decoded_words(arrived_from(mail).value("Subject"));
}

TEST(TextMailHeaders, TheSmallestMailHasWhatItMust) {
  const Mail mail = small_mail();
  EXPECT_EQ(compose(text_mail, mail).octets,
            "From: node7@plant.example\r\n"
            "To: ops@plant.example\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 7bit\r\n"
            "\r\n");
}

TEST(TextMailHeaders, AllOfThemComeInTheirOrderAndBccDoesNot) {
  const std::array<Header, 2> own{{{"X-Site", "Halle 3"}, {"X-Empty", ""}}};
  Mail mail = small_mail();
  mail.sender = {"gateway@plant.example"};
  mail.reply_to = {"desk@plant.example", "Desk"};
  mail.cc = "chief@plant.example";
  mail.bcc = "hidden@plant.example";
  mail.subject = "Pump 3 stopped";
  mail.date = {.unix_seconds = 1795532400, .utc_offset_minutes = 60};
  mail.message_id = {.seed = 0x123};
  mail.priority = Priority::High;
  mail.headers = own;
  const Arrived got = arrived_from(mail);
  const std::vector<std::string> names = {
      "Date",   "From",    "Sender",       "Reply-To",     "To",
      "Cc",     "Subject", "Message-ID",   "X-Priority",   "Importance",
      "X-Site", "X-Empty", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};
  EXPECT_EQ(got.names(), names);
  EXPECT_EQ(got.value("Sender"), "gateway@plant.example");
  EXPECT_EQ(got.value("Reply-To"), "Desk <desk@plant.example>");
  EXPECT_EQ(got.value("Cc"), "chief@plant.example");
  EXPECT_EQ(got.value("Subject"), "Pump 3 stopped");
  EXPECT_EQ(got.value("X-Site"), "Halle 3");
  EXPECT_EQ(got.value("X-Empty"), "");
}

TEST(TextMailHeaders, B132_BccIsNowhereInTheContent) {
  const std::array<Recipient, 2> hidden{
      {{"secret-one@plant.example", "Secret One"}, {"secret-two@plant.example"}}};
  Mail mail = small_mail();
  mail.bcc = std::span<const Recipient>{hidden};
  mail.subject = "x";
  mail.text = "y";
  const std::string wire = compose(text_mail, mail).octets;
  EXPECT_EQ(wire.find("ecret"), std::string::npos);
  EXPECT_EQ(wire.find("Bcc"), std::string::npos);
  mail.to = Recipients{};
  const Arrived only_hidden = arrived_from(mail);
  EXPECT_EQ(only_hidden.count("To"), 0U);
  EXPECT_EQ(only_hidden.count("Bcc"), 0U);
}

TEST(TextMailHeaders, PriorityIsWrittenUnlessItIsNormal) {
  Mail mail = small_mail();
  EXPECT_EQ(arrived_from(mail).count("X-Priority"), 0U);
  EXPECT_EQ(arrived_from(mail).count("Importance"), 0U);
  mail.priority = Priority::Low;
  EXPECT_EQ(arrived_from(mail).value("X-Priority"), "5");
  EXPECT_EQ(arrived_from(mail).value("Importance"), "low");
  mail.priority = Priority::High;
  EXPECT_EQ(arrived_from(mail).value("X-Priority"), "1");
  EXPECT_EQ(arrived_from(mail).value("Importance"), "high");
}

TEST(TextMailHeaders, B134_WithoutAWallClockThereIsNoDate) {
  Mail mail = small_mail();
  EXPECT_EQ(arrived_from(mail).count("Date"), 0U);
  mail.date = {.unix_seconds = 0, .utc_offset_minutes = 60};
  EXPECT_EQ(arrived_from(mail).count("Date"), 0U) << "an offset alone is no date";
  mail.date = {.unix_seconds = 1};
  EXPECT_EQ(arrived_from(mail).value("Date"), "Thu, 01 Jan 1970 00:00:01 +0000");
}

TEST(TextMailHeaders, PlainSubjectsStayReadable) {
  for (const std::string subject : {"x", "Pump 3 stopped", "a = b ? c", "100% \"sure\" <now>"}) {
    Mail mail = small_mail();
    mail.subject = subject;
    EXPECT_EQ(arrived_from(mail).value("Subject"), subject);
  }
}

TEST(TextMailHeaders, SubjectsThatAReaderWouldChangeAreEncoded) {
  for (const std::string subject : {" x", "x ", "a  b", "\t", "a\tb", " ", "\x7f", "\x1b[31m",
                                    "\xc3\xbc", "=?", "a=?b", "=?utf-8?Q?a?="}) {
    Mail mail = small_mail();
    mail.subject = subject;
    const std::string value = arrived_from(mail).value("Subject");
    EXPECT_EQ(value.substr(0, 10), "=?utf-8?B?");
    EXPECT_EQ(decoded_words(value), subject);
  }
}

TEST(TextMailHeaders, B127_ASubjectThatLooksEncodedArrivesLiterally) {
  EXPECT_EQ(subject_after_a_journey("=?utf-8?B?DQpCY2M6IGE=?="), "=?utf-8?B?DQpCY2M6IGE=?=");
  EXPECT_EQ(subject_after_a_journey("a =?utf-8?B?DQpCY2M6IGE=?= b"),
            "a =?utf-8?B?DQpCY2M6IGE=?= b");
}

TEST(TextMailHeaders, B128_NoCharacterIsEverSplit) {
  for (const char* character : {"\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
    for (std::size_t before = 0; before <= 100; ++before) {
      std::string subject(before, 'x');
      for (int i = 0; i < 60; ++i) subject += character;
      ASSERT_EQ(subject_after_a_journey(subject), subject) << before;
    }
  }
}

TEST(TextMailHeaders, B128_NorBehindAHeaderNameOfAnyLength) {
  std::string value;
  for (int i = 0; i < 40; ++i) value += "\xe2\x82\xac\xc3\xbc";
  for (std::size_t size = 1; size <= 76; ++size) {
    const std::string name(size, 'X');
    const std::array<Header, 1> own{{{name, value}}};
    Mail mail = small_mail();
    mail.headers = own;
    ASSERT_EQ(decoded_words(arrived_from(mail).value(name)), value) << size;
  }
}

TEST(TextMailHeaders, RandomSubjectsArriveAsTheyWere) {
  RandomText random{3};
  for (int i = 0; i < 1000; ++i) {
    const std::string subject = "s" + random.header(250);
    ASSERT_EQ(subject_after_a_journey(subject), subject) << i;
  }
}

TEST(TextMailHeaders, PlainWordsOfEveryLengthAreFolded) {
  for (std::size_t word = 1; word <= 100; ++word) {
    std::string subject;
    for (int i = 0; i < 12; ++i) subject += (i == 0 ? "" : " ") + std::string(word, 'w');
    Mail mail = small_mail();
    mail.subject = subject;
    ASSERT_EQ(arrived_from(mail).value("Subject"), subject) << word;
  }
}

TEST(TextMailHeaders, ALineOf78OctetsIsNotFoldedAndOneOf79Is) {
  Mail mail = small_mail();
  const std::string fits = std::string(34, 'a') + ' ' + std::string(34, 'b');
  mail.subject = fits;
  EXPECT_NE(compose(text_mail, mail).octets.find("Subject: " + fits + "\r\n"), std::string::npos);
  const std::string longer = fits + 'b';
  mail.subject = longer;
  EXPECT_NE(compose(text_mail, mail).octets.find("aa\r\n bb"), std::string::npos);
}

TEST(TextMailHeaders, B138_ALongWordIsFoldedOrEncodedAndNeverOver998) {
  for (const std::size_t size : {69U, 70U, 77U, 78U, 919U, 920U, 921U, 997U, 998U, 999U, 5000U}) {
    const std::string word(size, 'w');
    EXPECT_EQ(subject_after_a_journey(word), word);
    EXPECT_EQ(subject_after_a_journey("a " + word + " b"), "a " + word + " b");
    const std::array<Header, 1> own{{{"X-Long", word}}};
    Mail mail = small_mail();
    mail.headers = own;
    EXPECT_EQ(decoded_words(arrived_from(mail).value("X-Long")), word);
  }
}

}  // namespace
}  // namespace postino::test
