// SPDX-License-Identifier: MIT
// MbedTransport call by call, without a client above it.
#include "postino/mbedtls_transport.hpp"

#include <gtest/gtest.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>

#include <algorithm>
#include <array>
#include <string>

#include "tls/support/bare_transport.hpp"
#include "tls/support/refusing_memory.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(TransportBeforeItsHandshake, ProtectsNothing) {
  BareTransport bare;
  EXPECT_EQ(bare.tls.protection(), Protection::None);
}

TEST(TransportBeforeItsHandshake, WithoutMemorySaysSo) {
  BareTransport bare;
  RefusingMemory::install();
  RefusingMemory::refuse(0, 1);
  (void)bare.wire.connect("mail.example", 465);
  EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Failed);
  EXPECT_EQ(bare.tls.fault(), Fault::OutOfMemory);
  EXPECT_EQ(bare.tls.native_code(), MBEDTLS_ERR_SSL_ALLOC_FAILED);
  bare.heap.install();
}

TEST(TransportBeforeItsHandshake, AKeyThatCannotBeReadIsNamed) {
  BareTransport bare;
  const string certificate = make_certificate({}).pem();
  bare.settings.certificate = std::string_view{certificate};
  bare.settings.key = "none";
  (void)bare.wire.connect("mail.example", 465);
  EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Failed);
  EXPECT_EQ(bare.tls.fault(), Fault::TlsFailed);
  EXPECT_EQ(bare.tls.native_code(), MBEDTLS_ERR_PK_KEY_INVALID_FORMAT);
}

TEST(TransportBeforeItsHandshake, OnceFailedStaysSo) {
  BareTransport bare;
  (void)bare.wire.connect("mail.example", 465);
  ASSERT_EQ(bare.advance(bare.tls), Progress::Pending);
  bare.wire.deliver("220 mail.example ESMTP\r\n");
  ASSERT_EQ(bare.advance(bare.tls), Progress::Failed);
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Failed);
    EXPECT_EQ(bare.tls.fault(), Fault::NotTls);
  }
}

class TransportUnderTls : public ::testing::TestWithParam<int> {
 protected:
  void open() {
    (void)bench.wire.connect("mail.example", 465);
    Progress progress = Progress::Working;
    while (progress == Progress::Working || progress == Progress::Pending) {
      progress = bench.tls.secure("mail.example");
      bench.server.run();
    }
    ASSERT_EQ(progress, Progress::Done);
    EXPECT_EQ(heard(), "220 mail.example ESMTP\r\n");
  }
  /// All that is there, in pieces of `piece` octets at most.
  string heard(std::size_t piece = 100) {
    string all;
    string octets(piece, '\0');
    while (true) {
      last = bench.tls.receive(octets);
      if (last.count() == 0) return all;
      all.append(octets, 0, last.count());
    }
  }
  Packet packet(std::string_view text) {
    Packet one = bench.pool().take();
    std::ranges::copy(text, one.room().begin());
    one.extend(text.size());
    return one;
  }
  Progress say(std::string_view text) {
    Packet one = packet(text);
    const Progress progress = bench.tls.send(one, Push::Now);
    bench.server.run();
    return progress;
  }

  TlsBench bench{{.version = GetParam(), .identity = server_identity()}};
  Transfer last = Transfer::pending();
};

TEST_P(TransportUnderTls, OneOctetIsSaidAndHeard) {
  open();
  bench.server.say("x");
  EXPECT_EQ(heard(), "x");
  for (const char* octet : {"N", "O", "O", "P", "\r", "\n"}) EXPECT_EQ(say(octet), Progress::Done);
  EXPECT_EQ(bench.server.under_tls, std::vector<string>{"NOOP"});
  EXPECT_EQ(heard(1), "250 ok\r\n");
  bench.tls.close();
}

TEST_P(TransportUnderTls, AfterTheServersFarewellNothingComes) {
  open();
  bench.server.close_notify();
  for (int again = 0; again < 3; ++again) {
    EXPECT_EQ(heard(), "");
    EXPECT_EQ(last, Transfer::end());
    bench.wire.deliver("\x17\x03\x03\x00\x01x");
  }
  EXPECT_EQ(bench.tls.fault(), Fault::None);
  bench.tls.abort();
}

TEST_P(TransportUnderTls, OnceFailedNothingIsSaidOrHeard) {
  open();
  bench.server.tamper = [](std::size_t, string octets) {
    octets.back() ^= 1;
    return octets;
  };
  bench.server.say("250 forged\r\n");
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(last, Transfer::failed());
  EXPECT_EQ(bench.tls.fault(), Fault::TlsFailed);
  const std::size_t said = bench.wire.taken();
  Packet one = packet("NOOP\r\n");
  EXPECT_EQ(bench.tls.send(one, Push::Now), Progress::Failed);
  EXPECT_EQ(bench.wire.taken(), said);
  EXPECT_EQ(one.size(), 6U);
  one.give_back();
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(last, Transfer::failed());
  bench.tls.abort();
}

TEST_P(TransportUnderTls, AConnectionKnowsNothingOfTheLastOne) {
  open();
  bench.wire.reset();
  EXPECT_EQ(say("NOOP\r\n"), Progress::Failed);
  bench.tls.abort();
  EXPECT_EQ(bench.tls.protection(), Protection::None);
  open();
  EXPECT_EQ(say("NOOP\r\n"), Progress::Done);
  EXPECT_EQ(heard(), "250 ok\r\n");
  bench.tls.close();
}

TEST_P(TransportUnderTls, ALostConnectionIsNoFaultOfTls) {
  open();
  bench.wire.fin();
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(last, Transfer::failed());
  EXPECT_EQ(bench.tls.fault(), Fault::None);
  bench.tls.abort();
  open();
  bench.wire.reset();
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(last, Transfer::failed());
  EXPECT_EQ(bench.tls.fault(), Fault::None);
  bench.tls.abort();
}

/// Why it is refused, in an alert of ours.
TEST_P(TransportUnderTls, TheServerIsToldWhy) {
  bench.trust(make_certificate({.authority = true}).pem());
  (void)bench.wire.connect("mail.example", 465);
  Progress progress = Progress::Working;
  while (progress == Progress::Working || progress == Progress::Pending) {
    progress = bench.tls.secure("mail.example");
    bench.server.run();
  }
  EXPECT_EQ(progress, Progress::Failed);
  EXPECT_EQ(bench.tls.fault(), Fault::Untrusted);
  EXPECT_NE(bench.server.complaints.find("unknown ca"), string::npos) << bench.server.complaints;
  bench.tls.abort();
}

INSTANTIATE_TEST_SUITE_P(Each, TransportUnderTls, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         version_name);

class TransportAndTickets : public TransportUnderTls {
 protected:
  void flood(std::size_t tickets) {
    while (tickets-- > 0) {
      ASSERT_EQ(SSL_new_session_ticket(bench.server.ssl()), 1);
      SSL_do_handshake(bench.server.ssl());
      bench.server.flush();
    }
  }
};

/// Mbed TLS has read the last ticket of what one poll() may read, and deals with it when asked to
/// write.
TEST_P(TransportAndTickets, OneThatIsHalfReadIsKeptByTheNextWrite) {
  constexpr std::size_t most = config::max_received_per_poll;
  constexpr std::size_t around = 5 + 1 + 16;  // of a record
  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  bench.settings.session = &session;
  open();
  const std::size_t before = bench.server.octets_to_client();
  flood(1);
  const std::size_t ticket = bench.server.octets_to_client() - before;
  ASSERT_EQ(heard(), "");
  const std::size_t tickets = most / ticket - 1;
  const string text(most - tickets * ticket - around, 'x');
  bench.server.say(text);
  flood(tickets);
  session.wipe();
  string octets(text.size(), '\0');
  EXPECT_EQ(bench.tls.receive(octets), Transfer::octets(text.size()));
  EXPECT_EQ(bench.tls.receive(octets), Transfer::working());
  session.wipe();
  EXPECT_EQ(say("NOOP\r\n"), Progress::Done);
  EXPECT_FALSE(session.empty()) << "the last one was dealt with by the write";
  EXPECT_EQ(heard(), "250 ok\r\n");
  bench.tls.close();
}

INSTANTIATE_TEST_SUITE_P(Each, TransportAndTickets, ::testing::Values(TLS1_3_VERSION),
                         version_name);

}  // namespace
}  // namespace postino::test
