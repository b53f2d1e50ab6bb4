// SPDX-License-Identifier: MIT
/// Every octet of the client that the driver gets lies where the client wrote it: in its packets.
#include <gtest/gtest.h>

#include "lwip_test.hpp"
#include "mail_run.hpp"

namespace postino::test {
namespace {

/// Counts octets of TCP payload to one port, by where they lie when the driver gets them.
class Census {
 public:
  Census(std::string_view packets, std::uint16_t port) : packets_{packets}, port_{port} {}

  void count(const Segment& segment, const pbuf& frame) {
    if (segment.port != port_) return;
    std::size_t here = 0;
    for (const pbuf* part = &frame; part != nullptr; part = part->next) {
      const auto* const octets = static_cast<const char*>(part->payload);
      if (octets >= packets_.data() && octets < packets_.data() + packets_.size())
        here += part->len;
    }
    in_packets += here;
    elsewhere += segment.payload - here;
  }

  std::size_t in_packets = 0;
  std::size_t elsewhere = 0;

 private:
  std::string_view packets_;
  std::uint16_t port_;
};

void expect_no_copy(const Weather& weather) {
  Circumstances circumstances{4711};
  circumstances.weather = weather;
  circumstances.treatment = Treatment::Accept;
  circumstances.cut_for = {};
  circumstances.sizes = {.packets = 4, .packet_bytes = 512};
  circumstances.letter = "Subject: Pump 3\r\n\r\n";
  while (circumstances.letter.size() < 100'000) circumstances.letter += ".Dry run at 14:02.\r\n";
  MailRun mail{circumstances};
  Census census{mail.room.packets(), mail.peer.port()};
  mail.stack.wire.on_segment = [&](const Segment& segment, const pbuf& frame) {
    census.count(segment, frame);
  };
  EXPECT_EQ(mail.send().what(), "Accepted");
  EXPECT_GT(census.in_packets, circumstances.letter.size());
  EXPECT_EQ(census.elsewhere, 0U);
}

TEST(LwipZeroCopy, NoOctetIsCopiedBetweenTheComposerAndTheDriver) { expect_no_copy({}); }

TEST(LwipZeroCopy, NoOctetIsCopiedForARetransmissionEither) {
  expect_no_copy({.lost = 10, .doubled = 5, .late = 20});
}

/// The one documented exception, which shows that the census can tell.
TEST_F(LwipTest, APacketLargerThanTheSendBufferIsNotWhereItWas) {
  Storage<Sizes{.packets = 1, .packet_bytes = 2 * TCP_SND_BUF}> large;
  const auto peer = connect_to_peer();
  Packet packet = packet_of(large.pool(), pattern(2 * TCP_SND_BUF));
  Census census{{packet.octets().data(), packet.size()}, peer->port()};
  stack.wire.on_segment = [&](const Segment& segment, const pbuf& frame) {
    census.count(segment, frame);
  };
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Pending);
  EXPECT_GT(census.elsewhere, 0U);
  packet.give_back();
  socket.abort();
}

}  // namespace
}  // namespace postino::test
