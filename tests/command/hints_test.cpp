// SPDX-License-Identifier: MIT
#include "hints.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

namespace postino::test {
namespace {

std::string hint(Error error, Security security = Security::StartTls) {
  return std::string{demo::hint(error, security)};
}

TEST(Hints, OnlyWhereTheyHelp) {
  EXPECT_EQ(hint({}), "");
  EXPECT_EQ(hint({.fault = Fault::HostNotFound, .phase = Phase::Connect}), "");
  EXPECT_EQ(hint({.fault = Fault::ConnectFailed, .phase = Phase::Connect, .native_code = EMFILE}),
            "");
  EXPECT_EQ(hint({.fault = Fault::Timeout, .phase = Phase::EndOfData}), "");
  EXPECT_EQ(hint({.fault = Fault::TlsFailed, .phase = Phase::ImplicitTls, .native_code = -0x7780}),
            "");
}

TEST(Hints, ASilentServerMayWantTlsUnlessItHasIt) {
  for (const Fault fault : {Fault::Timeout, Fault::SessionTimeout}) {
    const Error error{.fault = fault, .phase = Phase::Greeting};
    EXPECT_NE(hint(error, Security::StartTls), "");
    EXPECT_NE(hint(error, Security::None), "");
    EXPECT_EQ(hint(error, Security::Tls), "");
  }
  EXPECT_NE(hint({.fault = Fault::SpeaksTls, .phase = Phase::Greeting}).find("tls"),
            std::string::npos);
  const Error other_service{.fault = Fault::MalformedReply, .phase = Phase::Greeting};
  EXPECT_NE(hint(other_service, Security::Tls), "");
}

TEST(Hints, K25_WhatAServerWantsFirstDependsOnWhereItSaysSo) {
  const std::string at_mail = hint({.fault = Fault::TlsOrLoginRequired, .phase = Phase::MailFrom});
  const std::string at_auth = hint({.fault = Fault::TlsOrLoginRequired, .phase = Phase::Auth});
  EXPECT_NE(at_mail.find("--user"), std::string::npos);
  EXPECT_NE(at_auth.find("starttls"), std::string::npos);
  EXPECT_NE(at_mail, at_auth);
}

TEST(Hints, NoRouteIsOneKindWhoeverSaysSo) {
  const Error here{
      .fault = Fault::ConnectFailed, .phase = Phase::Connect, .native_code = ENETUNREACH};
  const Error beyond{
      .fault = Fault::ConnectFailed, .phase = Phase::Connect, .native_code = EHOSTUNREACH};
  EXPECT_NE(hint(here), "");
  EXPECT_EQ(hint(here), hint(beyond));
}

}  // namespace
}  // namespace postino::test
