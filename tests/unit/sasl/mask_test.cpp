// SPDX-License-Identifier: MIT
// What a server echoes of our credentials, in any of its words, cut anywhere.
#include "sasl/mask.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "postino/oauth.hpp"
#include "support/base64.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr const Mechanism* bearer_only[] = {&sasl::oauth_bearer};

const string plain_line = base64(string("\0pump\0kqZ7wvJX", 14));

/// `text` as a client shows it that keeps `room` octets of it; the small one's way and the other
/// one's, which do not differ.
string masked(const string& text, const Login& login, std::size_t room = 256) {
  const std::size_t kept = std::min(room, text.size());
  std::vector<char> memory(room, '#');
  std::vector<char> other(room, '#');
  text.copy(memory.data(), kept);
  text.copy(other.data(), kept);
  const std::size_t left = detail::mask(memory, kept, login, nullptr);
  for (std::size_t i = left; i != room; ++i) EXPECT_EQ(memory[i], '\0') << "left after the text";
  if (login.token.view().empty()) {
    const std::size_t small = detail::mask_passwords(other, kept, login);
    EXPECT_EQ(string(other.data(), small), string(memory.data(), left));
  }
  return {memory.data(), left};
}

const Login pump{.user = "pump", .password = "kqZ7wvJX"};

TEST(Mask, WordsThatTellNothingStay) {
  for (const char* text : {"", "5.7.8 no", "5.7.8 Username and Password not accepted\ngo away",
                           "kqZ7wvJ kqZ7 wvJX KQZ7WVJX pump", " \n ", "***"}) {
    EXPECT_EQ(masked(text, pump), text);
  }
}

TEST(Mask, AWordWithThePasswordIsThreeStars) {
  EXPECT_EQ(masked("kqZ7wvJX", pump), "***");
  EXPECT_EQ(masked("no, kqZ7wvJX", pump), "no, ***");
  EXPECT_EQ(masked("no: <kqZ7wvJX>, pump", pump), "no: *** pump");
  EXPECT_EQ(masked("a\nkqZ7wvJXkqZ7wvJX\nb", pump), "a\n***\nb");
  EXPECT_EQ(masked("kqZ7wvJX kqZ7wvJX", pump), "*** ***");
}

TEST(Mask, SoIsOneWithTheToken) {
  const Login bearer{.user = "pump", .token = "t0kent0ken", .mechanisms = bearer_only};
  EXPECT_EQ(masked("no t0kent0ken at all", bearer), "no *** at all");
  EXPECT_EQ(masked("not0kent0ke", bearer), "not0kent0ke");
}

TEST(Mask, SoIsOneWithEightDigitsOfAnAuthLine) {
  for (std::size_t at = 0; at + 8 <= plain_line.size(); ++at) {
    EXPECT_EQ(masked("a <" + plain_line.substr(at, 8) + "> b", pump), "a *** b") << at;
    EXPECT_EQ(masked("a " + plain_line.substr(at, 7) + " b", pump),
              "a " + plain_line.substr(at, 7) + " b");
  }
  EXPECT_EQ(masked("a " + base64("kqZ7wvJX"), pump), "a ***");
  EXPECT_EQ(masked("a " + base64("pump"), pump), "a ***");
}

TEST(Mask, EachLineOfALoginIsLookedForByItself) {
  // With a user of five octets no digits of PLAIN are those of LOGIN's lines.
  const Login login{.user = "pump3", .password = "kqZ7wvJX"};
  EXPECT_EQ(masked("a " + base64("kqZ7wvJX"), login), "a ***");
  EXPECT_EQ(masked("a " + base64("pump3"), login), "a ***");
  EXPECT_EQ(masked("a " + base64(string("\0pump3\0kqZ7wvJX", 15)), login), "a ***");
}

TEST(Mask, SoIsOneWithEightDigitsOfTheLongestLines) {
  string user;
  string password;
  // Without a period: what lies in two pieces is found nowhere else.
  std::uint32_t state = 1;
  const auto next = [&] { return (state = state * 1103515245 + 12345) >> 16; };
  for (int i = 0; i < 255; ++i) user += static_cast<char>('A' + next() % 26);
  for (int i = 0; i < 255; ++i) password += static_cast<char>('a' + next() % 26);
  const string line = base64(string(1, '\0') + user + string(1, '\0') + password);
  const Login login{.user = user, .password = password};
  for (std::size_t at = 0; at + 8 <= line.size(); ++at) {
    EXPECT_EQ(masked("a " + line.substr(at, 8), login), "a ***") << at;
  }
}

TEST(Mask, ASecretOfFewOctetsLeavesNothing) {
  EXPECT_EQ(masked("all is well", {.user = "pump", .password = "abc"}), "");
  EXPECT_EQ(masked("all is well", {.user = "pump", .password = "a"}), "");
  EXPECT_EQ(masked("all is well", {.user = "pump", .token = "abc", .mechanisms = bearer_only}), "");
  EXPECT_EQ(masked("all is well", {.user = "pump", .password = "abcd"}), "all is well");
  EXPECT_EQ(masked("all is well", {.user = "pump"}), "all is well");
}

TEST(Mask, WhatIsCutAtTheEndOfTheRoomIsNotShown) {
  const string text = "refused <kqZ7wvJX> of pump";
  for (std::size_t room = 1; room != text.size(); ++room) {
    const string shown = masked(text, pump, room);
    EXPECT_EQ(shown.find('k'), string::npos) << shown;
  }
  const string lines = "refused " + plain_line;
  for (std::size_t room = 1; room != lines.size(); ++room) {
    EXPECT_EQ(masked(lines, pump, room).find(plain_line.substr(0, 2)), string::npos) << room;
  }
  EXPECT_EQ(masked("kq", pump, 2), "**");
}

TEST(Mask, WhatAPieceOfALineBeginsWithIsNoBeginningOfTheLine) {
  constexpr const Mechanism* plain_only[] = {&sasl::plain};
  const string user(100, 'u');
  const Login login{
      .user = user, .password = "kqZ7wvJX", .token = "t0ken", .mechanisms = plain_only};
  const string line = base64(string(1, '\0') + user + string(1, '\0') + "kqZ7wvJX");
  const auto ends_with_the_beginning = [](const string& text, const string& of) {
    for (std::size_t size = 1; size < of.size(); ++size) {
      if (text.ends_with(of.substr(0, size))) return true;
    }
    return false;
  };
  for (std::size_t at = 0; at + 4 <= line.size(); ++at) {
    const string text = "no-" + line.substr(at, 4);
    const bool hidden = ends_with_the_beginning(text, line.substr(0, 8)) ||
                        ends_with_the_beginning(text, "kqZ7wvJX") ||
                        ends_with_the_beginning(text, "t0ken");
    EXPECT_EQ(masked(text, login, text.size()), hidden ? "***" : text) << at;
  }
}

TEST(Mask, APasswordWithBlanksIsFoundAcrossWords) {
  const Login login{.user = "pump", .password = "abab ab xy"};
  EXPECT_EQ(masked("no (abab ab xy) ab", login), "no (***) ab");
  EXPECT_EQ(masked("abab ab xyabab ab xy", login), "******");
  const string text = "no abab ab xy";
  for (std::size_t room = 4; room != text.size(); ++room) {
    EXPECT_EQ(masked(text, login, room).find("ab"), string::npos) << room;
  }
}

TEST(Mask, WordsOfNoEndAndOddOctetsAreTextToo) {
  EXPECT_EQ(masked(string("\0 \xff\x01kqZ7wvJX\0", 13) + " b", pump), string("\0 *** b", 7));
  const Login odd{.user = "pump", .password = "\x01\t\xff:"};
  EXPECT_EQ(masked("a b\x01\t\xff:c d", odd), "a *** d");
  EXPECT_EQ(masked(string(300, 'x'), pump), string(256, 'x'));
}

}  // namespace
}  // namespace postino::test
