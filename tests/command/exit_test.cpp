// SPDX-License-Identifier: MIT
#include "exit.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "result.hpp"

namespace postino::demo {

void PrintTo(Exit status, std::ostream* out) { *out << static_cast<int>(status); }

}  // namespace postino::demo

namespace postino::test {
namespace {

using demo::Exit;

constexpr RecipientReport accepted{.outcome = Outcome::Accepted, .code = 250};
constexpr RecipientReport rejected{
    .outcome = Outcome::Rejected, .code = 550, .enhanced = {5, 1, 1}};
constexpr RecipientReport deferred{.outcome = Outcome::Deferred, .code = 450};
constexpr RecipientReport unknown{.outcome = Outcome::Unknown, .code = 0};

Exit exit_of(Outcome outcome, std::vector<RecipientReport> recipients, Fault fault = Fault::None) {
  return demo::exit_of({.outcome = outcome, .error = {.fault = fault}, .recipients = recipients});
}

TEST(ExitOf, EveryRecipientGotIt) {
  EXPECT_EQ(exit_of(Outcome::Accepted, {accepted}), Exit::Accepted);
  EXPECT_EQ(exit_of(Outcome::Accepted, {accepted, accepted, accepted}), Exit::Accepted);
}

TEST(ExitOf, C01OneUnknownRecipientIsEnoughForUnknown) {
  const Fault lost = Fault::ConnectionLost;
  EXPECT_EQ(exit_of(Outcome::Accepted, {accepted, unknown, unknown}, lost), Exit::Protocol);
  EXPECT_EQ(exit_of(Outcome::Accepted, {rejected, deferred, unknown, accepted}, lost),
            Exit::Protocol);
  EXPECT_EQ(exit_of(Outcome::Unknown, {rejected, unknown}, lost), Exit::Protocol);
  EXPECT_EQ(exit_of(Outcome::Unknown, {deferred, unknown}, Fault::ServiceClosing), Exit::Protocol);
  EXPECT_EQ(exit_of(Outcome::Accepted, {unknown, accepted}), Exit::Protocol);
}

TEST(ExitOf, C02OneDeferredRecipientIsToBeTriedAgain) {
  EXPECT_EQ(exit_of(Outcome::Deferred, {rejected, deferred}, Fault::NegativeReply), Exit::Deferred);
  EXPECT_EQ(exit_of(Outcome::Accepted, {rejected, deferred, accepted}), Exit::Deferred);
  EXPECT_EQ(exit_of(Outcome::Rejected, {deferred, rejected}, Fault::NegativeReply), Exit::Deferred);
  EXPECT_EQ(exit_of(Outcome::Deferred, {rejected, deferred}, Fault::ConnectionLost),
            Exit::Deferred);
  EXPECT_EQ(exit_of(Outcome::Deferred, {rejected, deferred}, Fault::AllRecipients), Exit::Deferred);
}

TEST(ExitOf, RejectedWhereNothingElseIs) {
  EXPECT_EQ(exit_of(Outcome::Accepted, {accepted, rejected}), Exit::Rejected);
  EXPECT_EQ(exit_of(Outcome::Rejected, {rejected, rejected}, Fault::AllRecipients), Exit::Rejected);
}

TEST(ExitOf, WhatIsKnownOfTheWholeMessageIsMoreExact) {
  EXPECT_EQ(exit_of(Outcome::InvalidArgument, {}, Fault::InvalidAddress), Exit::InvalidArgument);
  EXPECT_EQ(exit_of(Outcome::InvalidArgument, {}, Fault::CredentialsInClear), Exit::Security);
  EXPECT_EQ(exit_of(Outcome::Rejected, {rejected}, Fault::LoginRejected), Exit::Security);
  EXPECT_EQ(exit_of(Outcome::Rejected, {rejected}, Fault::TlsOrLoginRequired), Exit::Security);
  EXPECT_EQ(exit_of(Outcome::Deferred, {deferred}, Fault::TlsOrLoginRequired), Exit::Deferred);
  EXPECT_EQ(exit_of(Outcome::Unsafe, {deferred}, Fault::WrongName), Exit::Security);
  EXPECT_EQ(exit_of(Outcome::Deferred, {deferred}, Fault::HostNotFound), Exit::NoHost);
  EXPECT_EQ(exit_of(Outcome::Deferred, {rejected, deferred}, Fault::SourceFailed), Exit::NoInput);
  EXPECT_EQ(exit_of(Outcome::Deferred, {deferred}, Fault::MalformedReply), Exit::Protocol);
  EXPECT_EQ(exit_of(Outcome::Deferred, {}, Fault::Aborted), Exit::Deferred);
}

std::string reason(Outcome outcome, Error error, std::string text,
                   std::vector<RecipientReport> recipients) {
  const std::vector<std::string> names{"ann@x", "bob@x", "cid@x"};
  return demo::reason(
      {.outcome = outcome,
       .error = error,
       .text = std::move(text),
       .addresses = {names.begin(), names.begin() + std::ptrdiff_t(recipients.size())},
       .recipients = std::move(recipients)});
}

TEST(Reason, C01NamesWhoMayNotHaveIt) {
  const Error lost{.fault = Fault::ConnectionLost, .phase = Phase::EndOfData};
  EXPECT_EQ(reason(Outcome::Accepted, lost, "", {accepted, unknown, unknown}),
            "accepted: the connection was lost, at end-of-data; not for all recipients: "
            "bob@x (unknown), cid@x (unknown)");
}

TEST(Reason, C02NamesEachWithTheReplyThatDecided) {
  const Error full{
      .fault = Fault::NegativeReply, .phase = Phase::EndOfData, .code = 451, .enhanced = {4, 3, 0}};
  EXPECT_EQ(reason(Outcome::Deferred, full, "4.3.0 disk full",
                   {{.outcome = Outcome::Deferred, .code = 250, .enhanced = {2, 1, 5}}, rejected}),
            "deferred: the server said, at end-of-data: 451 4.3.0 disk full; "
            "ann@x (deferred, 451 4.3.0), bob@x (rejected, 550 5.1.1)");
}

TEST(Reason, K25_NamesTheMechanismOfALogin) {
  const demo::Result refused{
      .outcome = Outcome::Rejected,
      .error = {.fault = Fault::LoginRejected, .phase = Phase::Auth, .code = 534},
      .text = "5.7.9 Application-specific password required",
      .mechanism = "PLAIN",
      .addresses = {},
      .recipients = {}};
  EXPECT_EQ(demo::reason(refused),
            "rejected: the login was rejected, at auth by PLAIN: "
            "534 5.7.9 Application-specific password required");
  demo::Result later = refused;
  later.error = {.fault = Fault::TlsOrLoginRequired, .phase = Phase::MailFrom, .code = 530};
  EXPECT_EQ(demo::reason(later),
            "rejected: the server wants TLS or a login first, at mail-from: "
            "530 5.7.9 Application-specific password required");
}

TEST(Reason, RecipientsThatFaredAlikeShareOneReason) {
  const Error full{.fault = Fault::NegativeReply, .phase = Phase::EndOfData, .code = 451};
  const RecipientReport both{.outcome = Outcome::Deferred, .code = 250};
  EXPECT_EQ(reason(Outcome::Deferred, full, "full", {both, both}),
            "deferred: the server said, at end-of-data: 451 full");
  EXPECT_EQ(reason(Outcome::Deferred, {.fault = Fault::ConnectFailed, .phase = Phase::Connect}, "",
                   {{}, {}}),
            "deferred: no connection, at connect");
}

}  // namespace
}  // namespace postino::test
