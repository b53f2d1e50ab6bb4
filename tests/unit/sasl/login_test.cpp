// SPDX-License-Identifier: MIT
// draft-murchison-sasl-login: LOGIN.
#include <gtest/gtest.h>

#include <string>

#include "unit/sasl/messages.hpp"

namespace postino::test {
namespace {

const Login credentials{.user = "tim", .password = "secret"};

TEST(LoginMechanism, IsNamedAsInTheAuthLine) { EXPECT_EQ(sasl::login.name(), "LOGIN"); }

TEST(LoginMechanism, WaitsForItsFirstPrompt) { EXPECT_FALSE(sasl::login.has_initial_response()); }

TEST(LoginMechanism, SaysTheUserAndThenThePassword) {
  EXPECT_EQ(message(sasl::login, credentials, 0), "tim");
  EXPECT_EQ(message(sasl::login, credentials, 1), "secret");
}

TEST(LoginMechanism, AnEmptyPasswordIsAnEmptyMessage) {
  EXPECT_EQ(message(sasl::login, {.user = "tim", .password = ""}, 1), "");
}

TEST(LoginMechanism, TheLongestCredentialsAreSaidInFull) {
  const std::string user(255, 'u');
  const std::string password(255, 'p');
  EXPECT_EQ(message(sasl::login, {.user = user, .password = password}, 0), user);
  EXPECT_EQ(message(sasl::login, {.user = user, .password = password}, 1), password);
}

TEST(LoginMechanism, AThirdPromptHasNoAnswer) {
  for (const std::uint8_t number : {std::uint8_t{2}, std::uint8_t{3}, std::uint8_t{255}}) {
    EXPECT_EQ(message(sasl::login, credentials, number), std::nullopt);
  }
}

TEST(LoginMechanism, ThePromptsMaySayWhatTheyLike) {
  EXPECT_EQ(sasl::login.challenge(0, "UGFzc3dvcmQ6", true), Verdict::Answerable);
  EXPECT_EQ(sasl::login.challenge(1, "not base64!", false), Verdict::Answerable);
  EXPECT_EQ(sasl::login.challenge(1, "", true), Verdict::Answerable);
}

TEST(Passwords, PlainIsPreferred) {
  ASSERT_EQ(std::size(sasl::passwords), 2U);
  EXPECT_EQ(sasl::passwords[0], &sasl::plain);
  EXPECT_EQ(sasl::passwords[1], &sasl::login);
}

}  // namespace
}  // namespace postino::test
