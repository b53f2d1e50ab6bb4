// SPDX-License-Identifier: MIT
// The judge itself, by examples.
#include <gtest/gtest.h>

#include "judge/judge.hpp"

namespace postino::test {
namespace {

Answer reply(Phase to, std::uint16_t code) { return {.to = to, .code = code, .words = "words"}; }
Answer lost(Phase to) { return {.to = to, .absence = Fault::ConnectionLost}; }

/// "Accepted: ServiceClosing 421 in EndOfData; Accepted 250, Unknown 0".
std::string judged(const Conversation& conversation) {
  const Expected expected = judge(conversation);
  std::string words{name(expected.outcome)};
  words.append(": ").append(name(*expected.fault)).append(" ");
  words.append(std::to_string(expected.code)).append(" in ").append(name(*expected.phase));
  for (const RecipientReport& one : expected.recipients) {
    words.append(&one == expected.recipients.data() ? "; " : ", ").append(name(one.outcome));
    words.append(" ").append(std::to_string(one.code));
  }
  return words;
}

TEST(Judge, TakesTheFirstRefusalThatDecides) {
  EXPECT_EQ(judged({.answers = {reply(Phase::MailFrom, 550), reply(Phase::RcptTo, 503),
                                lost(Phase::Data)}}),
            "Rejected: NegativeReply 550 in MailFrom; Rejected 0");
}

TEST(Judge, ReportsTheFirstRecipientWithTheOutcome) {
  EXPECT_EQ(judged({.recipients = 2,
                    .answers = {reply(Phase::MailFrom, 250), reply(Phase::RcptTo, 550),
                                reply(Phase::RcptTo, 451)}}),
            "Deferred: AllRecipients 451 in RcptTo; Rejected 550, Deferred 451");
}

TEST(Judge, K07_Takes552ToARecipientFor452) {
  EXPECT_EQ(judged({.recipients = 2,
                    .answers = {reply(Phase::MailFrom, 250), reply(Phase::RcptTo, 550),
                                reply(Phase::RcptTo, 552)}}),
            "Deferred: AllRecipients 552 in RcptTo; Rejected 550, Deferred 552");
}

TEST(Judge, DoesNotKnowOfAnEndThatWasHandedOver) {
  Conversation conversation{.answers = {reply(Phase::MailFrom, 250), reply(Phase::RcptTo, 251),
                                        reply(Phase::Data, 354), lost(Phase::EndOfData)}};
  EXPECT_EQ(judged(conversation), "Deferred: ConnectionLost 0 in EndOfData; Deferred 251");
  conversation.end_handed_over = true;
  EXPECT_EQ(judged(conversation), "Unknown: ConnectionLost 0 in EndOfData; Unknown 251");
  conversation.lmtp = true;
  EXPECT_EQ(judged(conversation), "Unknown: ConnectionLost 0 in EndOfData; Unknown 0");
}

TEST(Judge, LetsAWholeLmtpMessageBeWhatOneRecipientIs) {
  Conversation conversation{
      .lmtp = true,
      .recipients = 3,
      .answers = {reply(Phase::MailFrom, 250), reply(Phase::RcptTo, 250), reply(Phase::RcptTo, 250),
                  reply(Phase::RcptTo, 250), reply(Phase::Data, 354), reply(Phase::EndOfData, 250),
                  reply(Phase::EndOfData, 421)},
      .end_handed_over = true};
  EXPECT_EQ(judged(conversation),
            "Accepted: ServiceClosing 421 in EndOfData; Accepted 250, Deferred 421, Unknown 0");
  conversation.answers[1] = reply(Phase::RcptTo, 451);
  conversation.answers[5] = reply(Phase::EndOfData, 550);
  conversation.answers[6] = reply(Phase::EndOfData, 551);
  EXPECT_EQ(judged(conversation),
            "Deferred: NegativeReply 550 in EndOfData; Deferred 451, Rejected 550, Rejected 551");
}

TEST(Judge, K29_LooksAtTheConnectionWhenEhloIsRefused) {
  const auto refused = [](Security security, bool login, bool secured, std::uint16_t code) {
    Answer answer = reply(Phase::Ehlo, code);
    answer.secured = secured;
    const std::string words = judged({.security = security, .login = login, .answers = {answer}});
    return words.substr(0, words.find(" in "));
  };
  const bool in_clear = false;
  EXPECT_EQ(refused(Security::StartTls, false, in_clear, 502), "Unsafe: StartTlsNotOffered 502");
  EXPECT_EQ(refused(Security::StartTls, true, in_clear, 550), "Deferred: NegativeReply 550");
  EXPECT_EQ(refused(Security::Opportunistic, true, in_clear, 502), "Deferred: AuthNotOffered 502");
  EXPECT_EQ(refused(Security::None, true, in_clear, 502), "Unsafe: AuthNotOffered 502");
  EXPECT_EQ(refused(Security::None, true, in_clear, 550), "Deferred: NegativeReply 550");
  EXPECT_EQ(refused(Security::StartTls, true, true, 502), "Unsafe: AuthNotOffered 502");
}

TEST(Judge, FallsBackOnARefusedEhlo) {
  EXPECT_EQ(judged({.answers = {reply(Phase::Ehlo, 550), lost(Phase::Helo)}}),
            "Deferred: NegativeReply 550 in Ehlo; Deferred 0");
  EXPECT_EQ(judged({.answers = {reply(Phase::Ehlo, 502), lost(Phase::Helo)}}),
            "Deferred: ConnectionLost 0 in Helo; Deferred 0");
}

}  // namespace
}  // namespace postino::test
