// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "postino/mechanism.hpp"
#include "postino/oauth.hpp"
#include "support/kept_tokens.hpp"

namespace postino::test {
namespace {

using std::string;

/// The example of the header, and what it leaves out.
class Tokens final : public postino::TokenSource {
  postino::View ask(bool refused) override {
    if (refused) refresh();  // only begins it: the new token comes between two polls
    return fresh() ? postino::View{token_} : postino::View{};
  }

  void refresh() { fresh_ = false; }
  [[nodiscard]] bool fresh() const { return fresh_; }

  string token_ = "of the example";
  bool fresh_ = true;
};

TEST(Token, OfTheExampleIsThereUntilItIsRefused) {
  Tokens tokens;
  const Token token = tokens;
  token.begin();
  EXPECT_EQ(token.view(), "of the example");
  EXPECT_FALSE(token.renew());
  token.restart();
  token.begin();
  EXPECT_EQ(token.prepare(), Preparation::NoToken);
}

TEST(Token, IsNoneAtFirst) {
  const Token token;
  EXPECT_FALSE(token.is_asked_for());
  EXPECT_EQ(token.view(), "");
  EXPECT_EQ(token.prepare(), Preparation::Done);
}

TEST(Token, IsMadeFromWhatAViewIsMadeFrom) {
  const string named = "of a string";
  for (const Token& token :
       {Token{"of a string"}, Token{named}, Token{View{named}}, Token{std::string_view{named}}}) {
    EXPECT_FALSE(token.is_asked_for());
    EXPECT_EQ(token.view(), "of a string");
    EXPECT_FALSE(token.renew());
  }
  EXPECT_EQ(sizeof(Token), sizeof(View)) << "an image with a token in memory is no larger";
}

TEST(Token, IsWhatItsSourceGaveLast) {
  KeptTokens tokens{{"one", "", "two"}};
  const Token token = tokens;
  EXPECT_TRUE(token.is_asked_for());
  EXPECT_EQ(token.view(), "");
  token.begin();
  EXPECT_EQ(token.view(), "one");
  token.begin();
  EXPECT_EQ(tokens.asked, "first ") << "once for a connection";
  EXPECT_FALSE(token.renew()) << "there is no other";
  EXPECT_EQ(token.view(), "one");
  EXPECT_EQ(token.prepare(), Preparation::NoToken);
  token.restart();
  token.begin();
  EXPECT_EQ(token.view(), "two");
  EXPECT_EQ(token.prepare(), Preparation::Done);
}

TEST(Token, IsRenewedOnceForAMessage) {
  KeptTokens tokens{{"one", "two", "three", "four"}};
  const Token token = tokens;
  token.begin();
  EXPECT_TRUE(token.renew());
  EXPECT_EQ(token.view(), "two");
  token.begin();
  EXPECT_EQ(token.view(), "two") << "the next connection has it already";
  EXPECT_FALSE(token.renew());
  EXPECT_EQ(tokens.asked, "first refused ");
  token.restart();
  token.begin();
  EXPECT_EQ(token.view(), "three");
  EXPECT_TRUE(token.renew());
}

TEST(Token, IsAnotherOneByAnyOfItsOctets) {
  const string one = "0123456789abcdef";
  for (std::size_t at = 0; at != one.size(); ++at) {
    string other = one;
    other[at] = 'x';
    for (const string& next : {other, one.substr(0, at) + one.substr(at + 1), one + one[at]}) {
      KeptTokens tokens{{one, next}};
      const Token token = tokens;
      token.begin();
      EXPECT_TRUE(token.renew()) << next;
    }
  }
  KeptTokens tokens{{one, one}};
  const Token token = tokens;
  token.begin();
  EXPECT_FALSE(token.renew());
}

TEST(Token, WhatNoMechanismCarriesIsForgotten) {
  KeptTokens tokens{{"one", "t\n"}};
  const Token token = tokens;
  token.begin();
  EXPECT_FALSE(token.renew());
  EXPECT_EQ(token.prepare(), Preparation::InvalidToken);
  EXPECT_EQ(token.view(), "");
}

TEST(Token, OfASourceIsNotCheckedBeforeItIsAsked) {
  KeptTokens tokens{{}};
  for (const Mechanism* mechanism : {static_cast<const Mechanism*>(&sasl::oauth_bearer),
                                     static_cast<const Mechanism*>(&sasl::xoauth2)}) {
    EXPECT_EQ(mechanism->check({.user = "pump", .token = tokens}).fault, Fault::None);
    EXPECT_EQ(mechanism->check({.user = "pump\n", .token = tokens}).field, Field::User);
  }
  EXPECT_EQ(tokens.asked, "");
}

TEST(Token, IsAskedForOnceMoreAfterA535Alone) {
  KeptTokens tokens{{"one", "two"}};
  const Login login{.user = "pump", .token = tokens};
  for (const Mechanism* mechanism : {static_cast<const Mechanism*>(&sasl::oauth_bearer),
                                     static_cast<const Mechanism*>(&sasl::xoauth2)}) {
    EXPECT_TRUE(mechanism->begin({login, 1}));
    for (std::uint16_t code = 400; code < 600; ++code) {
      if (code != 535) EXPECT_FALSE(mechanism->renew(login, code)) << code;
    }
  }
  EXPECT_EQ(tokens.asked, "first ");
  EXPECT_TRUE(sasl::xoauth2.renew(login, 535));
}

}  // namespace
}  // namespace postino::test
