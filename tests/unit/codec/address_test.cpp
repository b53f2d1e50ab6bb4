// SPDX-License-Identifier: MIT
#include "codec/address.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/config.hpp"
#include "support/guarded_page.hpp"

namespace postino::detail {
namespace {

/// Temporaries too, which a View does not borrow. None of them is read on after its end.
Fault fault_of_address(std::string_view address) {
  static const test::GuardedPage page;
  return check_address(page.at_end(address));
}

void expect_valid(std::string_view address) {
  EXPECT_EQ(name(fault_of_address(address)), "None") << address;
}

void expect_invalid(std::string_view address) {
  EXPECT_EQ(name(fault_of_address(address)), "InvalidAddress") << address;
}

TEST(Address, OrdinaryMailboxes) {
  for (const char* address : {"a@b", "node7@plant.example", "first.last@plant.example",
                              "a+tag@b.example", "!#$%&'*+-/=?^_`{|}~@b.example", "7@7.example",
                              "A@B.EXAMPLE", "-@b.example", "_a_@b.example"}) {
    expect_valid(address);
  }
}

TEST(Address, WhatIsNoMailbox) {
  for (const char* address :
       {"",      "@",     "a",     "a@",     "@b",     "a.b.example", "a@@b",   "a@b@c", "a b@c",
        "a@b c", ".a@b",  "a.@b",  "a..b@c", "a@.b",   "a@b.",        "a@b..c", "<a@b>", "a@b>",
        "a,b@c", "a;b@c", "a:b@c", "(a)@b",  "a\tb@c", "a\x7f@b",     "a\\b@c"}) {
    expect_invalid(address);
  }
}

TEST(Address, B093_NothingThatCouldEndTheCommandPasses) {
  for (const std::string_view bad : {std::string_view{"\r"}, std::string_view{"\n"},
                                     std::string_view{"\r\n"}, std::string_view{"\0", 1}}) {
    const std::string address = "node7@plant.example";
    for (std::size_t at = 0; at <= address.size(); ++at) {
      const std::string broken = address.substr(0, at) + std::string{bad} + address.substr(at);
      EXPECT_EQ(fault_of_address(broken), Fault::LineBreak) << at;
    }
  }
  const std::string address = "node7@plant.example";
  for (const char bad : {'>', '<', ' '}) {
    for (std::size_t at = 0; at <= address.size(); ++at) {
      expect_invalid(address.substr(0, at) + bad + address.substr(at));
    }
  }
}

TEST(Address, B094_AQuotedLocalPartWithALineBreakIsInvalid) {
  EXPECT_EQ(fault_of_address("\"a\r\nb\"@c.example"), Fault::LineBreak);
  EXPECT_EQ(fault_of_address("\"a\\\r\\\nb\"@c.example"), Fault::LineBreak);
  EXPECT_EQ(fault_of_address(std::string_view{"\"a\\\0\"@c.example", 15}), Fault::LineBreak);
}

TEST(Address, B095_ALocalPartIsAtMost64OctetsLong) {
  for (const std::size_t size : {63U, 64U, 65U}) {
    const Fault fault = size <= config::max_local_part_size ? Fault::None : Fault::AddressTooLong;
    EXPECT_EQ(fault_of_address(std::string(size, 'a') + "@b.example"), fault) << size;
    EXPECT_EQ(fault_of_address('"' + std::string(size - 2, ' ') + "\"@b.example"), fault) << size;
  }
}

TEST(Address, B095_ADomainIsAtMost255OctetsLong) {
  for (const std::size_t local : {1U, 64U}) {
    for (const std::size_t size : {254U, 255U, 256U}) {
      const std::string address = std::string(local, 'a') + "@" + std::string(size, 'd');
      const Fault fault = size <= config::max_domain_size ? Fault::None : Fault::AddressTooLong;
      EXPECT_EQ(fault_of_address(address), fault) << local << ' ' << size;
    }
  }
}

TEST(Address, QuotedLocalParts) {
  for (const char* address : {"\"a b\"@c", "\"\"@c", "\"a@b\"@c", "\"a\\\"b\"@c", "\"\\\\\"@c",
                              "\" \"@c", "\"<>\"@c", "\"..\"@c", "\"\\a\"@c"}) {
    expect_valid(address);
  }
  for (const char* address :
       {"\"@c", "\"a@c", "a\"@c", "\"a\"b@c", "b\"a\"@c", "\"a\"b\"@c", "\"a\\\"@c", "\"\\\"@c",
        "\"a\tb\"@c", "\"\\\x7f\"@c", "\"a\".b@c", "\"a@b\"", "\"\\\xc3\xbc\"@c"}) {
    expect_invalid(address);
  }
}

TEST(Address, HyphensStandBetweenLettersOrDigits) {
  for (const char* domain : {"a-b", "a--b", "1-2.a-b", "xn--mll-hoa.example", "a-b-c"}) {
    expect_valid(std::string{"x@"} + domain);
    EXPECT_TRUE(is_domain_name(domain)) << domain;
  }
  for (const char* domain : {"-", "-a", "a-", "a.-b", "a-.b", "a.b-", "--", "a.-.b"}) {
    expect_invalid(std::string{"x@"} + domain);
    EXPECT_FALSE(is_domain_name(domain)) << domain;
  }
}

TEST(Address, UnderscoresAreForLocalPartsOnly) {
  expect_valid("a_b@c.example");
  expect_invalid("a@b_c.example");
  expect_invalid("a@_b.example");
}

TEST(Address, Literals) {
  for (const char* literal :
       {"[192.0.2.7]", "[0.0.0.0]", "[255.255.255.255]", "[001.2.3.4]", "[IPv6:2001:db8::1]",
        "[ipv6:2001:DB8::1]", "[IPv6:::]", "[IPv6:::ffff:192.0.2.7]", "[IPv6:1:2:3:4:5:6:7:8]"}) {
    expect_valid(std::string{"x@"} + literal);
  }
  for (const char* literal : {"[]",
                              "[",
                              "]",
                              "[1",
                              "1]",
                              "[1]",
                              "[1.2.3]",
                              "[1.2.3.4.5]",
                              "[256.2.3.4]",
                              "[1.2.3.0004]",
                              "[1..3.4]",
                              "[.1.2.3]",
                              "[1.2.3.]",
                              "[1.2.3.4]x",
                              "x[1.2.3.4]",
                              "[[1.2.3.4]",
                              "[1.2.3.4]]",
                              "[ 1.2.3.4]",
                              "[IPv6:]",
                              "[IPv6:1:2]",
                              "[IPv6:1:2:3:4:5:6:7:8:9]",
                              "[IPv6:g::1]",
                              "[IPv6:fe80::1%1]",
                              "[2001:db8::1]",
                              "[IPv6",
                              "[\xc3\xbc]",
                              "[a@b]",
                              "[1.2.3.4].example",
                              "[x-tag:1]"}) {
    expect_invalid(std::string{"x@"} + literal);
  }
}

TEST(Address, Utf8MayStandInAllButTheLiteral) {
  expect_valid("j\xc3\xbcrgen@m\xc3\xbcller.example");
  expect_valid("\"\xe2\x82\xac \xf0\x9f\x98\x80\"@\xe4\xbe\x8b.example");
  for (const char* bad : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\x80"}) {
    expect_invalid(std::string{bad} + "@b");
    expect_invalid(std::string{"a@"} + bad);
    expect_invalid("\"" + std::string{bad} + "\"@b");
  }
  expect_invalid(
      "a\xc3@\xbc"
      "b");
}

TEST(Address, TheFirstAndTheLastOctetOfUtf8AreAsAnyOther) {
  for (const char* const text : {"\xc2\x80@d.example", "a@\xc2\x80.example", "\xdf\xbf@d.example",
                                 "\xf4\x8f\xbf\xbf@d.example", "a@\xf0\x90\x80\x80.example"}) {
    EXPECT_EQ(detail::check_address(text), Fault::None) << text;
  }
  for (const char* const text : {"\x80@d.example", "a@\x80.example", "\xc2@d.example"}) {
    EXPECT_EQ(detail::check_address(text), Fault::InvalidAddress) << text;
  }
}

TEST(Address, ADomainNameIsLabelsJoinedByDots) {
  for (const char* domain : {"a", "localhost", "a.b.c", "7", "\xc3\xbc.example"}) {
    EXPECT_TRUE(is_domain_name(domain)) << domain;
  }
  for (const char* domain : {"", ".", "a.", ".a", "a..b", "a b", "a@b", "[1]", "a:b", "a/b"}) {
    EXPECT_FALSE(is_domain_name(domain)) << domain;
  }
}

}  // namespace
}  // namespace postino::detail
