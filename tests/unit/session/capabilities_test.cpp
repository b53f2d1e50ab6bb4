// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.1: what a reply to EHLO offers, and what it only seems to.
#include "session/capabilities.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postino/extension.hpp"
#include "postino/mechanism.hpp"
#include "unit/session/offer.hpp"

namespace postino::test {
namespace {

using detail::Capabilities;

constexpr unsigned plain = 1;
constexpr unsigned login = 2;

TEST(Capabilities, NothingIsOfferedBeforeAnythingIsRead) { EXPECT_EQ(Offer{}, offer_of("")); }

TEST(Capabilities, EachKeywordIsKnown) {
  EXPECT_EQ(offer({"STARTTLS"}).keywords, "STARTTLS");
  EXPECT_EQ(offer({"PIPELINING"}).keywords, "PIPELINING");
  EXPECT_EQ(offer({"8BITMIME"}).keywords, "8BITMIME");
  EXPECT_EQ(offer({"SMTPUTF8"}).keywords, "SMTPUTF8");
  EXPECT_EQ(offer({"SIZE"}).keywords, "SIZE");
  EXPECT_EQ(offer({"AUTH PLAIN"}).keywords, "AUTH");
}

TEST(Capabilities, AnOrdinaryServerOffersThemAll) {
  const Offer all = offer({"PIPELINING", "SIZE 10240000", "ETRN", "STARTTLS", "AUTH PLAIN LOGIN",
                           "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "SMTPUTF8", "CHUNKING"});
  EXPECT_EQ(all.keywords, "STARTTLS PIPELINING 8BITMIME SMTPUTF8 SIZE AUTH");
  EXPECT_EQ(all.size_limit, 10240000U);
  EXPECT_EQ(all.mechanisms, plain | login);
}

TEST(Capabilities, B020_ABareReplyOffersNothing) {
  EXPECT_EQ(offer_of("\n"), Offer{});
  EXPECT_EQ(offer_of("mail.example\n"), Offer{});
}

TEST(Capabilities, WhatDiffersFromADigitByCaseIsNone) {
  EXPECT_EQ(offer_of("mail.example\n\x18"
                     "BITMIME\nSMTPUTF\x18\nSIZE 1\n"),
            offer_of("mail.example\nSIZE 1\n"));
}

TEST(Capabilities, EachOctetThatIsNoDigitMakesALimitNone) {
  for (int value = 0x21; value < 0x7f; ++value) {
    const char octet = static_cast<char>(value);
    const std::string line = std::string{"SIZE 1"} + octet;
    const bool digit = octet >= '0' && octet <= '9';
    EXPECT_EQ(offer({line}).size_limit, digit ? 10U + static_cast<unsigned>(octet - '0') : 0U)
        << line;
  }
}

TEST(Capabilities, AWordThatIsTooLongLeavesTheLimitAlone) {
  const std::string long_word(30, 'X');
  EXPECT_EQ(offer({"SIZE 4000000000", long_word}).size_limit, 4000000000U);
}

TEST(Capabilities, B023_AKeywordInsideAnotherIsNotIt) {
  for (const std::string_view line : {"STARTTLSX", "XSTARTTLS", "STARTTL", "STARTTLS=1",
                                      "STARTTLS.", "START TLS", "X STARTTLS", "-STARTTLS"}) {
    EXPECT_EQ(offer({line}).keywords, "") << line;
  }
}

TEST(Capabilities, B024_CaseDoesNotMatter) {
  EXPECT_EQ(offer({"starttls"}).keywords, "STARTTLS");
  EXPECT_EQ(offer({"StArTtLs", "8BitMime"}).keywords, "STARTTLS 8BITMIME");
  EXPECT_EQ(offer({"auth plain Login"}).mechanisms, plain | login);
  EXPECT_EQ(offer({"size 77"}).size_limit, 77U);
}

TEST(Capabilities, B025_TheFirstLineGreetsAndOffersNothing) {
  EXPECT_EQ(offer_of("STARTTLS\n"), Offer{});
  EXPECT_EQ(offer_of("AUTH PLAIN\n"), Offer{});
  EXPECT_EQ(offer_of("AUTH=PLAIN\n"), Offer{});
  EXPECT_EQ(offer_of("SIZE 1000\n"), Offer{});
  EXPECT_EQ(offer_of("mail.example STARTTLS\n"), Offer{});
  EXPECT_EQ(offer_of("STARTTLS\nPIPELINING\n").keywords, "PIPELINING");
}

TEST(Capabilities, B026_TheOldFormOfAuthIsReadToo) {
  EXPECT_EQ(offer({"AUTH=PLAIN"}).mechanisms, plain);
  EXPECT_EQ(offer({"AUTH=LOGIN PLAIN"}).mechanisms, plain | login);
  EXPECT_EQ(offer({"auth=login"}).mechanisms, login);
  EXPECT_EQ(offer({"AUTH=LOGIN PLAIN"}).keywords, "AUTH");
}

TEST(Capabilities, B026_BothFormsAreOneOffer) {
  EXPECT_EQ(offer({"AUTH PLAIN", "AUTH=LOGIN PLAIN"}), offer({"AUTH PLAIN LOGIN"}));
  EXPECT_EQ(offer({"AUTH=LOGIN", "AUTH PLAIN"}), offer({"AUTH PLAIN LOGIN"}));
  EXPECT_EQ(offer({"AUTH PLAIN", "AUTH PLAIN"}), offer({"AUTH PLAIN"}));
}

TEST(Capabilities, AnEqualsSignElsewhereIsPartOfItsWord) {
  EXPECT_EQ(offer({"AUTH PLAIN=LOGIN"}).mechanisms, 0U);
  EXPECT_EQ(offer({"AUTH XAUTH=PLAIN"}).mechanisms, 0U);
  EXPECT_EQ(offer({"XAUTH=PLAIN"}), Offer{});
  EXPECT_EQ(offer({"SIZE=1000"}), Offer{});
}

TEST(Capabilities, B027_BlanksAndTabsInAnyNumberSeparate) {
  EXPECT_EQ(offer({"AUTH  PLAIN\tLOGIN"}).mechanisms, plain | login);
  EXPECT_EQ(offer({"AUTH\t \tLOGIN \t"}).mechanisms, login);
  EXPECT_EQ(offer({"SIZE \t 500 "}).size_limit, 500U);
  EXPECT_EQ(offer({"STARTTLS ", "PIPELINING\t"}).keywords, "STARTTLS PIPELINING");
}

TEST(Capabilities, B028_AMechanismInsideAnotherIsNotIt) {
  const Offer seen = offer({"AUTH XPLAINX PLAINX XPLAIN PLAI LOGIN-PLAIN"});
  EXPECT_EQ(seen.keywords, "AUTH");
  EXPECT_EQ(seen.mechanisms, 0U);
}

TEST(Capabilities, AMechanismThatIsNotBehindAuthIsNotOffered) {
  EXPECT_EQ(offer({"PLAIN", "LOGIN"}), Offer{});
  EXPECT_EQ(offer({"AUTH", "PLAIN"}).mechanisms, 0U);
  EXPECT_EQ(offer({"X-AUTH PLAIN", "SIZE PLAIN", "STARTTLS LOGIN"}).mechanisms, 0U);
}

TEST(Capabilities, AuthWithoutMechanismsIsOfferedAllTheSame) {
  EXPECT_EQ(offer({"AUTH"}).keywords, "AUTH");
  EXPECT_EQ(offer({"AUTH="}).keywords, "AUTH");
  EXPECT_EQ(offer({"AUTH="}).mechanisms, 0U);
}

TEST(Capabilities, B029_AnAuthLineOf300OctetsIsReadToItsEnd) {
  std::string line = "AUTH";
  while (line.size() < 300 - 6) line += " X-MECHANISM";
  EXPECT_EQ(offer({line + " LOGIN"}).mechanisms, login);
}

TEST(Capabilities, B029_AWordOfAnyLengthIsPassedOver) {
  for (const std::size_t size : {19U, 20U, 21U, 22U, 255U, 256U, 257U, 300U, 12000U}) {
    const std::string word(size, 'X');
    EXPECT_EQ(offer({word, "STARTTLS"}).keywords, "STARTTLS") << size;
    EXPECT_EQ(offer({"AUTH " + word + " PLAIN"}).mechanisms, plain) << size;
  }
}

TEST(Capabilities, AWordThatIsTooLongOffersNoExtension) {
  for (const std::size_t size : {20U, 21U, 22U, 300U}) {
    const std::string word(size, 'X');
    const Keyword extension{word.c_str()};
    const Extension* const list[] = {&extension};
    Server server{};
    server.extensions = list;
    Capabilities capabilities;
    for (const char octet : "mail.example\n" + word + "\n") capabilities.read(octet, server);
    EXPECT_EQ(capabilities.extensions(), size == 20 ? 1U : 0U) << size;
  }
}

TEST(Capabilities, AWordThatOnlyBeginsAsAKnownOneIsPassedOverHoweverLongItIs) {
  for (const std::size_t size : {13U, 14U, 15U, 40U, 248U, 300U}) {
    EXPECT_EQ(offer({"STARTTLS" + std::string(size, 'S')}).keywords, "") << size;
    EXPECT_EQ(offer({std::string(size, 'S') + "STARTTLS"}).keywords, "") << size;
    EXPECT_EQ(offer({"AUTH PLAIN" + std::string(size, 'N')}).mechanisms, 0U) << size;
  }
}

TEST(Capabilities, AnEmptyLineOffersNothing) {
  EXPECT_EQ(offer({"", "STARTTLS", "", ""}).keywords, "STARTTLS");
  EXPECT_EQ(offer({" ", "\t", "PIPELINING"}).keywords, "PIPELINING");
}

TEST(Capabilities, ALineWithoutItsEndIsNotYetOffered) {
  EXPECT_EQ(offer_of("mail.example\nSTARTTLS"), Offer{});
  EXPECT_EQ(offer_of("mail.example\nSTARTTLS\n").keywords, "STARTTLS");
}

TEST(Capabilities, ANulInAWordMakesItAnother) {
  EXPECT_EQ(offer({std::string_view{"STARTTLS\0", 9}}).keywords, "");
  EXPECT_EQ(offer({std::string_view{"\0STARTTLS", 9}}).keywords, "");
}

TEST(Capabilities, OnlyMechanismsThatAreAllowedCount) {
  const Mechanism* const only_login[] = {&sasl::login};
  EXPECT_EQ(offer({"AUTH PLAIN LOGIN"}, only_login).mechanisms, 1U);
  EXPECT_EQ(offer({"AUTH PLAIN"}, only_login).mechanisms, 0U);
  EXPECT_EQ(offer({"AUTH PLAIN LOGIN"}, {}).mechanisms, 0U);
  EXPECT_EQ(offer({"AUTH PLAIN LOGIN"}, {}).keywords, "AUTH");
}

TEST(Capabilities, EachOfEightMechanismsHasABit) {
  const NamedMechanism named[] = {
      NamedMechanism{"M-0"}, NamedMechanism{"M-1"}, NamedMechanism{"M-2"}, NamedMechanism{"M-3"},
      NamedMechanism{"M-4"}, NamedMechanism{"M-5"}, NamedMechanism{"M-6"}, NamedMechanism{"M-7"}};
  std::vector<const Mechanism*> allowed;
  for (const NamedMechanism& mechanism : named) allowed.push_back(&mechanism);
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    const std::string line = "AUTH " + std::string{allowed[i]->name()};
    EXPECT_EQ(offer({line}, allowed).mechanisms, 1U << i);
  }
  EXPECT_EQ(offer({"AUTH M-7 M-0"}, allowed).mechanisms, 0x81U);
}

TEST(Capabilities, TheLongestNameOfAMechanismIsKnown) {
  // RFC 4422 3.1: 20 octets.
  for (const std::size_t size : {19U, 20U}) {
    const std::string text(size, 'M');
    const NamedMechanism mechanism{text};
    const Mechanism* const allowed[] = {&mechanism};
    EXPECT_EQ(offer({"AUTH " + text}, allowed).mechanisms, 1U) << size;
    EXPECT_EQ(offer({"AUTH " + text + "M"}, allowed).mechanisms, 0U) << size;
  }
}

}  // namespace
}  // namespace postino::test
