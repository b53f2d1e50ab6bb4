// SPDX-License-Identifier: MIT
// The pool under a conversation: empty, shared, slow to come back, small.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postino/config.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

string long_text(std::size_t octets) {
  string text = "Subject: Pump 3\r\n\r\n";
  while (text.size() < octets) text += ".The pump has been running dry since this morning.\r\n";
  return text;
}

/// Somebody else has all the packets.
std::vector<Packet> all_of(PacketPool& pool) {
  std::vector<Packet> taken;
  while (pool.taken() < pool.count()) taken.push_back(pool.take());
  return taken;
}

TEST(Packets, AnEmptyPoolIsDeferredAfterItsWait) {
  for (const Millis wait : {seconds(2), seconds(7)}) {
    Bench bench;
    bench.relay.timeouts.packet_wait = wait;
    bench.server.greets();
    std::vector<Packet> taken = all_of(bench.pool());
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Deferred: NoPacket in Ehlo");
    EXPECT_EQ(sent.took, wait);
    taken.clear();
  }
}

TEST(Packets, OneThatComesBackInTimeIsEnough) {
  Bench bench;
  bench.server.greets_and_offers().takes_mail().parts();
  std::vector<Packet> taken = all_of(bench.pool());
  bench.start();
  bench.run_for(Millis{1990});
  taken.pop_back();
  EXPECT_EQ(bench.finish().what(), "Accepted");
  taken.clear();
}

TEST(Packets, AWaitThatIsOverIsForgotten) {
  Bench bench;
  bench.server.greets()
      .hears("EHLO {}")
      .waits(seconds(10))
      .says("250 mail.example")
      .takes_mail()
      .parts();
  std::vector<Packet> taken = all_of(bench.pool());
  bench.start();
  bench.run_for(seconds(1));
  taken.clear();
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST(Packets, EachWaitIsAsLongAsTheFirst) {
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
  bench.server.waits(seconds(1)).says("250 ok").hears("DATA").says("354 go").hears_mail();
  bench.server.says("250 ok").parts();
  std::vector<Packet> taken = all_of(bench.pool());
  bench.start();
  bench.run_for(Millis{1900});
  taken.clear();
  bench.run_while([&] { return bench.wire.in_clear().find("RCPT") == string::npos; });
  taken = all_of(bench.pool());
  bench.run_for(Millis{2900});
  taken.clear();
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST(Packets, AWaitThatTheSocketsOwnPacketsTakeOverIsForgotten) {
  Bench bench{{.packets = 2, .packet_bytes = 64}};
  const string text = long_text(300);
  bench.mail.text = text;
  bench.wire.behaviour.acknowledges_after = seconds(3);
  bench.server.greets_and_offers().takes_envelope().hears_mail(text);
  bench.server.waits(seconds(10)).says("250 ok").parts();
  bench.start();
  bench.run_while([&] { return bench.wire.in_clear().find("DATA\r\n") == string::npos; });
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

/// A mail that finds no packet behind the answer to `line`, which comes after a second.
string without_packets_behind(const string& line) {
  Bench bench;
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
  if (line == "DATA") bench.server.says("250 ok").hears("DATA");
  bench.server.waits(seconds(1)).says(line == "DATA" ? "354 go" : "250 ok");
  bench.start();
  bench.run_while([&] { return bench.wire.in_clear().find(line) == string::npos; });
  const std::vector<Packet> taken = all_of(bench.pool());
  const Sent sent = bench.finish();
  EXPECT_EQ(sent.took, seconds(3));
  bench.rest();
  return sent.what_and_where();
}

TEST(Packets, AnEmptyPoolInTheMiddleIsDeferredNotCutShort) {
  EXPECT_EQ(without_packets_behind("RCPT"), "Deferred: NoPacket in Data");
  EXPECT_EQ(without_packets_behind("DATA"), "Deferred: NoPacket in Content");
}

TEST(Packets, OneIsEnoughForAnyMail) {
  for (const std::size_t octets : {64U, 65U, 128U, 1460U}) {
    Bench bench{{.packets = 1, .packet_bytes = octets}};
    const string text = long_text(5000);
    bench.mail.text = text;
    bench.server.greets_and_offers({"PIPELINING"}).takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << octets;
    EXPECT_EQ(bench.server.mails().at(0).text, text) << octets;
    EXPECT_EQ(bench.pool().high_water(), 1U);
  }
}

TEST(Packets, HeldByTheSocketTheyAreWaitedForLongerThanThePoolsWait) {
  for (const Sizes& sizes : {starved, Sizes{.packets = 1, .packet_bytes = 64}, Sizes{}}) {
    Bench bench{sizes};
    const string text = long_text(2000);
    bench.mail.text = text;
    bench.wire.behaviour.acknowledges_after = seconds(3);
    bench.relay.timeouts.packet_wait = seconds(2);
    bench.server.greets_and_offers({"PIPELINING"}).takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
    EXPECT_EQ(bench.server.mails().at(0).text, text);
  }
}

TEST(Packets, ASmallWindowChangesNothing) {
  for (const std::size_t window : {1U, 2U, 7U, 100U}) {
    Bench bench{starved};
    const string text = long_text(1000);
    bench.mail.text = text;
    bench.wire.behaviour.window = window;
    bench.server.greets_and_offers({"PIPELINING"}).takes_mail().parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << window;
    EXPECT_EQ(bench.server.mails().at(0).text, text) << window;
  }
}

TEST(Packets, ASocketThatOftenTakesNothingChangesNothing) {
  Bench bench;
  const string text = long_text(10000);
  bench.mail.text = text;
  bench.wire.behaviour.stutters = true;
  bench.server.greets_and_offers({"PIPELINING"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.server.mails().at(0).text, text);
}

TEST(Packets, ComeBackWhenTheConnectionIsAborted) {
  Bench bench;
  bench.wire.behaviour.acknowledges_after = minutes(30);
  bench.relay.timeouts = netx_timeouts;
  bench.server.greets_and_offers({"PIPELINING"}).hears({"MAIL {}", "RCPT {}", "DATA"});
  EXPECT_EQ(bench.send().what(), "Deferred: Timeout");
  EXPECT_EQ(bench.pool().taken(), 0U);
}

TEST(Packets, ALongMailIsComposedInConstantMemory) {
  Bench bench{starved};
  const string text = long_text(300000);
  bench.mail.text = text;
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.server.mails().at(0).text, text);
  EXPECT_LE(bench.pool().high_water(), 2U);
}

TEST(Packets, OnePollDoesNotSendAWholeLongMail) {
  Bench bench;
  const string text = long_text(300000);
  bench.mail.text = text;
  bench.server.greets_and_offers().takes_mail().parts();
  bench.start();
  bench.run_while([&] { return bench.wire.in_clear().find("DATA\r\n") == string::npos; });
  const std::size_t before = bench.wire.taken();
  bench.client.poll(bench.clock.now());
  EXPECT_LE(bench.wire.taken() - before, std::size_t{config::max_packets_per_poll} * 1460U);
  EXPECT_TRUE(bench.clock.now().reached(bench.client.poll_at()));
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
