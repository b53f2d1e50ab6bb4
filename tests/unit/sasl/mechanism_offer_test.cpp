// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "postino/mechanism.hpp"
#include "postino/oauth.hpp"

namespace postino::test {
namespace {

constexpr const Mechanism* three[] = {&sasl::plain, &sasl::login, &sasl::xoauth2};

TEST(MechanismOffer, LacksWhatIsNamedAndNotOffered) {
  const Login login{.mechanisms = three};
  for (unsigned offered = 0; offered != 8; ++offered) {
    const MechanismOffer offer{login, static_cast<std::uint8_t>(offered)};
    EXPECT_EQ(offer.lacks("PLAIN"), (offered & 1U) == 0) << offered;
    EXPECT_EQ(offer.lacks("LOGIN"), (offered & 2U) == 0) << offered;
    EXPECT_EQ(offer.lacks("XOAUTH2"), (offered & 4U) == 0) << offered;
    EXPECT_FALSE(offer.lacks("OAUTHBEARER")) << "is not named";
  }
}

}  // namespace
}  // namespace postino::test
