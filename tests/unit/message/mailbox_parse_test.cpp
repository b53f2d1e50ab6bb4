// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "codec/address.hpp"
#include "postino/mail.hpp"

namespace postino::test {
namespace {

std::string parsed(std::string_view text) {
  const Mailbox mailbox = Mailbox::parse(text);
  return std::string{mailbox.name} + "|" + std::string{mailbox.address};
}

bool is_invalid(std::string_view text) {
  return detail::check_address(Mailbox::parse(text).address) != Fault::None;
}

TEST(MailboxParse, AnAddressAlone) {
  EXPECT_EQ(parsed("node7@plant.example"), "|node7@plant.example");
  EXPECT_EQ(parsed(" node7@plant.example\t"), "|node7@plant.example");
  EXPECT_EQ(parsed("<node7@plant.example>"), "|node7@plant.example");
  EXPECT_EQ(parsed("\t \tnode7@plant.example \t "), "|node7@plant.example");
  EXPECT_EQ(parsed("\"a <b> c\"@plant.example"), "|\"a <b> c\"@plant.example");
  EXPECT_EQ(parsed("a@[IPv6:::1]"), "|a@[IPv6:::1]");
}

TEST(MailboxParse, ANameAndAnAddress) {
  EXPECT_EQ(parsed("Node 7 <node7@plant.example>"), "Node 7|node7@plant.example");
  EXPECT_EQ(parsed("  Node 7<node7@plant.example> "), "Node 7|node7@plant.example");
  EXPECT_EQ(parsed("\"Ops, on call\" <ops@plant.example>"), "Ops, on call|ops@plant.example");
  EXPECT_EQ(parsed("\"<b>\" <ops@plant.example>"), "<b>|ops@plant.example");
  EXPECT_EQ(parsed("Pumpe für 東京 <ops@plant.example>"), "Pumpe für 東京|ops@plant.example");
  EXPECT_EQ(parsed("A <\"a b>c\"@plant.example>"), "A|\"a b>c\"@plant.example");
  EXPECT_EQ(parsed("\"\" <ops@plant.example>"), "|ops@plant.example");
}

TEST(MailboxParse, WhatIsNoneIsInvalidLater) {
  for (const std::string_view bad :
       {"", " ", "<", ">", "<>", "Node 7", "Node 7 <", "Node 7 <a@b", "a@b> x", "<a@b> x",
        "\"open <a@b.example>", "\"a\\\"b\" <a@b.example>", "a\"b\"c <a@b.example>",
        "x <<a@b.example>>", "x <a@b.example>, y <c@d.example>", "a@b.example, c@d.example"}) {
    EXPECT_TRUE(is_invalid(bad)) << bad << " is " << parsed(bad);
  }
}

TEST(MailboxParse, QuotesAreAroundAllOfANameOrItIsNone) {
  for (const std::string_view bad :
       {"\"Ann\" \"Bob\" <a@b.example>", "\"Ann\" B <a@b.example>", "Ann \"B\" <a@b.example>",
        "\"Ann\"\"Bob\" <a@b.example>", "\"a\\b\" <a@b.example>", "\"a\\\"<b\" <a@b.example>",
        "\"a\\\\\" <a@b.example>", "\\\"a\" <a@b.example>", "\"a>", "\"a\">"}) {
    EXPECT_TRUE(is_invalid(bad)) << bad << " is " << parsed(bad);
    EXPECT_EQ(parsed(bad), "|" + std::string{bad});
  }
}

TEST(MailboxParse, K19AListIsNoMailbox) {
  for (const std::string_view list :
       {"a@x.example, Bob <b@x.example>", "a@x.example; Bob <b@x.example>",
        "a@x.example Bob <b@x.example>", "<a@x.example> <b@x.example>",
        "<a@x.example>, <b@x.example>", "Ann <a@x.example>; Bob <b@x.example>",
        "\"Ann\" <a@x.example>, \"Bob\" <b@x.example>", "a@x.example, \"Bob\" <b@x.example>",
        "a@x.example, b@x.example", "a@x.example;b@x.example", "Team: a@x.example, b@x.example;",
        "Team: Ann <a@x.example>", "Ann <a@x.example> on call", "Smith, Bob <b@x.example>",
        "Ann > <b@x.example>", "Ann \\ <b@x.example>"}) {
    EXPECT_TRUE(is_invalid(list)) << list << " is " << parsed(list);
  }
}

TEST(MailboxParse, K19WhatPeopleTypeInNamesStays) {
  EXPECT_EQ(parsed("J. Doe <j@x.example>"), "J. Doe|j@x.example");
  EXPECT_EQ(parsed("Ann (ops) <a@x.example>"), "Ann (ops)|a@x.example");
  EXPECT_EQ(parsed("[Plant] Ann O'Hara & Co. <a@x.example>"),
            "[Plant] Ann O'Hara & Co.|a@x.example");
  EXPECT_EQ(parsed("\"Smith, Bob; b@x: <1>\" <b@x.example>"), "Smith, Bob; b@x: <1>|b@x.example");
}

TEST(MailboxParse, EveryShortTextComesToAnEnd) {
  constexpr std::string_view letters = "a@<>\"\\ .";
  for (std::size_t number = 0; number < 8U * 8 * 8 * 8 * 8 * 8; ++number) {
    std::string text;
    for (std::size_t left = number; text.size() < 6; left /= 8) text += letters[left % 8];
    const Mailbox mailbox = Mailbox::parse(text);
    ASSERT_LE(mailbox.address.size(), text.size()) << text;
    ASSERT_LE(mailbox.address.size() + mailbox.name.size(), text.size()) << text;
  }
}

}  // namespace
}  // namespace postino::test
