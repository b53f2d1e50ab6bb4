// SPDX-License-Identifier: MIT
#include "postino/server.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "postino/dsn.hpp"
#include "postino/require_tls.hpp"

namespace postino {
namespace {

TEST(Server, EachSecurityHasItsPort) {
  EXPECT_EQ(port_of({.security = Security::StartTls}), 587);
  EXPECT_EQ(port_of({.security = Security::Tls}), 465);
  EXPECT_EQ(port_of({.security = Security::Opportunistic}), 25);
  EXPECT_EQ(port_of({.security = Security::None}), 25);
}

TEST(Server, APortThatIsSetIsTheOne) {
  for (const Security security :
       {Security::StartTls, Security::Tls, Security::Opportunistic, Security::None}) {
    EXPECT_EQ(port_of({.port = 1, .security = security}), 1);
    EXPECT_EQ(port_of({.port = 65535, .security = security}), 65535);
  }
}

TEST(Server, RequiresTlsUnlessToldOtherwise) {
  EXPECT_EQ(Server{}.security, Security::StartTls);
  EXPECT_FALSE(Login{}.allow_clear_text);
}

TEST(Server, ExtensionsAreNoneOrANamedArray) {
  EXPECT_TRUE(Server{}.extensions.empty());
  static constexpr const Extension* list[] = {&extension::dsn, &extension::require_tls};
  constexpr Server relay{.extensions = list};
  static_assert(relay.extensions.size() == 2);
  EXPECT_FALSE(relay.extensions.empty());
  EXPECT_EQ(&relay.extensions[1], &extension::require_tls);
}

TEST(Server, ExtensionsOfAnEmptyContainerAreNone) {
  std::vector<const Extension*> named;
  EXPECT_TRUE(Extensions{named}.empty());
  named.push_back(&extension::dsn);
  EXPECT_EQ(Extensions{named}.size(), 1U);
}

}  // namespace
}  // namespace postino
