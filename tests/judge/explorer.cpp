// SPDX-License-Identifier: MIT
#include "judge/explorer.hpp"

#include <gtest/gtest.h>

namespace postino::test {
namespace {

constexpr std::size_t max_lines = 20;

constexpr Word usual[] = {Word::Yes, Word::Later, Word::No, Word::Closing};
constexpr Word of_ehlo[] = {Word::Yes, Word::Later, Word::No, Word::Form, Word::Closing};
constexpr Word of_recipient[] = {Word::Yes, Word::Later, Word::No, Word::Full, Word::Closing};
constexpr Word of_auth[] = {Word::Yes,     Word::Later,  Word::No,
                            Word::Closing, Word::Syntax, Word::Form};
constexpr Word of_challenge[] = {Word::Challenge, Word::Later,  Word::No,
                                 Word::Closing,   Word::Syntax, Word::Form};
constexpr Word well[] = {Word::Yes};

}  // namespace

Explorer::Explorer(const Mode& mode, std::size_t recipients) {
  at_.mode = &mode;
  at_.recipients = recipients;
}

std::size_t Explorer::run() {
  explore();
  EXPECT_LE(found_, max_lines) << "and further ones, of " << runs_ << " combinations";
  return runs_;
}

void Explorer::explore() {
  const Held run = hold_closings();
  if (!at_.words.empty() && at_.words.back() == Word::Closing) return;
  if (at_.recipients < 3) hold_others();
  if (!run.struck) return;
  for (const Word word : words_for(run)) {
    at_.words.push_back(word);
    explore();
    at_.words.pop_back();
  }
}

/// Returns one of the runs.
Held Explorer::hold_closings() {
  for (const bool one_by_one : {false, true}) {
    hold_one(Break::Close, one_by_one);
    hold_one(Break::Reset, one_by_one);
  }
  hold_one(Break::Silence, false);
  return hold_one(Break::Silence, true);
}

void Explorer::hold_others() {
  hold_one(Break::Half, false);
  hold_one(Break::Garbage, true);
  hold_one(Break::Odd, false);
  hold_one(Break::Abort, true);
}

Held Explorer::hold_one(Break breaks, bool one_by_one) {
  at_.breaks = breaks;
  at_.one_by_one = one_by_one;
  ++runs_;
  Held run = hold(at_);
  const std::string found = difference(at_, run);
  if (!found.empty() && ++found_ <= max_lines) ADD_FAILURE() << found;
  return run;
}

/// What the command can be answered that was left without a reply.
std::span<const Word> Explorer::words_for(const Held& run) const {
  const Phase command = *run.struck;
  if (command > at_.mode->to) return well;
  if (command == Phase::Ehlo) return of_ehlo;
  // Not of three, which are combinations enough.
  if (command == Phase::RcptTo && at_.recipients < 3) return of_recipient;
  const bool in_auth = command == Phase::Auth || command == Phase::AuthResponse;
  if (!in_auth) return usual;
  const std::size_t challenges = at_.mode->logs_in == Mode::LogsIn::Login ? 2 : 1;
  const bool all_said = run.initial_response || run.challenges == challenges;
  return all_said ? std::span<const Word>{of_auth} : std::span<const Word>{of_challenge};
}

}  // namespace postino::test
