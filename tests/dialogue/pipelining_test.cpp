// SPDX-License-Identifier: MIT
// RFC 2920, and the writes that carry a conversation.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;
using Lines = std::vector<string>;

/// Whole commands only, each write within a packet of that size.
void no_command_is_split(const Bench& bench, std::size_t packet_bytes) {
  for (const FakeSocket::Write& write : bench.wire.writes()) {
    EXPECT_LE(write.octets.size(), packet_bytes);
    EXPECT_TRUE(write.octets.ends_with("\r\n")) << write.octets;
  }
}

TEST(Pipelining, AWholeSessionOctetForOctet) {
  Bench bench;
  bench.relay.login = Login{.user = "pump", .password = "secret", .allow_clear_text = true};
  bench.mail.to = three;
  bench.server.greets_and_offers({"PIPELINING", "SIZE 1000000", "8BITMIME", "AUTH PLAIN"})
      .hears("AUTH PLAIN {}")
      .says("235 2.7.0 welcome")
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"})
      .hears_mail(Bench::letter)
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  const Lines writes{
      "EHLO client.example\r\n",
      "AUTH PLAIN " + base64(string("\0pump\0secret", 12)) + "\r\n",
      "MAIL FROM:<node7@plant.example> SIZE=29\r\n"
      "RCPT TO:<a@plant.example>\r\n"
      "RCPT TO:<b@plant.example>\r\n"
      "RCPT TO:<c@plant.example>\r\n"
      "DATA\r\n",
      "Subject: Pump 3\r\n\r\nDry run.\r\n.\r\n",
      "QUIT\r\n",
  };
  Lines written;
  for (const FakeSocket::Write& write : bench.wire.writes()) {
    written.push_back(write.octets);
    EXPECT_EQ(write.push, Push::Now) << write.octets;
  }
  EXPECT_EQ(written, writes);
  EXPECT_EQ(bench.wire.ended(), FakeSocket::Ended::Closed);
}

/// What is said when the server offers `capabilities`.
Lines flights_with(std::initializer_list<std::string_view> capabilities, Pipelining pipelining,
                   const Sizes& sizes = {}) {
  Bench bench{sizes};
  bench.relay.pipelining = pipelining;
  bench.mail.to = three;
  bench.server.greets_and_offers(capabilities).hears("MAIL {}").says("250 ok");
  for (int i = 0; i < 3; ++i) bench.server.hears("RCPT {}").says("250 ok");
  bench.server.hears("DATA").says("354 go").hears_mail().says("250 queued").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  no_command_is_split(bench, sizes.packet_bytes);
  return bench.wire.flights();
}

const Lines in_step{"EHLO client.example\r\n",
                    "MAIL FROM:<node7@plant.example>\r\n",
                    "RCPT TO:<a@plant.example>\r\n",
                    "RCPT TO:<b@plant.example>\r\n",
                    "RCPT TO:<c@plant.example>\r\n",
                    "DATA\r\n",
                    "Subject: Pump 3\r\n\r\nDry run.\r\n.\r\n",
                    "QUIT\r\n"};
const Lines ahead{"EHLO client.example\r\n",
                  "MAIL FROM:<node7@plant.example>\r\n"
                  "RCPT TO:<a@plant.example>\r\n"
                  "RCPT TO:<b@plant.example>\r\n"
                  "RCPT TO:<c@plant.example>\r\n"
                  "DATA\r\n",
                  "Subject: Pump 3\r\n\r\nDry run.\r\n.\r\n", "QUIT\r\n"};

TEST(Pipelining, WithoutItsOfferEachCommandWaitsForItsReply) {
  EXPECT_EQ(flights_with({}, Pipelining::WithinMail), in_step);
  EXPECT_EQ(flights_with({"XPIPELINING"}, Pipelining::WithinMail), in_step);
}

TEST(Pipelining, TurnedOffEachCommandWaitsForItsReply) {
  EXPECT_EQ(flights_with({"PIPELINING"}, Pipelining::Off), in_step);
}

TEST(Pipelining, OfferedTheEnvelopeIsOneFlight) {
  EXPECT_EQ(flights_with({"PIPELINING"}, Pipelining::WithinMail), ahead);
}

TEST(Pipelining, AFlightOverSeveralPacketsSplitsNoCommand) {
  EXPECT_EQ(flights_with({"PIPELINING"}, Pipelining::WithinMail, starved), ahead);
  EXPECT_EQ(
      flights_with({"PIPELINING"}, Pipelining::WithinMail, {.packets = 2, .packet_bytes = 64}),
      ahead);
}

TEST(Pipelining, ACommandThatFitsNoPacketGoesInSeveral) {
  Bench bench{{.packets = 2, .packet_bytes = 64}};
  const string address = string(60, 'a') + "@plant.example";
  bench.mail.from = {address};
  bench.server.greets_and_offers({"PIPELINING"})
      .hears("MAIL FROM:<" + address + ">")
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.flights().size(), 4U);
}

TEST(Pipelining, InStepNothingIsSaidBeforeTheReply) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .hears_nothing_for(seconds(1))
      .says("250 ok")
      .hears("RCPT {}")
      .hears_nothing_for(seconds(1))
      .says("250 ok")
      .hears("DATA")
      .hears_nothing_for(seconds(1))
      .says("354 go")
      .hears_mail()
      .hears_nothing_for(seconds(1))
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Pipelining, TheMailWaitsForItsLeave) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "250 ok"})
      .hears_nothing_for(seconds(60))
      .says("354 go")
      .hears_mail()
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Pipelining, AHundredRecipientsGoInOneFlight) {
  for (const Sizes& sizes :
       {Sizes{.recipients = 100}, Sizes{.packets = 2, .packet_bytes = 64, .recipients = 100}}) {
    Bench bench{sizes};
    const std::vector<Recipient> hundred(100, Recipient{"a@plant.example"});
    bench.mail.to = std::span{hundred};
    bench.server.greets_and_offers({"PIPELINING"}).hears("MAIL {}").says("250 ok");
    for (int i = 0; i < 100; ++i) {
      bench.server.hears("RCPT TO:<a@plant.example>").says(i % 2 == 0 ? "250 ok" : "550 no");
    }
    bench.server.hears("DATA").says("354 go").hears_mail().says("250 ok").parts();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Accepted");
    ASSERT_EQ(sent.each.size(), 100U);
    EXPECT_EQ(sent.each[98].outcome, Outcome::Accepted);
    EXPECT_EQ(sent.each[99].outcome, Outcome::Rejected);
    bench.rest();
    EXPECT_EQ(bench.wire.flights().size(), 4U);
    no_command_is_split(bench, sizes.packet_bytes);
  }
}

TEST(Pipelining, NothingFollowsEhlo) {
  Bench bench;
  bench.server.greets()
      .hears("EHLO client.example")
      .hears_nothing_for(seconds(1))
      .says({"250-mail.example", "250 PIPELINING"})
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Pipelining, ALongMailIsOneFlightOfFullPackets) {
  Bench bench;
  string text;
  while (text.size() < 4000) text += "The pump has been running dry since this morning.\r\n";
  bench.mail.text = text;
  bench.server.greets_and_offers().takes_envelope().hears_mail(text).says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  std::vector<std::size_t> sizes;
  for (const FakeSocket::Write& write : bench.wire.writes()) sizes.push_back(write.octets.size());
  ASSERT_EQ(sizes.size(), 4U + 3U + 1U);
  EXPECT_GE(sizes[4], 1400U);
  EXPECT_GE(sizes[5], 1400U);
}

}  // namespace
}  // namespace postino::test
