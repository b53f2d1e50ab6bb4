// SPDX-License-Identifier: MIT
// What each mechanism gives away decides which may follow which.
#include <gtest/gtest.h>

#include "postino/external.hpp"
#include "postino/mechanism.hpp"
#include "postino/oauth.hpp"
#include "unit/sasl/scrammed.hpp"

namespace postino::test {
namespace {

TEST(Strength, IsThatOfEachMechanism) {
  EXPECT_EQ(sasl::Plain{}.strength(), Strength::ShowsSecret);
  EXPECT_EQ(sasl::LoginMechanism{}.strength(), Strength::ShowsSecret);
  EXPECT_EQ(sasl::XOAuth2{}.strength(), Strength::ShowsSecret);
  EXPECT_EQ(sasl::OAuthBearer{}.strength(), Strength::ShowsSecret);
  EXPECT_EQ(sasl::External{}.strength(), Strength::HidesSecret);
  EXPECT_EQ(Scrammed{}.mechanism.strength(), Strength::HidesSecret);
  const Scrammed bound{Digest::Sha256, std::string(18, 'x'), sasl::Scram::Binding::TlsExporter};
  EXPECT_EQ(bound.mechanism.strength(), Strength::BindsChannel);
}

}  // namespace
}  // namespace postino::test
