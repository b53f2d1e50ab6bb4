// SPDX-License-Identifier: MIT
// A server that says two replies at once. Where both commands had been heard the conversation is
// the same; where the second had not, its reply is early, and nothing is believed of it.
#include <gtest/gtest.h>

#include <string>

#include "resegmentation/conversation.hpp"

namespace postino::test {
namespace {

class TwoTurns : public ::testing::TestWithParam<const Scenario*> {};
INSTANTIATE_TEST_SUITE_P(Scenarios, TwoTurns, ::testing::ValuesIn(every_scenario()),
                         [](const auto& test) { return letters_of(test.param->name); });

/// Whether a mail ended for the right reason, or had ended before.
bool is_noticed(const Conversation& hurried, const std::string& turn) {
  for (const std::string& report : hurried.reports) {
    if (report.find("EarlyReply") != std::string::npos) return true;
    if (report.starts_with("Unsafe: OctetsBeforeTls")) return true;
    if (report.starts_with("Deferred: ServiceClosing")) return true;  // 421 may come at any time
  }
  return turn.find("queued") != std::string::npos;
}

TEST_P(TwoTurns, AtOnce) {
  Rig reference{*GetParam()};
  const Conversation whole = held(reference);
  const std::vector<ServerEnd::Turn> turns = reference.server.turns();
  std::size_t early = 0;
  for (std::size_t turn = 0; turn + 1 < turns.size(); ++turn) {
    const std::string& next = turns[turn + 1].octets;
    if (next.starts_with("220 mail")) continue;  // of another connection
    SCOPED_TRACE(turns[turn].octets + next);
    const Conversation hurried = held(*GetParam(), [&](Rig& rig) { rig.server.hurry(turn, next); });
    if (turns[turn].next_is_due) {
      EXPECT_EQ(hurried.trace, whole.trace);
      EXPECT_EQ(hurried.reports, whole.reports);
      EXPECT_EQ(hurried.mails, whole.mails);
      continue;
    }
    ++early;
    std::size_t accepted = 0;
    for (const std::string& report : hurried.reports) {
      if (report.starts_with("Accepted")) ++accepted;
    }
    EXPECT_LE(accepted, hurried.mails.size()) << "more were accepted than taken";
    EXPECT_TRUE(is_noticed(hurried, turns[turn].octets)) << ::testing::PrintToString(hurried);
  }
  EXPECT_GT(early, 2U);
}

}  // namespace
}  // namespace postino::test
