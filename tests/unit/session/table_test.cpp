// SPDX-License-Identifier: MIT
// The state machine against what it may do, written down apart from it.
#include "session/table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <set>
#include <string_view>

#include "unit/session/facts.hpp"

namespace postino {

void PrintTo(Phase phase, std::ostream* out) { *out << name(phase); }

namespace test {
namespace {

using detail::accepted;
using detail::command_of;
using detail::Does;
using detail::next_phase;
using detail::row_of;
using detail::timeout_of;

using Phases = std::set<Phase>;

Phases every_phase() {
  Phases all;
  for (auto i = static_cast<int>(Phase::Idle); i <= static_cast<int>(Phase::Quit); ++i) {
    all.insert(static_cast<Phase>(i));
  }
  return all;
}

/// All that can follow `phase`, given facts for which `possible` holds.
template <class Possible>
Phases successors(Phase phase, const Possible& possible) {
  Phases found;
  for (std::uint32_t bits = 0; bits < combinations; ++bits) {
    const Facts facts = facts_of(bits);
    if (possible(facts)) found.insert(next_phase(phase, facts));
  }
  return found;
}
Phases successors(Phase phase) {
  return successors(phase, [](const Facts&) { return true; });
}

Timeouts all_different() {
  return {.connect = {1},
          .greeting = {2},
          .command = {3},
          .handshake = {4},
          .auth = {5},
          .data = {6},
          .block = {7},
          .end_of_data = {8},
          .quit = {9},
          .packet_wait = {10},
          .session = {11}};
}

TEST(Table, EachPhaseHasItsOwnRow) {
  std::set<const detail::Row*> rows;
  for (const Phase phase : every_phase()) rows.insert(&row_of(phase));
  EXPECT_EQ(rows.size(), every_phase().size());
}

TEST(Table, EveryPhaseIsFollowedByAllThatMayFollowItAndNothingElse) {
  const std::map<Phase, Phases> allowed{
      {Phase::Idle, {Phase::Idle}},
      {Phase::Connect, {Phase::ImplicitTls, Phase::Greeting}},
      {Phase::ImplicitTls, {Phase::Greeting}},
      {Phase::Greeting, {Phase::Ehlo}},
      {Phase::Ehlo, {Phase::Helo, Phase::StartTls, Phase::Auth, Phase::MailFrom}},
      {Phase::Helo, {Phase::MailFrom}},
      {Phase::StartTls, {Phase::Handshake}},
      {Phase::Handshake, {Phase::Ehlo}},
      {Phase::Auth, {Phase::Auth, Phase::AuthResponse, Phase::MailFrom, Phase::Quit}},
      {Phase::AuthResponse, {Phase::AuthResponse, Phase::MailFrom, Phase::Quit}},
      {Phase::Rset, {Phase::MailFrom, Phase::Done}},
      {Phase::MailFrom, {Phase::RcptTo, Phase::Done}},
      {Phase::RcptTo, {Phase::RcptTo, Phase::Data, Phase::Chunk, Phase::EndOfData, Phase::Done}},
      {Phase::Data, {Phase::Content, Phase::EndOfData, Phase::Done}},
      {Phase::Content, {Phase::EndOfData}},
      {Phase::Chunk, {Phase::Chunk, Phase::EndOfData, Phase::Done}},
      {Phase::EndOfData, {Phase::Done}},
      {Phase::Done, {Phase::Rset, Phase::MailFrom, Phase::Quit}},
      {Phase::Quit, {Phase::Idle}},
  };
  ASSERT_EQ(allowed.size(), every_phase().size());
  for (const auto& [phase, after] : allowed) EXPECT_EQ(successors(phase), after) << name(phase);
}

TEST(Table, NoEhloFollowsAuthOrAMail) {
  for (const Phase phase : every_phase()) {
    const bool begins = phase == Phase::Greeting || phase == Phase::Handshake;
    EXPECT_EQ(successors(phase).contains(Phase::Ehlo), begins) << name(phase);
  }
}

TEST(Table, TlsThatIsDueComesBeforeAuthAndMail) {
  const auto due = [](const Facts& facts) { return facts.starttls_due() && !facts.negative(); };
  EXPECT_EQ(successors(Phase::Ehlo, due), Phases{Phase::StartTls});
}

TEST(Table, ALoginThatIsDueComesBeforeAnyMail) {
  const auto due = [](const Facts& facts) {
    return facts.login_due() && !facts.starttls_due() && !facts.negative();
  };
  EXPECT_EQ(successors(Phase::Ehlo, due), Phases{Phase::Auth});
}

TEST(Table, ARefusedLoginIsFollowedByNoMail) {
  for (const Phase phase : {Phase::Auth, Phase::AuthResponse}) {
    const Phases after = successors(phase, [](const Facts& facts) { return facts.negative(); });
    EXPECT_FALSE(after.contains(Phase::MailFrom)) << name(phase);
    EXPECT_FALSE(after.contains(Phase::Rset)) << name(phase);
  }
}

TEST(Table, AnOpenTransactionIsResetBeforeTheNext) {
  const auto due = [](const Facts& facts) { return facts.rset_due(); };
  // No transaction was begun yet on the connection of these.
  const Phases of_a_new_one{Phase::Ehlo, Phase::Helo, Phase::Auth, Phase::AuthResponse};
  for (const Phase phase : every_phase()) {
    if (phase == Phase::Rset || of_a_new_one.contains(phase)) continue;
    EXPECT_FALSE(successors(phase, due).contains(Phase::MailFrom)) << name(phase);
  }
  EXPECT_EQ(successors(Phase::Done, due), (Phases{Phase::Rset, Phase::Quit}));
}

TEST(Table, ContentIsSentOnlyAfterDataWasAcceptedAndForSomebody) {
  for (const Phase phase : every_phase()) {
    EXPECT_EQ(successors(phase).contains(Phase::Content), phase == Phase::Data) << name(phase);
  }
  const auto refused = [](const Facts& facts) { return facts.negative(); };
  const auto nobody = [](const Facts& facts) { return !facts.deliverable(); };
  EXPECT_EQ(successors(Phase::Data, refused), Phases{Phase::Done});
  EXPECT_FALSE(successors(Phase::Data, nobody).contains(Phase::Content));
  EXPECT_FALSE(successors(Phase::RcptTo, nobody).contains(Phase::Data));
}

TEST(Table, AMailGoesInChunksOrByDataAndNeverToNobody) {
  const auto chunking = [](const Facts& facts) { return facts.chunking(); };
  const auto nobody = [](const Facts& facts) { return !facts.deliverable(); };
  const auto more = [](const Facts& facts) { return facts.deliverable() && facts.chunk_due(); };
  EXPECT_FALSE(successors(Phase::RcptTo, chunking).contains(Phase::Data));
  for (const Phase phase : {Phase::RcptTo, Phase::Chunk}) {
    EXPECT_FALSE(successors(phase, nobody).contains(Phase::Chunk)) << name(phase);
    EXPECT_FALSE(successors(phase, nobody).contains(Phase::EndOfData)) << name(phase);
  }
  EXPECT_EQ(successors(Phase::Chunk, more), Phases{Phase::Chunk});
}

TEST(Table, AConnectionThatTakesNoFurtherMailIsQuit) {
  const auto exhausted = [](const Facts& facts) { return facts.exhausted(); };
  EXPECT_EQ(successors(Phase::Done, exhausted), Phases{Phase::Quit});
}

TEST(Table, NoRecipientIsPassedOver) {
  const auto more = [](const Facts& facts) { return facts.more_recipients(); };
  EXPECT_EQ(successors(Phase::RcptTo, more), Phases{Phase::RcptTo});
}

TEST(Table, AMailThatIsEndedIsDone) {
  EXPECT_EQ(successors(Phase::Content), Phases{Phase::EndOfData});
  EXPECT_EQ(successors(Phase::EndOfData), Phases{Phase::Done});
}

TEST(Table, OnlyRsetMailRcptAndChunksMayBeFollowedBeforeTheyAreAnswered) {
  // RFC 2920 3.1: EHLO, STARTTLS, AUTH, DATA and QUIT end a group; RFC 3030 4.2: BDAT does not.
  const Phases ahead{Phase::Rset, Phase::MailFrom, Phase::RcptTo, Phase::Chunk};
  for (const Phase phase : every_phase()) {
    EXPECT_EQ(row_of(phase).does == Does::AskAhead, ahead.contains(phase)) << name(phase);
  }
}

TEST(Table, EveryCommandAwaitsAReplyAndNothingElseButTheGreetingDoes) {
  for (const Phase phase : every_phase()) {
    const bool asks = row_of(phase).does == Does::Ask || row_of(phase).does == Does::AskAhead;
    EXPECT_EQ(row_of(phase).accepts != 0, asks || phase == Phase::Greeting) << name(phase);
  }
}

TEST(Table, EachCommandIsSpeltAsInItsRfc) {
  const std::map<Phase, std::string_view> commands{
      {Phase::Ehlo, "EHLO "},       {Phase::Helo, "HELO "}, {Phase::StartTls, "STARTTLS"},
      {Phase::Auth, "AUTH "},       {Phase::Rset, "RSET"},  {Phase::MailFrom, "MAIL FROM:<"},
      {Phase::RcptTo, "RCPT TO:<"}, {Phase::Data, "DATA"},  {Phase::Quit, "QUIT"},
  };
  for (const Phase phase : every_phase()) {
    const auto found = commands.find(phase);
    const std::string_view expected = found == commands.end() ? "" : found->second;
    EXPECT_EQ(command_of(phase), expected) << name(phase);
  }
}

TEST(Table, TheGreetingIsA220AndTheAnswerToStartTlsToo) {
  for (const Phase phase : {Phase::Greeting, Phase::StartTls}) {
    for (std::uint16_t code = 200; code < 600; ++code) {
      EXPECT_EQ(accepted(row_of(phase).accepts, code), code == 220) << name(phase) << code;
    }
  }
}

TEST(Table, K31_EhloAndHeloAreAcceptedBy250Alone) {
  for (const Phase phase : {Phase::Ehlo, Phase::Helo}) {
    for (std::uint16_t code = 200; code < 600; ++code) {
      EXPECT_EQ(accepted(row_of(phase).accepts, code), code == 250) << name(phase) << code;
    }
  }
}

TEST(Table, OfMailRcptAndTheFinalReplyTheFirstDigitDecides) {
  for (const Phase phase :
       {Phase::Rset, Phase::MailFrom, Phase::RcptTo, Phase::Chunk, Phase::EndOfData}) {
    for (std::uint16_t code = 200; code < 600; ++code) {
      EXPECT_EQ(accepted(row_of(phase).accepts, code), code < 300) << name(phase) << code;
    }
  }
}

TEST(Table, K27_DataIsAcceptedBy354AndAuthBy235Alone) {
  for (std::uint16_t code = 200; code < 600; ++code) {
    EXPECT_EQ(accepted(row_of(Phase::Data).accepts, code), code == 354) << code;
    for (const Phase phase : {Phase::Auth, Phase::AuthResponse}) {
      EXPECT_EQ(accepted(row_of(phase).accepts, code), code == 235) << name(phase) << code;
    }
  }
}

TEST(Table, EveryPhaseOfAConversationHasTheDeadlineOfItsKind) {
  const std::map<Phase, Millis Timeouts::*> deadlines{
      {Phase::Connect, &Timeouts::connect},     {Phase::ImplicitTls, &Timeouts::handshake},
      {Phase::Greeting, &Timeouts::greeting},   {Phase::Ehlo, &Timeouts::command},
      {Phase::Helo, &Timeouts::command},        {Phase::StartTls, &Timeouts::command},
      {Phase::Handshake, &Timeouts::handshake}, {Phase::Auth, &Timeouts::auth},
      {Phase::AuthResponse, &Timeouts::auth},   {Phase::Rset, &Timeouts::command},
      {Phase::MailFrom, &Timeouts::command},    {Phase::RcptTo, &Timeouts::command},
      {Phase::Data, &Timeouts::data},           {Phase::Content, &Timeouts::block},
      {Phase::Chunk, &Timeouts::block},         {Phase::EndOfData, &Timeouts::end_of_data},
      {Phase::Quit, &Timeouts::quit},
  };
  const Timeouts timeouts = all_different();
  for (const auto& [phase, deadline] : deadlines) {
    EXPECT_EQ(timeout_of(timeouts, phase).value, (timeouts.*deadline).value) << name(phase);
  }
}

TEST(Table, EveryPhaseCanBeReachedFromTheFirst) {
  Phases reached{Phase::Connect, Phase::Quit};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const Phase phase : Phases{reached}) reached.merge(successors(phase));
  }
  EXPECT_EQ(reached, every_phase());
}

}  // namespace
}  // namespace test
}  // namespace postino
