// SPDX-License-Identifier: MIT
/// A thousand mails over a wire that loses, doubles, delays and reorders segments, to a server that
/// may refuse, reset or fall silent, on a link that may be cut: no run may end in a false outcome,
/// and each leaves lwIP and the pool as they were.
#include <gtest/gtest.h>

#include <map>

#include "mail_run.hpp"

namespace postino::test {
namespace {

constexpr unsigned runs_of_a_test = 100;

class LwipLossy : public testing::TestWithParam<unsigned> {
 protected:
  void judge(const Circumstances& circumstances, const Sent& sent, const SmtpPeer& peer);

  std::map<std::string, unsigned> outcomes_;
};

void LwipLossy::judge(const Circumstances& circumstances, const Sent& sent, const SmtpPeer& peer) {
  const std::string which = "seed " + std::to_string(circumstances.seed) + ": " + sent.what();
  for (const std::string& text : peer.arrived) {
    EXPECT_TRUE(text == circumstances.letter) << which << ", and the mail differs";
  }
  EXPECT_LE(peer.arrived.size(), 1U) << which;
  if (sent.outcome == Outcome::Accepted) {
    EXPECT_EQ(peer.accepted.size(), 1U) << which;
  } else if (sent.outcome != Outcome::Unknown) {
    EXPECT_EQ(peer.accepted.size(), 0U) << which;
  }
  if (circumstances.fair()) {
    EXPECT_EQ(sent.what(), "Accepted") << which;
  }
  if (circumstances.treatment == Treatment::SilentAtEnd && peer.arrived.size() == 1) {
    EXPECT_EQ(sent.outcome, Outcome::Unknown) << which;
  }
  ++outcomes_[sent.what()];
}

TEST_P(LwipLossy, EveryMailArrivesAsItIsOrEndsInAnHonestOutcome) {
  const std::size_t lost = Stack::instance().wire.lost();
  for (unsigned run = 0; run < runs_of_a_test; ++run) {
    const Circumstances circumstances{GetParam() * runs_of_a_test + run};
    MailRun mail{circumstances};
    const Sent sent = mail.send();
    judge(circumstances, sent, mail.peer);
  }
  std::string summary;
  for (const auto& [what, count] : outcomes_) summary += std::to_string(count) + ' ' + what + ", ";
  RecordProperty("outcomes", summary);
  EXPECT_GT(Stack::instance().wire.lost() - lost, runs_of_a_test) << "is the wire a lossy one?";
  EXPECT_GT(outcomes_["Accepted"], runs_of_a_test / 2);
}

INSTANTIATE_TEST_SUITE_P(Seeds, LwipLossy, testing::Range(0U, 10U));

}  // namespace
}  // namespace postino::test
