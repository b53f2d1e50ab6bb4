// SPDX-License-Identifier: MIT
// RFC 4422 appendix A: EXTERNAL.
#include <gtest/gtest.h>

#include <string>

#include "postino/external.hpp"
#include "unit/sasl/messages.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(External, IsNamedAsInTheAuthLine) {
  EXPECT_EQ(sasl::external.name(), "EXTERNAL");
  EXPECT_TRUE(sasl::external.has_initial_response());
}

TEST(External, SaysWhomToActAs) {
  EXPECT_EQ(message(sasl::external, {.user = "fred@example.com"}, 0), "fred@example.com");
  EXPECT_EQ(message(sasl::external, {}, 0), "");
}

TEST(External, HasNothingMoreToSay) {
  EXPECT_EQ(message(sasl::external, {.user = "fred"}, 1), std::nullopt);
}

TEST(External, NeedsNoCredentials) {
  EXPECT_EQ(sasl::external.check({}).fault, Fault::None);
  EXPECT_EQ(sasl::external.check({.user = "j\xc3\xb6rg"}).fault, Fault::None);
}

TEST(External, B091_AUserIsUtf8WithoutControlsAndBounded) {
  for (const string& user : {string("a\0b", 3), string("a\r"), string("a\n"), string("\x7f"),
                             string("\xff"), string("\xc3")}) {
    const Objection objection = sasl::external.check({.user = user});
    EXPECT_EQ(objection.fault, Fault::InvalidCredential);
    EXPECT_EQ(objection.field, Field::User);
  }
  for (const std::size_t size : {254U, 255U, 256U}) {
    const string user(size, 'u');
    EXPECT_EQ(sasl::external.check({.user = user}).fault,
              size > 255 ? Fault::CredentialTooLong : Fault::None);
  }
}

}  // namespace
}  // namespace postino::test
