// SPDX-License-Identifier: MIT
// docs/errors.md, "What decides", over every combination of replies.
#include <gtest/gtest.h>

#include "judge/explorer.hpp"

namespace postino::test {
namespace {

using Carries = Mode::Carries;
using LogsIn = Mode::LogsIn;

/// A mode, and how many combinations it has.
struct Case {
  Mode mode;
  std::size_t runs = 0;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.mode.name; }

std::size_t runs_with(const Mode& mode, std::size_t max_recipients) {
  std::size_t runs = 0;
  for (std::size_t recipients = 1; recipients <= max_recipients; ++recipients) {
    runs += Explorer{mode, recipients}.run();
  }
  return runs;
}

class JudgedMessage : public ::testing::TestWithParam<Case> {};

TEST_P(JudgedMessage, EndsAsThePageSays) {
  EXPECT_EQ(runs_with(GetParam().mode, 3), GetParam().runs) << "combinations";
}

constexpr Case data[] = {{{.name = "DATA"}, 2198},
                         {{.name = "DATA pipelined", .pipelined = true}, 10094}};
constexpr Case chunks[] = {
    {{.name = "BDAT", .carries = Carries::Known}, 1454},
    {{.name = "BDAT pipelined", .carries = Carries::Known, .pipelined = true}, 2630},
    {{.name = "BDAT in chunks", .carries = Carries::Unknown}, 2486},
    {{.name = "BDAT in chunks, pipelined", .carries = Carries::Unknown, .pipelined = true}, 7454}};
constexpr Case eagerly[] = {
    {{.name = "eager", .carries = Carries::Known, .eager = true}, 1454},
    {{.name = "eager, pipelined", .carries = Carries::Known, .eager = true, .pipelined = true},
     5990},
    {{.name = "eager in chunks, pipelined",
      .carries = Carries::Unknown,
      .eager = true,
      .pipelined = true},
     84398}};
constexpr Case lmtp_data[] = {{{.name = "LMTP", .lmtp = true}, 3026},
                              {{.name = "LMTP pipelined", .pipelined = true, .lmtp = true}, 7562}};
constexpr Case lmtp_chunks[] = {
    {{.name = "LMTP BDAT", .carries = Carries::Known, .lmtp = true}, 2282},
    {{.name = "LMTP BDAT pipelined", .carries = Carries::Known, .pipelined = true, .lmtp = true},
     3458},
    {{.name = "LMTP BDAT in chunks", .carries = Carries::Unknown, .lmtp = true}, 3314},
    {{.name = "LMTP BDAT in chunks, pipelined",
      .carries = Carries::Unknown,
      .pipelined = true,
      .lmtp = true},
     4490}};
INSTANTIATE_TEST_SUITE_P(Data, JudgedMessage, ::testing::ValuesIn(data));
INSTANTIATE_TEST_SUITE_P(Chunks, JudgedMessage, ::testing::ValuesIn(chunks));
INSTANTIATE_TEST_SUITE_P(Eager, JudgedMessage, ::testing::ValuesIn(eagerly));
INSTANTIATE_TEST_SUITE_P(LmtpData, JudgedMessage, ::testing::ValuesIn(lmtp_data));
INSTANTIATE_TEST_SUITE_P(LmtpChunks, JudgedMessage, ::testing::ValuesIn(lmtp_chunks));

/// What comes before MAIL.
class JudgedOpening : public ::testing::TestWithParam<Case> {};

TEST_P(JudgedOpening, EndsAsThePageSays) {
  EXPECT_EQ(runs_with(GetParam().mode, 1), GetParam().runs) << "combinations";
}

constexpr Case greetings[] = {
    {{.name = "greeting", .from = Phase::Greeting, .to = Phase::Helo}, 284},
    {{.name = "LMTP greeting", .lmtp = true, .from = Phase::Greeting, .to = Phase::Helo}, 132},
    {{.name = "STARTTLS",
      .security = Security::StartTls,
      .from = Phase::Ehlo,
      .to = Phase::StartTls},
     330},
    {{.name = "opportunistic",
      .security = Security::Opportunistic,
      .from = Phase::Ehlo,
      .to = Phase::StartTls},
     482}};
constexpr Case logins[] = {{{.name = "AUTH PLAIN",
                             .logs_in = LogsIn::Plain,
                             .from = Phase::Ehlo,
                             .to = Phase::AuthResponse},
                            456},
                           {{.name = "AUTH LOGIN",
                             .logs_in = LogsIn::Login,
                             .from = Phase::Auth,
                             .to = Phase::AuthResponse},
                            218},
                           {{.name = "STARTTLS, AUTH PLAIN",
                             .security = Security::StartTls,
                             .logs_in = LogsIn::Plain,
                             .from = Phase::Auth,
                             .to = Phase::AuthResponse},
                            410}};
/// EHLO and what follows it, whatever the connection is.
constexpr Case hellos[] = {
    {{.name = "STARTTLS and a login",
      .security = Security::StartTls,
      .logs_in = LogsIn::Plain,
      .from = Phase::Ehlo,
      .to = Phase::StartTls},
     188},
    {{.name = "opportunistic and a login",
      .security = Security::Opportunistic,
      .logs_in = LogsIn::Plain,
      .from = Phase::Ehlo,
      .to = Phase::StartTls},
     188},
    {{.name = "TLS", .security = Security::Tls, .from = Phase::Greeting, .to = Phase::Helo}, 284},
    {{.name = "TLS and a login",
      .security = Security::Tls,
      .logs_in = LogsIn::Plain,
      .from = Phase::Ehlo,
      .to = Phase::Helo},
     106}};
INSTANTIATE_TEST_SUITE_P(K29_Hellos, JudgedOpening, ::testing::ValuesIn(hellos));
INSTANTIATE_TEST_SUITE_P(Greetings, JudgedOpening, ::testing::ValuesIn(greetings));
INSTANTIATE_TEST_SUITE_P(Logins, JudgedOpening, ::testing::ValuesIn(logins));

/// A message after one that was broken off on the same connection.
class JudgedAgain : public ::testing::TestWithParam<Case> {};

TEST_P(JudgedAgain, EndsAsThePageSays) {
  EXPECT_EQ(runs_with(GetParam().mode, 2), GetParam().runs) << "combinations";
}

constexpr Case second_messages[] = {
    {{.name = "RSET", .after_refusal = true, .from = Phase::Rset}, 1016},
    {{.name = "RSET pipelined", .pipelined = true, .after_refusal = true, .from = Phase::Rset},
     5312},
    {{.name = "RSET, BDAT pipelined",
      .carries = Carries::Known,
      .pipelined = true,
      .after_refusal = true,
      .from = Phase::Rset},
     1280}};
INSTANTIATE_TEST_SUITE_P(Rset, JudgedAgain, ::testing::ValuesIn(second_messages));

}  // namespace
}  // namespace postino::test
