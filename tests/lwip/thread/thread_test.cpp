// SPDX-License-Identifier: MIT
/// The port beside lwIP's own thread, over its loopback interface and in real time.
#include <gtest/gtest.h>
#include <lwip/tcpip.h>

#include <memory>
#include <string>

#include "postino/client.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/lwip_waiter.hpp"
#include "postino/send_mail.hpp"
#include "smtp_peer.hpp"

namespace postino::test {
namespace {

/// For what lwIP's callbacks touch as well.
struct CoreLock {
  CoreLock() { LOCK_TCPIP_CORE(); }
  ~CoreLock() { UNLOCK_TCPIP_CORE(); }
};

class LwipThread : public testing::Test {
 protected:
  static void SetUpTestSuite() { tcpip_init(nullptr, nullptr); }

  LwipThread() {
    const CoreLock lock;
    peer = std::make_unique<SmtpPeer>("127.0.0.1");
    port = peer->port();
  }
  ~LwipThread() override {
    socket.abort();
    const CoreLock lock;
    peer.reset();
  }

  Progress connect() {
    Progress result = Progress::Pending;
    while ((result = socket.connect("127.0.0.1", port)) == Progress::Pending) wait();
    return result;
  }
  void wait() { waiter.wait(waiter.now() + seconds(2)); }

  std::unique_ptr<SmtpPeer> peer;
  std::uint16_t port = 0;
  // Two full segments at a time: the peer acknowledges the second of two at once (RFC
  // 9293 3.8.6.3).
  Storage<Sizes{.packets = 2, .packet_bytes = TCP_MSS}> storage;
  // As in firmware: lwIP's thread may still call them.
  static constinit inline LwipSocket socket;
  static constinit inline LwipWaiter waiter{socket};
};

TEST_F(LwipThread, WaitSleepsUntilSomethingComes) {
  ASSERT_EQ(connect(), Progress::Done);
  const Millis begin = waiter.now();
  wait();
  EXPECT_FALSE((waiter.now() - begin).reached(seconds(1)));
  std::array<char, 64> room{};
  EXPECT_GT(socket.receive(room).count(), 0U);
  EXPECT_EQ(socket.receive(room), Transfer::pending());
  static_cast<void>(socket.take_news());
  const Millis quiet = waiter.now();
  waiter.wait(quiet + Millis{60});
  EXPECT_TRUE((waiter.now() - quiet).reached(Millis{59}));
}

TEST_F(LwipThread, PacketsComeBackInTheThreadThatCalls) {
  ASSERT_EQ(connect(), Progress::Done);
  Packet packet = storage.pool().take();
  packet.extend(packet.room().size());
  EXPECT_EQ(socket.send(packet, Push::Now), Progress::Done);
  socket.close();
  const Millis end = waiter.now() + seconds(5);
  while (!socket.quiet() && !waiter.now().reached(end)) waiter.wait(waiter.now() + Millis{10});
  EXPECT_EQ(storage.pool().taken(), 0U);
}

TEST_F(LwipThread, AbortWithPacketsInFlightGivesThemBackAtOnce) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(connect(), Progress::Done);
    while (Packet packet = storage.pool().take()) {
      packet.extend(packet.room().size());
      EXPECT_EQ(socket.send(packet, Push::Now), Progress::Done);
    }
    socket.abort();
    EXPECT_EQ(storage.pool().taken(), 0U);
  }
}

TEST_F(LwipThread, MailsArriveAsTheyAre) {
  PlainTransport wire{socket};
  Client client{wire, storage.memory()};
  std::string letter = "Subject: Pump 3\r\n\r\n";
  while (letter.size() < 20'000) letter += ".Dry run at 14:02.\r\n";
  const Server relay{.host = "127.0.0.1", .port = port, .security = Security::None};
  const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = letter};
  for (int i = 0; i < 10; ++i) {
    const Report report = send_mail(client, waiter, relay, mail, raw_mail);
    EXPECT_EQ(report.outcome, Outcome::Accepted) << name(report.error.fault);
  }
  const CoreLock lock;
  ASSERT_EQ(peer->accepted.size(), 10U);
  for (const std::string& text : peer->accepted) EXPECT_TRUE(text == letter);
}

}  // namespace
}  // namespace postino::test
