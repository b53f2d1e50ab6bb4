// SPDX-License-Identifier: MIT
// RFC 4616: PLAIN.
#include <gtest/gtest.h>

#include <string>

#include "unit/sasl/messages.hpp"

namespace postino::test {
namespace {

using namespace std::string_literals;

TEST(Plain, IsNamedAsInTheAuthLine) { EXPECT_EQ(sasl::plain.name(), "PLAIN"); }

TEST(Plain, MayRideOnTheAuthCommand) { EXPECT_TRUE(sasl::plain.has_initial_response()); }

TEST(Plain, SaysUserAndPasswordInOneMessage) {
  const Login login{.user = "tim", .password = "tanstaaftanstaaf"};
  EXPECT_EQ(message(sasl::plain, login, 0), "\0tim\0tanstaaftanstaaf"s);
}

TEST(Plain, AnEmptyPasswordHasItsPlace) {
  const Login login{.user = "tim", .password = ""};
  EXPECT_EQ(message(sasl::plain, login, 0), "\0tim\0"s);
}

TEST(Plain, SaysOctetsAsTheyAre) {
  const Login login{.user = "u\r\n", .password = "\xff\xc3\xa4"};
  EXPECT_EQ(message(sasl::plain, login, 0), "\0u\r\n\0\xff\xc3\xa4"s);
}

TEST(Plain, TheLongestCredentialsAreSaidInFull) {
  const std::string user(255, 'u');
  const std::string password(255, 'p');
  const Login login{.user = user, .password = password};
  EXPECT_EQ(message(sasl::plain, login, 0), "\0"s + user + "\0"s + password);
}

TEST(Plain, HasNothingMoreToSay) {
  const Login login{.user = "tim", .password = "secret"};
  for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{255}}) {
    EXPECT_EQ(message(sasl::plain, login, number), std::nullopt);
  }
}

TEST(Plain, AnyChallengeWillDo) {
  EXPECT_EQ(sasl::plain.challenge(0, "", true), Verdict::Answerable);
  EXPECT_EQ(sasl::plain.challenge(0, "anything", false), Verdict::Answerable);
}

}  // namespace
}  // namespace postino::test
