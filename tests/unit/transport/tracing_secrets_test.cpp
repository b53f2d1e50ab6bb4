// SPDX-License-Identifier: MIT
// No trace holds credentials, in clear or in base64, whatever the server does.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/base64.hpp"
#include "support/secrets.hpp"
#include "unit/transport/traced.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(TracingSecrets, PlainShowsItsMechanismAlone) {
  Traced traced;
  traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n").hears("235 2.7.0 welcome\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "> ***", "< 235"}));
}

TEST(TracingSecrets, PlainInTwoStepsShowsTheStepsAlone) {
  Traced traced;
  traced.says("AUTH PLAIN\r\n").hears("334 \r\n").says("AHB1bXAAc2VjcmV0\r\n").hears("235 hi\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "< 334", "> ***", "< 235"}));
}

TEST(TracingSecrets, LoginShowsTheStepsAlone) {
  Traced traced;
  traced.says("AUTH LOGIN\r\n").hears("334 VXNlcm5hbWU6\r\n").says("cHVtcA==\r\n");
  traced.hears("334 UGFzc3dvcmQ6\r\n").says("c2VjcmV0\r\n").hears("535 5.7.8 no, c2VjcmV0\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH LOGIN", "< 334", "> ***", "< 334", "> ***", "< 535"}));
}

TEST(TracingSecrets, ACancellationIsShown) {
  Traced traced;
  traced.says("AUTH LOGIN\r\n").hears("334 x\r\n").says("*\r\n").hears("501 cancelled\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH LOGIN", "< 334", "> *", "< 501"}));
}

TEST(TracingSecrets, AnEmptyResponseIsHiddenToo) {
  Traced traced;
  traced.says("AUTH LOGIN\r\n").hears("334 x\r\n").says("\r\n").hears("235 x\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH LOGIN", "< 334", "> ***", "< 235"}));
}

TEST(TracingSecrets, ARefusedInitialResponseAndItsSecondForm) {
  Traced traced;
  traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n").hears("504 AHB1bXAAc2VjcmV0?\r\n");
  traced.says("AUTH PLAIN\r\n").hears("334\r\n").says("AHB1bXAAc2VjcmV0\r\n").hears("235\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"> AUTH PLAIN", "> ***", "< 504", "> AUTH PLAIN", "< 334", "> ***", "< 235"}));
}

TEST(TracingSecrets, ASurplusReplyBehindTheExchangeIsItsCodeAlone) {
  Traced traced;
  traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n").hears("235 hi\r\n250 AHB1bXAAc2VjcmV0\r\n");
  traced.says("QUIT\r\n").hears("221 bye\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"> AUTH PLAIN", "> ***", "< 235", "< 250", "> QUIT", "< 221 bye"}));
}

TEST(TracingSecrets, B092_RepliesOfSeveralLinesAreCodesToTheLast) {
  Traced traced;
  traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n");
  traced.hears("535-no AHB1bXAAc2VjcmV0\r\n535-secret\r\n535 secret\r\n").says("QUIT\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> AUTH PLAIN", "> ***", "< 535-", "< 535-", "< 535", "> QUIT"}));
}

TEST(TracingSecrets, AnyCodeThatAsksForMoreKeepsTheExchangeHidden) {
  for (const string code : {"334", "354", "300", "399"}) {
    Traced traced;
    traced.says("AUTH LOGIN\r\n").hears("334 x\r\n").says("cHVtcA==\r\n");
    traced.hears(code + " go\r\n").says("c2VjcmV0\r\n").hears("235 hi\r\n");
    EXPECT_EQ(traced.seen(),
              (Lines{"> AUTH LOGIN", "< 334", "> ***", "< " + code, "> ***", "< 235"}));
  }
}

TEST(TracingSecrets, LinesTooShortForACodeDoNoHarm) {
  for (const std::string_view line : {"\r\n", "\n", "2\r\n", "25\r\n", "235\n", "-\r\n", "x"}) {
    Traced traced;
    traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n").hears(line);
    EXPECT_EQ(traced.text().find("c2Vj"), string::npos) << line;
  }
}

TEST(TracingSecrets, WhatFollowsTheExchangeIsShownAgain) {
  Traced traced;
  traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n").hears("235 welcome\r\n");
  traced.says("MAIL FROM:<a@b>\r\n").hears("250 fine\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"> AUTH PLAIN", "> ***", "< 235", "> MAIL FROM:<a@b>", "< 250 fine"}));
}

TEST(TracingSecrets, ABrokenExchangeLeavesTheNextConnectionToItsCommands) {
  Traced traced;
  traced.says("AUTH LOGIN\r\n").hears("334 x\r\n").says("cHVtcA=");
  traced.transport.abort();
  traced.hears("220 again\r\n").says("EHLO client.example\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"> AUTH LOGIN", "< 334", "< 220 again", "> EHLO client.example"}));
}

/// A whole conversation in which the server sends all that it was told back.
string conversation(const string& user, const string& password, std::size_t packet,
                    std::size_t takes) {
  Traced traced{packet};
  traced.inner.wire.takes = takes;
  traced.chunk = packet;
  const string plain = base64(string(1, '\0') + user + string(1, '\0') + password);
  traced.hears("220 mail.example\r\n").says("EHLO client.example\r\n");
  traced.hears("250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n");
  traced.says("AUTH PLAIN " + plain + "\r\n")
      .hears("501-" + plain + "\r\n501 " + password + "\r\n");
  traced.says("AUTH PLAIN\r\n").hears("334 " + plain + "\r\n");
  traced.says(plain + "\r\n").hears("535 " + plain + "\r\n");
  traced.says("AUTH LOGIN\r\n").hears("334 " + base64(user) + "\r\n");
  traced.says(base64(user) + "\r\n").hears("334 " + base64(password) + "\r\n");
  traced.says(base64(password) + "\r\n").hears("235 " + base64(password) + password + "\r\n");
  traced.says("QUIT\r\n").hears("221 bye\r\n");
  return traced.text();
}

TEST(TracingSecrets, CredentialsOfAnyLengthAreNowhereInTheTrace) {
  const string letters = "kqzjwvKQZJWV0918kqzwjvJKQZWV7263";
  for (std::size_t user = 4; user <= 9; ++user) {
    for (std::size_t size : {4U, 5U, 6U, 7U, 8U, 32U}) {
      const string name = letters.substr(letters.size() - user);
      const string text = conversation(name, letters.substr(0, size), 128, 4096);
      EXPECT_FALSE(tells(text, name)) << text;
      EXPECT_FALSE(tells(text, letters.substr(0, size))) << text;
      EXPECT_NE(text.find("> QUIT\n< 221 bye\n"), string::npos) << text;
    }
  }
}

TEST(TracingSecrets, NoEdgeOfAPacketAndNoShortSendLetsThemThrough) {
  const string whole = conversation("kqzjwv", "KQZJWV0918", 4096, 4096);
  for (std::size_t packet = 1; packet <= 48; ++packet) {
    for (const std::size_t takes : {1U, 2U, 3U, 5U, 4096U}) {
      EXPECT_EQ(conversation("kqzjwv", "KQZJWV0918", packet, takes), whole) << packet;
    }
  }
}

TEST(TracingSecrets, TheLongestCredentialsAreHiddenToo) {
  string user;
  string password;
  for (int i = 0; i < 255; ++i) user += static_cast<char>('A' + i * 7 % 26);
  for (int i = 0; i < 255; ++i) password += static_cast<char>('a' + i * 11 % 26);
  const string text = conversation(user, password, 128, 4096);
  EXPECT_FALSE(tells(text, user)) << text;
  EXPECT_FALSE(tells(text, password)) << text;
}

TEST(TracingSecrets, NoLineIsKeptLongerThanItIsNeeded) {
  Traced traced;
  traced.says("AUTH PLAIN AHB1bXAAc2VjcmV0\r\n").hears("334 c2VjcmV0\r\n");
  EXPECT_FALSE(tells(octets_of(traced.transport), "secret"));
  traced.says("AHB1bXAAc2Vjcm").hears("535 c2Vjcm");
  EXPECT_TRUE(tells(octets_of(traced.transport), "secret"));
  traced.transport.abort();
  EXPECT_FALSE(tells(octets_of(traced.transport), "secret"));
}

TEST(TracingSecrets, TheSearchForThemFindsThemWhereTheyAre) {
  for (std::size_t before = 0; before < 6; ++before) {
    EXPECT_TRUE(tells("> " + base64(string(before, 'u') + "KQZJWV0918" + "tail"), "KQZJWV0918"));
  }
  EXPECT_TRUE(tells("< 535 no such KQZJWV0918", "KQZJWV0918"));
  EXPECT_FALSE(tells("> AUTH PLAIN\n> ***\n< 535\n", "KQZJWV0918"));
}

}  // namespace
}  // namespace postino::test
