// SPDX-License-Identifier: MIT
// Replies that no command asked for.
#include <gtest/gtest.h>

#include "judge/combination.hpp"

namespace postino::test {
namespace {

using Carries = Mode::Carries;

constexpr Word words[] = {Word::Yes, Word::Later, Word::No, Word::Closing};

constexpr Mode in_step[] = {{.name = "DATA"},
                            {.name = "BDAT", .carries = Carries::Known},
                            {.name = "BDAT in chunks", .carries = Carries::Unknown},
                            {.name = "LMTP", .lmtp = true}};
constexpr Mode with_content[] = {
    {.name = "DATA"},
    {.name = "DATA pipelined", .pipelined = true},
    {.name = "BDAT", .carries = Carries::Known},
    {.name = "BDAT pipelined", .carries = Carries::Known, .pipelined = true},
    {.name = "eager", .carries = Carries::Known, .eager = true, .pipelined = true}};

Held hold_and_judge(const Combination& combination) {
  Held held = hold(combination);
  const std::string found = difference(combination, held);
  if (!found.empty()) ADD_FAILURE() << found;
  return held;
}

/// With each reply; after the last one the message has its report.
std::size_t hold_with_each_reply(Combination combination) {
  std::size_t runs = 0;
  bool accepted = false;
  while (!accepted) {
    combination.words.push_back(Word::Yes);
    accepted = hold_and_judge(combination).sent.outcome == Outcome::Accepted;
    ++runs;
  }
  return runs;
}

TEST(JudgedUnasked, WithAnyReplyOfALockStep) {
  std::size_t runs = 0;
  for (const Mode& mode : in_step) {
    for (const Word word : words) {
      runs += hold_with_each_reply({.mode = &mode, .breaks = Break::Unasked, .unasked = word});
    }
  }
  EXPECT_EQ(runs, 64U);
}

TEST(JudgedUnasked, AmidTheContent) {
  for (const Mode& mode : with_content) {
    for (const Word word : words) {
      const Held held = hold_and_judge({.mode = &mode,
                                        .recipients = 2,
                                        .breaks = Break::Amid,
                                        .words = {Word::Yes, Word::Yes, Word::Yes, Word::Yes},
                                        .unasked = word});
      EXPECT_EQ(held.struck, Phase::Content);
    }
  }
}

}  // namespace
}  // namespace postino::test
