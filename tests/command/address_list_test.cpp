// SPDX-License-Identifier: MIT
#include "address_list.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "codec/address.hpp"

namespace postino::test {
namespace {

using Items = std::vector<std::string_view>;

std::string read(std::string_view text) {
  const demo::Address one = demo::read_address(text);
  return one.name + "|" + one.address;
}

TEST(SplitAddresses, AtCommasAndSemicolons) {
  EXPECT_EQ(demo::split_addresses("a@x.example"), Items({"a@x.example"}));
  EXPECT_EQ(demo::split_addresses("Ann <a@x.example>, Bob <b@x.example>"),
            Items({"Ann <a@x.example>", "Bob <b@x.example>"}));
  EXPECT_EQ(demo::split_addresses("Ann <a@x.example>; b@x.example;\t c@x.example "),
            Items({"Ann <a@x.example>", "b@x.example", "c@x.example"}));
  EXPECT_EQ(demo::split_addresses("a@x.example,b@x.example"),
            Items({"a@x.example", "b@x.example"}));
}

TEST(SplitAddresses, NotWithinQuotesAndBrackets) {
  for (const std::string_view one :
       {"\"Smith, Bob; Jr.\" <b@x.example>", "\"a,b;c\"@x.example", "Bob <\"a,b\"@x.example>",
        "\"Bob \\\"B, \\\" Smith\" <b@x.example>", "<@relay.example,@other.example:b@x.example>"}) {
    EXPECT_EQ(demo::split_addresses(one), Items({one})) << one;
    const std::string twice = std::string{one} + "," + std::string{one};
    EXPECT_EQ(demo::split_addresses(twice), Items({one, one})) << twice;
  }
}

TEST(SplitAddresses, WhatIsLeftOpenReachesToTheEnd) {
  for (const std::string_view one : {"\"Smith, Bob <b@x.example>, c@x.example",
                                     "Bob <b@x.example, c@x.example", "\"a\\\", b@x.example"}) {
    EXPECT_EQ(demo::split_addresses(one), Items({one})) << one;
  }
}

TEST(SplitAddresses, EmptyItemsAreLeftOutUnlessThereIsNothingElse) {
  EXPECT_EQ(demo::split_addresses("a@x.example, ,;b@x.example,"),
            Items({"a@x.example", "b@x.example"}));
  EXPECT_EQ(demo::split_addresses(""), Items({""}));
  EXPECT_EQ(demo::split_addresses(" ; ,"), Items({"; ,"}));
}

TEST(ReadAddress, TheNameAndTheAddress) {
  EXPECT_EQ(read(" a@x.example\t"), "|a@x.example");
  EXPECT_EQ(read("<a@x.example>"), "|a@x.example");
  EXPECT_EQ(read("J. Doe (ops) <j@x.example>"), "J. Doe (ops)|j@x.example");
  EXPECT_EQ(read("\"Smith, Bob\" <b@x.example>"), "Smith, Bob|b@x.example");
  EXPECT_EQ(read("\"Pump \\\"3\\\" \\\\ <x>\" <p@x.example>"), "Pump \"3\" \\ <x>|p@x.example");
  EXPECT_EQ(read("\"a <b> c\"@x.example"), "|\"a <b> c\"@x.example");
}

TEST(ReadAddress, K19AListIsNoAddress) {
  for (const std::string_view list :
       {"a@x.example, Bob <b@x.example>", "a@x.example; Bob <b@x.example>",
        "<a@x.example> <b@x.example>", "\"A\" <a@x.example>, \"B\" <b@x.example>",
        "\"A\", \"B\" <b@x.example>", "Team: a@x.example;", "Ann <a@x.example> on call",
        "\"open <a@x.example>", "a@x.example\r\n, <b@x.example>"}) {
    const std::string address = demo::read_address(list).address;
    EXPECT_NE(detail::check_address(address), Fault::None) << list;
  }
}

TEST(AddressList, K19EverybodyInAListIsARecipient) {
  const std::vector<std::string> texts{"Ann <a@x.example>, \"Smith, Bob\" <b@x.example>",
                                       "c@x.example", "d@x.example; Eve <e@x.example>;"};
  const demo::AddressList list{texts};
  std::string all;
  for (std::size_t index = 0; index < list.recipients().size(); ++index) {
    const Recipient& one = list.recipients()[index];
    all += std::string{one.name} + "|" + std::string{one.address} + "\n";
  }
  EXPECT_EQ(all,
            "Ann|a@x.example\nSmith, Bob|b@x.example\n|c@x.example\n|d@x.example\n"
            "Eve|e@x.example\n");
}

}  // namespace
}  // namespace postino::test
