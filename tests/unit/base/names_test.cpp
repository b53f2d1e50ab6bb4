// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "postino/error.hpp"

namespace postino {
namespace {

/// Whether every value up to `last` has a name of its own, in PascalCase.
template <class Enum>
void expect_names_up_to(Enum last) {
  std::set<std::string_view> names;
  for (unsigned value = 0; value <= static_cast<unsigned>(last); ++value) {
    const std::string_view text = name(static_cast<Enum>(value));
    ASSERT_FALSE(text.empty()) << value;
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(text.front()))) << text;
    for (const char octet : text) {
      EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(octet))) << text;
    }
    EXPECT_TRUE(names.insert(text).second) << text << " twice";
  }
}

TEST(Names, EveryValueHasANameOfItsOwn) {
  expect_names_up_to(Outcome::Unsafe);
  expect_names_up_to(Phase::Quit);
  expect_names_up_to(Fault::ServerNotAuthentic);
  expect_names_up_to(Field::Text);
}

// The enumerator's own spelling, so that a list out of step is seen wherever it slips.
#define EXPECT_ITS_NAME(type, value) EXPECT_EQ(name(type::value), #value)

TEST(Names, OutcomesAreNamedAsTheyAreSpelt) {
  EXPECT_ITS_NAME(Outcome, Accepted);
  EXPECT_ITS_NAME(Outcome, Rejected);
  EXPECT_ITS_NAME(Outcome, Deferred);
  EXPECT_ITS_NAME(Outcome, Unknown);
  EXPECT_ITS_NAME(Outcome, InvalidArgument);
  EXPECT_ITS_NAME(Outcome, Unsafe);
}

TEST(Names, PhasesAreNamedAsTheyAreSpelt) {
  EXPECT_ITS_NAME(Phase, Idle);
  EXPECT_ITS_NAME(Phase, Connect);
  EXPECT_ITS_NAME(Phase, ImplicitTls);
  EXPECT_ITS_NAME(Phase, Greeting);
  EXPECT_ITS_NAME(Phase, Ehlo);
  EXPECT_ITS_NAME(Phase, Helo);
  EXPECT_ITS_NAME(Phase, StartTls);
  EXPECT_ITS_NAME(Phase, Handshake);
  EXPECT_ITS_NAME(Phase, Auth);
  EXPECT_ITS_NAME(Phase, AuthResponse);
  EXPECT_ITS_NAME(Phase, Rset);
  EXPECT_ITS_NAME(Phase, MailFrom);
  EXPECT_ITS_NAME(Phase, RcptTo);
  EXPECT_ITS_NAME(Phase, Data);
  EXPECT_ITS_NAME(Phase, Content);
  EXPECT_ITS_NAME(Phase, EndOfData);
  EXPECT_ITS_NAME(Phase, Done);
  EXPECT_ITS_NAME(Phase, Quit);
}

TEST(Names, FaultsAreNamedAsTheyAreSpelt) {
  EXPECT_ITS_NAME(Fault, None);
  EXPECT_ITS_NAME(Fault, LineBreak);
  EXPECT_ITS_NAME(Fault, NoRecipient);
  EXPECT_ITS_NAME(Fault, InvalidTimeout);
  EXPECT_ITS_NAME(Fault, PacketTooSmall);
  EXPECT_ITS_NAME(Fault, Aborted);
  EXPECT_ITS_NAME(Fault, HostNotFound);
  EXPECT_ITS_NAME(Fault, SessionTimeout);
  EXPECT_ITS_NAME(Fault, NegativeReply);
  EXPECT_ITS_NAME(Fault, SizeExceeded);
  EXPECT_ITS_NAME(Fault, MalformedReply);
  EXPECT_ITS_NAME(Fault, EarlyReply);
  EXPECT_ITS_NAME(Fault, BadChallenge);
  EXPECT_ITS_NAME(Fault, StartTlsNotOffered);
  EXPECT_ITS_NAME(Fault, OctetsBeforeTls);
  EXPECT_ITS_NAME(Fault, AuthNotOffered);
  EXPECT_ITS_NAME(Fault, MechanismNotAllowed);
  EXPECT_ITS_NAME(Fault, ServerNotAuthentic);
}

TEST(Names, FieldsAreNamedAsTheyAreSpelt) {
  EXPECT_ITS_NAME(Field, None);
  EXPECT_ITS_NAME(Field, Host);
  EXPECT_ITS_NAME(Field, Timeouts);
  EXPECT_ITS_NAME(Field, Mechanisms);
  EXPECT_ITS_NAME(Field, From);
  EXPECT_ITS_NAME(Field, ReplyTo);
  EXPECT_ITS_NAME(Field, To);
  EXPECT_ITS_NAME(Field, Cc);
  EXPECT_ITS_NAME(Field, Bcc);
  EXPECT_ITS_NAME(Field, Subject);
  EXPECT_ITS_NAME(Field, HeaderValue);
  EXPECT_ITS_NAME(Field, Text);
}

}  // namespace
}  // namespace postino
