// SPDX-License-Identifier: MIT
// How a protected connection ends: RFC 8446 6.1.
#include <gtest/gtest.h>

#include <algorithm>

#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

class Farewell : public ::testing::TestWithParam<int> {
 protected:
  TlsBench bench{{.version = GetParam(), .identity = server_identity()}};

  /// Does that when a line that begins so was heard.
  void at(const string& begins, std::function<void()> what) {
    bench.server.on_line = [begins, what = std::move(what)](const string& line) {
      if (line.starts_with(begins)) what();
    };
  }
};

TEST_P(Farewell, OursIsSaid) {
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_TRUE(bench.server.farewell_heard());
  EXPECT_EQ(bench.wire.ended(), FakeSocket::Ended::Closed);
}

TEST_P(Farewell, ATruncationIsALostConnection) {
  at("MAIL", [this] { bench.wire.fin(); });
  EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost");
}

TEST_P(Farewell, ATruncationBehindTheEndOfTheMailLeavesItUnknown) {
  at(".", [this] { bench.wire.fin(); });
  EXPECT_EQ(bench.send().what(), "Unknown: ConnectionLost");
}

TEST_P(Farewell, ATruncationInPlaceOfTheLastReplyIsNoEnd) {
  at("QUIT", [this] { bench.wire.fin(); });
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.ended(), FakeSocket::Ended::Aborted);
}

TEST_P(Farewell, TheServersInTheMidstOfAMailIsALostConnection) {
  at("MAIL", [this] {
    bench.server.close_notify();
    bench.wire.fin();
  });
  EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost");
}

TEST_P(Farewell, WhatFollowsTheServersIsNeverRead) {
  // Behind a farewell OpenSSL would say nothing; a forger of records would.
  at(".", [this] { bench.server.close_notify(); });
  bench.server.tamper = [](std::size_t, string octets) { return octets; };
  const Sent sent = bench.send_and_stay();
  EXPECT_EQ(sent.outcome, Outcome::Unknown);
}

TEST_P(Farewell, OctetsInClearUnderTlsAreUnsafe) {
  at("MAIL", [this] { bench.wire.deliver("250 ok\r\n250 ok\r\n354 go\r\n"); });
  EXPECT_EQ(bench.send().what(), "Unsafe: TlsFailed");
}

TEST_P(Farewell, ARecordThatWasTamperedWithIsUnsafe) {
  bool armed = false;
  at("MAIL", [&] { armed = true; });
  bench.server.tamper = [&](std::size_t, string octets) {
    if (armed) octets.back() ^= 1;
    return octets;
  };
  EXPECT_EQ(bench.send().what(), "Unsafe: TlsFailed");
}

TEST_P(Farewell, ARecordThatComesTwiceIsUnsafe) {
  bench.server.tamper = [this](std::size_t, const string& octets) {
    string sent = octets;
    if (bench.server.secured() && octets.starts_with('\x17')) sent += octets;
    return sent;
  };
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Unsafe: TlsFailed");
}

TEST_P(Farewell, ARecordThatDidNotLeaveWasNotTaken) {
  (void)bench.wire.connect("mail.example", 465);
  while (bench.tls.secure("mail.example") != Progress::Done) bench.server.run();
  Packet packet = bench.pool().take();
  std::ranges::copy(string{".\r\n"}, packet.room().begin());
  packet.extend(3);
  bench.wire.reset();
  EXPECT_EQ(bench.tls.send(packet, Push::Now), Progress::Failed);
  EXPECT_EQ(packet.size(), 3U);
  bench.tls.abort();
}

TEST_P(Farewell, AnAbortGivesEverythingBack) {
  for (int steps = 1; steps < 40; ++steps) {
    TlsBench one{{.version = GetParam(), .identity = server_identity()}, starved};
    ASSERT_TRUE(one.client.send(one.relay, one.mail, raw_mail));
    for (int i = 0; i < steps; ++i) one.step();
    one.client.abort();
    EXPECT_EQ(one.pool().taken(), 0U);
    one.random.forget();
    EXPECT_EQ(one.heap.used(), 0U);
    (void)one.client.take_report();
  }
}

TEST_P(Farewell, AConnectionServesSeveralMails) {
  bench.relay.keep_open = seconds(10);
  EXPECT_EQ(bench.send_and_stay().what(), "Accepted");
  EXPECT_EQ(bench.send_and_stay().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.server.mails.size(), 2U);
  EXPECT_EQ(bench.wire.connections(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Each, Farewell, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
