// SPDX-License-Identifier: MIT
// A Source that has nothing now: how soon it is asked again, and what becomes of the packet.
#include <gtest/gtest.h>

#include "dialogue/slow_lines.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

struct SlowMail : Bench {
  SlowMail() {
    mail.text = source;
    server.greets_and_offers().takes_envelope();
  }
  SlowLines source{20};
};

TEST(PendingSource, IsAskedAgainAfterItsInterval) {
  SlowMail bench;
  bench.server.hears_mail().says("250 ok").parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(bench.source.pending, 21 * SlowLines::rest);
  EXPECT_GE(sent.took.value, 21 * config::retry_interval);
  EXPECT_LE(sent.took.value, 21 * SlowLines::rest * config::retry_interval);
}

TEST(PendingSource, ThatHasEndedIsNotWaitedFor) {
  SlowMail bench;
  bench.server.hears_mail().waits(seconds(20)).says("250 ok").parts();
  bench.start();
  bench.run_while([&] { return !bench.wire.in_clear().ends_with("\r\n.\r\n"); });
  bench.client.poll(bench.clock.now());
  EXPECT_GT((bench.client.poll_at() - bench.clock.now()).value, seconds(60).value);
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST(PendingSource, WhatItHadIsNotHeldBackMeanwhile) {
  SlowMail bench;
  bench.source.ends = false;
  bench.relay.timeouts.block = seconds(1);
  bench.server.hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: Timeout");
  for (const FakeSocket::Write& write : bench.wire.writes()) {
    EXPECT_EQ(write.push, Push::Now) << write.octets;
  }
  EXPECT_EQ(bench.wire.writes().back().octets, SlowLines::line);
}

}  // namespace
}  // namespace postino::test
