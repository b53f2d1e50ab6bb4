// SPDX-License-Identifier: MIT
#include "postino/send_mail.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"

namespace postino::test {
namespace {

/// Sleeps in virtual time, and lets the network do its part meanwhile.
class VirtualWaiter final : public Waiter {
 public:
  VirtualWaiter(VirtualClock& clock, FakeSocket& wire, ScriptedServer& server)
      : clock_{&clock}, wire_{&wire}, server_{&server} {}

  Millis now() override { return clock_->now(); }
  void wait(Millis until) override {
    if (++waits > 1000) GTEST_LOG_(FATAL) << "send_mail() does not end";
    const std::uint64_t before = wire_->activity();
    server_->run();
    wire_->turn();
    if (wire_->activity() != before) return;
    Millis next = until;
    for (const auto& event : {server_->next_event(), wire_->next_event()}) {
      if (event && next.reached(*event)) next = *event;
    }
    clock_->advance_to(next);
    wire_->tick();
    server_->run();
  }
  int waits = 0;

 private:
  VirtualClock* clock_;
  FakeSocket* wire_;
  ScriptedServer* server_;
};

class SendMail : public ::testing::Test {
 protected:
  Bench bench;
  VirtualWaiter waiter{bench.clock, bench.wire, bench.server};

  Report send() { return send_mail(bench.client, waiter, bench.relay, bench.mail, raw_mail); }
};

TEST_F(SendMail, ReturnsTheReportOfAMailThatWasTakenAndTheConnectionIsClosed) {
  bench.server.greets_and_offers().takes_mail().parts();
  const Report report = send();
  EXPECT_EQ(report.outcome, Outcome::Accepted);
  EXPECT_EQ(report.recipients.size(), 1U);
  EXPECT_FALSE(bench.client.connected());
  EXPECT_TRUE(bench.client.idle());
}

TEST_F(SendMail, ClosesTheConnectionAlthoughItIsToBeKeptOpen) {
  bench.relay.keep_open = minutes(5);
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(send().outcome, Outcome::Accepted);
  EXPECT_FALSE(bench.client.connected());
  EXPECT_TRUE(minutes(1).reached(bench.elapsed()));
}

TEST_F(SendMail, ReturnsAtOnceWhenAnArgumentIsInvalid) {
  bench.relay.host = "";
  const Report report = send();
  EXPECT_EQ(report.outcome, Outcome::InvalidArgument);
  EXPECT_EQ(report.error.fault, Fault::NoHost);
  EXPECT_EQ(waiter.waits, 0);
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(SendMail, ReturnsAtTheDeadlineWhenTheServerIsSilent) {
  const Report report = send();
  EXPECT_EQ(report.outcome, Outcome::Deferred);
  EXPECT_EQ(report.error.fault, Fault::Timeout);
  EXPECT_EQ(bench.elapsed(), bench.relay.timeouts.greeting);
}

TEST_F(SendMail, ReturnsWhenTheServerCannotBeReached) {
  bench.wire.behaviour.connect = Progress::NotFound;
  const Report report = send();
  EXPECT_EQ(report.outcome, Outcome::Deferred);
  EXPECT_EQ(report.error.fault, Fault::HostNotFound);
}

TEST_F(SendMail, QuitThatIsNotAnsweredIsNotWaitedForBeyondItsDeadline) {
  bench.server.greets_and_offers().takes_mail().hears("QUIT");
  EXPECT_EQ(send().outcome, Outcome::Accepted);
  EXPECT_FALSE(bench.client.connected());
  EXPECT_EQ(bench.elapsed(), bench.relay.timeouts.quit);
}

TEST_F(SendMail, AMailThatIsUnderWayIsAborted) {
  ASSERT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  bench.client.poll(bench.clock.now());
  EXPECT_TRUE(bench.client.connected());
  bench.server.next_connection().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(send().outcome, Outcome::Accepted);
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST_F(SendMail, AReportThatNobodyTookIsPassedOver) {
  bench.relay.host = "";
  ASSERT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  EXPECT_FALSE(bench.client.idle());
  bench.relay.host = "mail.example";
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(send().outcome, Outcome::Accepted);
}

TEST_F(SendMail, K28_ALoopThatEndsAConnectionDoesNotSleepAfterItsClose) {
  bench.relay.keep_open = minutes(5);
  bench.server.greets_and_offers().takes_mail().parts();
  ASSERT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  while (bench.client.take_report() == nullptr) {
    bench.client.poll(waiter.now());
    waiter.wait(bench.client.poll_at());
  }
  bench.client.quit();
  while (bench.client.connected()) {
    bench.client.poll(waiter.now());
    waiter.wait(bench.client.poll_at());
  }
  EXPECT_TRUE(seconds(10).reached(bench.elapsed()));
}

TEST_F(SendMail, K28_FinishEndsAKeptConnectionWithQuit) {
  bench.relay.keep_open = minutes(5);
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_TRUE(bench.client.connected());
  finish(bench.client, waiter);
  EXPECT_FALSE(bench.client.connected());
  EXPECT_TRUE(seconds(10).reached(bench.elapsed()));
}

TEST_F(SendMail, K28_FinishLetsAMessageEndFirst) {
  bench.relay.keep_open = minutes(5);
  bench.server.greets_and_offers().takes_mail().parts();
  ASSERT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  finish(bench.client, waiter);
  EXPECT_FALSE(bench.client.connected());
  const Report* const report = bench.client.take_report();
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->outcome, Outcome::Accepted);
  EXPECT_TRUE(seconds(10).reached(bench.elapsed()));
}

TEST_F(SendMail, K28_FinishWithoutAConnectionReturnsAtOnce) {
  finish(bench.client, waiter);
  EXPECT_EQ(waiter.waits, 0);
  EXPECT_FALSE(bench.client.connected());
}

TEST_F(SendMail, CanBeCalledAgainAndAgain) {
  for (int i = 0; i < 3; ++i) {
    if (i > 0) bench.server.next_connection();
    bench.server.greets_and_offers().takes_mail().parts();
    EXPECT_EQ(send().outcome, Outcome::Accepted);
  }
  EXPECT_EQ(bench.wire.connections(), 3U);
}

}  // namespace
}  // namespace postino::test
