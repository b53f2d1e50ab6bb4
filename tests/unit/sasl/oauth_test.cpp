// SPDX-License-Identifier: MIT
// RFC 7628: OAUTHBEARER; and XOAUTH2.
#include <gtest/gtest.h>

#include <string>

#include "postino/config.hpp"
#include "postino/oauth.hpp"
#include "support/base64.hpp"
#include "unit/sasl/messages.hpp"

namespace postino::test {
namespace {

using namespace std::string_literals;
using std::string;

const Login bearer{.user = "user@example.com",
                   .token = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="};

TEST(OAuthBearer, IsNamedAsInTheAuthLine) {
  EXPECT_EQ(sasl::oauth_bearer.name(), "OAUTHBEARER");
  EXPECT_TRUE(sasl::oauth_bearer.has_initial_response());
}

/// The example of RFC 7628 4.1 without host and port, which are for the server's log only.
TEST(OAuthBearer, SaysUserAndToken) {
  EXPECT_EQ(message(sasl::oauth_bearer, bearer, 0),
            "n,a=user@example.com,\x01"
            "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01"s);
}

TEST(OAuthBearer, TheUserMayBeLeftOut) {
  EXPECT_EQ(message(sasl::oauth_bearer, {.token = "abc"}, 0),
            "n,,\x01"
            "auth=Bearer abc\x01\x01"s);
  EXPECT_EQ(sasl::oauth_bearer.check({.token = "abc"}).fault, Fault::None);
}

TEST(OAuthBearer, CommaAndEqualsSignOfTheUserAreEscaped) {
  EXPECT_EQ(message(sasl::oauth_bearer, {.user = "a,b=c", .token = "t"}, 0),
            "n,a=a=2Cb=3Dc,\x01"
            "auth=Bearer t\x01\x01"s);
}

TEST(OAuthBearer, ARefusalIsAnsweredByTheOctetOne) {
  EXPECT_EQ(message(sasl::oauth_bearer, bearer, 1), "\x01");
  EXPECT_EQ(base64(*message(sasl::oauth_bearer, bearer, 1)), "AQ==");
  EXPECT_EQ(message(sasl::oauth_bearer, bearer, 2), std::nullopt);
}

TEST(XOAuth2, IsNamedAsInTheAuthLine) {
  EXPECT_EQ(sasl::xoauth2.name(), "XOAUTH2");
  EXPECT_TRUE(sasl::xoauth2.has_initial_response());
}

TEST(XOAuth2, SaysUserAndToken) {
  EXPECT_EQ(
      message(sasl::xoauth2, {.user = "someuser@example.com", .token = "ya29.vF9dft4qmTc"}, 0),
      "user=someuser@example.com\x01"
      "auth=Bearer ya29.vF9dft4qmTc\x01\x01"s);
}

TEST(XOAuth2, ARefusalIsAnsweredByNothing) {
  EXPECT_EQ(message(sasl::xoauth2, bearer, 1), "");
  EXPECT_EQ(message(sasl::xoauth2, bearer, 2), std::nullopt);
}

TEST(XOAuth2, NeedsAUser) {
  const Objection objection = sasl::xoauth2.check({.token = "abc"});
  EXPECT_EQ(objection.fault, Fault::InvalidCredential);
  EXPECT_EQ(objection.field, Field::User);
}

class Bearer : public ::testing::TestWithParam<const Mechanism*> {
 protected:
  static Objection check(const string& user, const string& token) {
    return GetParam()->check({.user = user, .token = token});
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Bearer, ::testing::Values(&sasl::oauth_bearer, &sasl::xoauth2));

TEST_P(Bearer, NeedsATokenOfPrintableAscii) {
  for (const string& token :
       {""s, "a\rb"s, "a\n"s, "a\0b"s, "\x01"s, "\x7f"s, "\xc3\xa4"s, "\t"s}) {
    EXPECT_EQ(check("u", token).fault, Fault::InvalidCredential);
    EXPECT_EQ(check("u", token).field, Field::Token);
  }
  EXPECT_EQ(check("u", "ey.J-_~+/==").fault, Fault::None);
}

TEST_P(Bearer, EachOctetOfATokenIsPrintableAscii) {
  for (int value = 0; value < 256; ++value) {
    const bool fine = value >= 0x20 && value <= 0x7e;
    EXPECT_EQ(check("u", string{'a', static_cast<char>(value), 'b'}).fault,
              fine ? Fault::None : Fault::InvalidCredential)
        << value;
  }
}

TEST_P(Bearer, TheTokenIsBounded) {
  EXPECT_EQ(check("u", string(config::max_token_size - 1, 't')).fault, Fault::None);
  EXPECT_EQ(check("u", string(config::max_token_size, 't')).fault, Fault::None);
  EXPECT_EQ(check("u", string(config::max_token_size + 1, 't')).fault, Fault::CredentialTooLong);
  EXPECT_EQ(check("u", string(config::max_token_size + 1, 't')).field, Field::Token);
}

TEST_P(Bearer, TheUserCannotEndItsOwnPart) {
  for (const string& user : {"a\x01"
                             "auth=Bearer b"s,
                             "a\0"s, "a\r\n"s, "\xff"s}) {
    EXPECT_EQ(check(user, "t").fault, Fault::InvalidCredential);
    EXPECT_EQ(check(user, "t").field, Field::User);
  }
  EXPECT_EQ(check(string(256, 'u'), "t").fault, Fault::CredentialTooLong);
}

TEST_P(Bearer, TheLongestTokenIsSaidInFull) {
  const string token(config::max_token_size, 't');
  string whole(5000, '#');
  Writer out{whole, 0};
  EXPECT_TRUE(GetParam()->write({.user = "u", .token = token}, 0, out));
  EXPECT_TRUE(out.complete());
  EXPECT_NE(whole.find(token + "\x01\x01"), string::npos);
}

TEST_P(Bearer, APasswordIsNotLookedAt) {
  const string password(300, '\0');
  EXPECT_EQ(GetParam()->check({.user = "u", .password = password, .token = "t"}).fault,
            Fault::None);
}

TEST_P(Bearer, ARefusalMaySayWhatItLikes) {
  EXPECT_EQ(GetParam()->challenge(1, "eyJzdGF0dXMiOiI0MDEifQ==", false), Verdict::Answerable);
  EXPECT_EQ(GetParam()->challenge(1, "{\"status\":\"401\"}", true), Verdict::Answerable);
}

}  // namespace
}  // namespace postino::test
