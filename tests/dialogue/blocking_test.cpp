// SPDX-License-Identifier: MIT
// send_mail(): one mail for a program that may block, in virtual time all the same.
#include <gtest/gtest.h>

#include <string>

#include "postino/send_mail.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

/// Sleeps until something has arrived on a bench, or the time has come.
class BenchWaiter final : public Waiter {
 public:
  explicit BenchWaiter(Bench& bench) : bench_{&bench} {}
  Millis now() override { return bench_->clock.now(); }
  void wait(Millis until) override {
    ++waits;
    bench_->doze(until);
  }
  std::size_t waits = 0;

 private:
  Bench* bench_;
};

TEST(Blocking, AMailIsSentAndTheConnectionClosed) {
  Bench bench;
  BenchWaiter waiter{bench};
  bench.server.greets_and_offers({"PIPELINING"}).waits(seconds(3)).takes_mail().parts();
  const Report report = send_mail(bench.client, waiter, bench.relay, bench.mail, raw_mail);
  EXPECT_EQ(report.outcome, Outcome::Accepted);
  EXPECT_EQ(report.error.code, 250);
  EXPECT_EQ(report.text, "2.0.0 queued as 4711");
  ASSERT_EQ(report.recipients.size(), 1U);
  EXPECT_EQ(report.recipients[0].code, 250);
  EXPECT_FALSE(bench.client.connected());
  EXPECT_TRUE(bench.client.idle());
  EXPECT_GE(bench.elapsed().value, 3000U);
  EXPECT_LT(waiter.waits, 50U);
}

TEST(Blocking, AKeptConnectionIsClosedAllTheSame) {
  Bench bench;
  BenchWaiter waiter{bench};
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail().parts();
  const Report report = send_mail(bench.client, waiter, bench.relay, bench.mail, raw_mail);
  EXPECT_EQ(report.outcome, Outcome::Accepted);
  EXPECT_FALSE(bench.client.connected());
  EXPECT_EQ(bench.elapsed(), Millis{});
}

TEST(Blocking, ASilentServerEndsItAtTheDeadline) {
  Bench bench;
  BenchWaiter waiter{bench};
  bench.relay.timeouts = netx_timeouts;
  const Report report = send_mail(bench.client, waiter, bench.relay, bench.mail, raw_mail);
  EXPECT_EQ(report.outcome, Outcome::Deferred);
  EXPECT_EQ(report.error.fault, Fault::Timeout);
  EXPECT_EQ(bench.elapsed(), seconds(10));
}

TEST(Blocking, AnInvalidArgumentReturnsAtOnce) {
  Bench bench;
  BenchWaiter waiter{bench};
  bench.mail.to = {};
  const Report report = send_mail(bench.client, waiter, bench.relay, bench.mail, raw_mail);
  EXPECT_EQ(report.outcome, Outcome::InvalidArgument);
  EXPECT_EQ(report.error.fault, Fault::NoRecipient);
  EXPECT_EQ(waiter.waits, 0U);
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Blocking, AMailUnderWayIsAborted) {
  Bench bench;
  BenchWaiter waiter{bench};
  bench.server.greets().hears("EHLO {}").next_connection().greets_and_offers().takes_mail().parts();
  EXPECT_TRUE(bench.client.send(bench.relay, bench.mail, raw_mail));
  for (int i = 0; i < 10; ++i) bench.client.poll(bench.clock.now());
  const Report report = send_mail(bench.client, waiter, bench.relay, bench.mail, raw_mail);
  EXPECT_EQ(report.outcome, Outcome::Accepted);
}

}  // namespace
}  // namespace postino::test
