// SPDX-License-Identifier: MIT
// A transport that computes, or that has more to pass over than one poll() reads.
#include <gtest/gtest.h>

#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

struct ProtectedBench : Bench {
  explicit ProtectedBench(const Sizes& sizes = {}) : Bench{sizes} {
    relay.security = Security::Tls;
  }
};

TEST(WorkingTransport, AHandshakeGoesOnWithTheNextPollAndNoTimePasses) {
  std::size_t polls = 0;
  for (const std::size_t works : {0U, 1U, 5U}) {
    ProtectedBench bench;
    bench.tls.works = works;
    bench.server.starts_tls().greets_and_offers().takes_mail().parts();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Accepted");
    EXPECT_EQ(sent.took, Millis{});
    EXPECT_EQ(bench.tls.works, 0U);
    if (works == 0) polls = bench.polls();
    EXPECT_EQ(bench.polls(), polls + works) << works;
  }
}

TEST(WorkingTransport, AKeptConnectionOnWhichItNeverRestsIsDropped) {
  ProtectedBench bench;
  bench.relay.keep_open = minutes(1);
  bench.tls.rests = 3;
  bench.server.starts_tls().greets_and_offers().takes_mail();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.run_for(seconds(1));
  EXPECT_FALSE(bench.client.connected());
  EXPECT_EQ(bench.wire.ended(), FakeSocket::Ended::Aborted);
  bench.tls.rests = 0;
  bench.server.next_connection().starts_tls().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 2U);
}

TEST(WorkingTransport, WithoutRoomForWordsALoginIsNoOther) {
  Bench bench{Sizes{.reply_text = 0}};
  bench.relay.login = credentials;
  bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN AHB1bXAAc2VjcmV0");
  bench.server.says("235 pump, secret").takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.text, "");
}

}  // namespace
}  // namespace postino::test
