// SPDX-License-Identifier: MIT
// RFC 5322 3.4: people and their names.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

constexpr std::string_view address = "node7@plant.example";

/// What stands before <address>, as a reader sees it: quoted, encoded or bare.
std::string read_name(const std::string& mailbox, std::string_view expected_address) {
  const std::string end = " <" + std::string{expected_address} + ">";
  if (mailbox.size() < end.size() || mailbox.substr(mailbox.size() - end.size()) != end) {
    ADD_FAILURE() << mailbox;
    return {};
  }
  const std::string phrase = mailbox.substr(0, mailbox.size() - end.size());
  if (phrase.empty() || phrase.front() != '"') return decoded_words(phrase);
  EXPECT_GE(phrase.size(), 2U);
  EXPECT_EQ(phrase.back(), '"');
  std::string name;
  for (std::size_t i = 1; i + 1 < phrase.size(); ++i) {
    EXPECT_NE(phrase[i], '"') << "a quote ends the name early: " << phrase;
    if (phrase[i] == '\\') ++i;
    EXPECT_LT(i + 1, phrase.size());
    name += phrase[i];
  }
  return name;
}

std::string from_line(const std::string& name) {
  const Mail mail{.from = {address, name}, .to = "ops@plant.example"};
  EXPECT_EQ(text_mail.check(mail).fault, Fault::None);
  const Arrived got = arrived(compose(text_mail, mail).octets);
  for (const std::string& line : got.header_lines) EXPECT_LE(line.size(), 78U) << line;
  return got.value("From");
}

TEST(Mailboxes, AtomsGoAsTheyAre) {
  EXPECT_EQ(from_line("Pump 3"), "Pump 3 <node7@plant.example>");
  EXPECT_EQ(from_line("P"), "P <node7@plant.example>");
}

TEST(Mailboxes, SpecialsAreQuoted) {
  EXPECT_EQ(from_line("Pump, No. 3"), "\"Pump, No. 3\" <node7@plant.example>");
  EXPECT_EQ(from_line("a@b <c>"), "\"a@b <c>\" <node7@plant.example>");
  EXPECT_EQ(from_line("(x)"), "\"(x)\" <node7@plant.example>");
}

TEST(Mailboxes, QuotesAndBackslashesAreEscaped) {
  EXPECT_EQ(from_line("Pump \"3\""), "\"Pump \\\"3\\\"\" <node7@plant.example>");
  EXPECT_EQ(from_line("C:\\"), "\"C:\\\\\" <node7@plant.example>");
  EXPECT_EQ(from_line("\""), "\"\\\"\" <node7@plant.example>");
}

TEST(Mailboxes, WhatIsNotAsciiOrWouldChangeIsEncoded) {
  for (const std::string name : {"Leitwarte S\xc3\xbc"
                                 "d",
                                 "a  b", " a", "a ", "a\tb", "=?x?="}) {
    const std::string line = from_line(name);
    EXPECT_EQ(line.substr(0, 10), "=?utf-8?B?");
    EXPECT_EQ(read_name(line, address), name);
  }
}

TEST(Mailboxes, NamesOfEveryLengthArriveWholeAndFolded) {
  for (const std::string piece : {"ab ", "a, ", "\"\\", "\xc3\xbc", "\xe2\x82\xac "}) {
    std::string name;
    while (name.size() <= 200) {
      name += piece;
      std::string shown = name;
      while (!shown.empty() && shown.back() == ' ') shown.pop_back();
      ASSERT_EQ(read_name(from_line(shown), address), shown);
    }
  }
}

TEST(Mailboxes, ANameOf200OctetsWithoutABlankIsOneWord) {
  const std::string name(200, 'n');
  const Mail mail{.from = {address, name}, .to = "ops@plant.example"};
  EXPECT_EQ(read_name(arrived(compose(text_mail, mail).octets).value("From"), address), name);
}

TEST(Mailboxes, RandomNamesArriveAsTheyWere) {
  RandomText random{4};
  for (int i = 0; i < 1000; ++i) {
    const std::string name = "N" + random.header(i % 2 == 0 ? 20 : 120);
    const Mail mail{.from = {address, name}, .to = "ops@plant.example"};
    ASSERT_EQ(read_name(arrived(compose(text_mail, mail).octets).value("From"), address), name);
  }
}

TEST(Mailboxes, ANameWithoutAnAddressIsNotWritten) {
  const Mail mail{.from = {address}, .reply_to = {"", "Desk"}, .to = "ops@plant.example"};
  EXPECT_EQ(arrived(compose(text_mail, mail).octets).count("Reply-To"), 0U);
}

TEST(Mailboxes, ManyRecipientsAreOneFoldedHeader) {
  std::vector<std::string> addresses;
  for (int i = 0; i < 100; ++i) {
    addresses.push_back("operator" + std::to_string(i * 37) + "@plant.example");
  }
  std::vector<Recipient> to;
  std::string expected;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const bool named = i % 3 == 0;
    to.push_back({addresses[i], named ? "Shift A" : ""});
    expected += (i == 0 ? "" : ", ") + (named ? "Shift A <" + addresses[i] + ">" : addresses[i]);
  }
  const Mail mail{.from = {address}, .to = std::span<const Recipient>{to}};
  const Arrived got = arrived(compose(text_mail, mail, {}, 16).octets);
  EXPECT_EQ(got.value("To"), expected);
  for (const std::string& line : got.header_lines) EXPECT_LE(line.size(), 78U) << line;
}

TEST(Mailboxes, TheLongestAddressStandsOnALineOfItsOwn) {
  const std::string longest = std::string(64, 'l') + "@" + std::string(255, 'd');
  const Recipient to[] = {{longest, "Somebody, somewhere"}, {longest}};
  const Mail mail{.from = {longest, "N"}, .to = std::span<const Recipient>{to}};
  const Arrived got = arrived(compose(text_mail, mail).octets);
  EXPECT_EQ(got.value("From"), "N <" + longest + ">");
  EXPECT_EQ(got.value("To"), "\"Somebody, somewhere\" <" + longest + ">, " + longest);
}

}  // namespace
}  // namespace postino::test
