// SPDX-License-Identifier: MIT
#include "postino/detail/heard.hpp"

#include <gtest/gtest.h>

#include "session/decision.hpp"

namespace postino::detail {
namespace {

TEST(Heard, ACodeOfTwoHundredAcceptsAndNoOther) {
  for (std::uint16_t code = 200; code < 300; ++code) {
    EXPECT_EQ(outcome_of(code), Outcome::Accepted) << code;
  }
  for (std::uint16_t code = 300; code < 500; ++code) {
    EXPECT_EQ(outcome_of(code), Outcome::Deferred) << code;
  }
  for (std::uint16_t code = 500; code < 600; ++code) {
    EXPECT_EQ(outcome_of(code), Outcome::Rejected) << code;
  }
}

TEST(Heard, ARefusalIsForGoodFromFiveHundredOn) {
  for (std::uint16_t code = 400; code < 600; ++code) {
    EXPECT_EQ(refusal_of(code), code < 500 ? Outcome::Deferred : Outcome::Rejected) << code;
  }
}

TEST(Heard, NothingIsSettledBeforeMail) {
  Decision decision{.outcome = Outcome::Rejected,
                    .fault = Fault::NegativeReply,
                    .phase = Phase::AuthResponse,
                    .heard = {.code = 535}};
  EXPECT_FALSE(decision.settled(Phase::AuthResponse));
  decision.phase = Phase::MailFrom;
  EXPECT_TRUE(decision.settled(Phase::MailFrom));
}

}  // namespace
}  // namespace postino::detail
