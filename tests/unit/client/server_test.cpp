// SPDX-License-Identifier: MIT
#include "postino/server.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace postino
