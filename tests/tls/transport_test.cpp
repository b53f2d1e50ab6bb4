// SPDX-License-Identifier: MIT
// MbedTransport call by call, without a client above it.
#include "postino/mbedtls_transport.hpp"

#include <gtest/gtest.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tls/support/bare_transport.hpp"
#include "tls/support/refusing_memory.hpp"

namespace postino::test {
namespace {

using std::string;
using std::string_view;

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

/// For want of memory a step fails that would succeed when taken again.
TEST(TransportBeforeItsHandshake, OnceAStepFailedNoOtherIsTaken) {
  Progress progress = Progress::Failed;
  for (std::size_t at = 1; progress == Progress::Failed; ++at) {
    BareTransport bare;
    RefusingMemory::install();
    RefusingMemory::refuse(at, at + 1);
    (void)bare.wire.connect("mail.example", 465);
    progress = bare.advance(bare.tls);
    if (progress == Progress::Failed) {
      EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Failed) << at;
    }
    bare.tls.abort();
    EXPECT_EQ(RefusingMemory::outstanding(), 0);
    bare.heap.install();
  }
  EXPECT_EQ(progress, Progress::Pending) << "with memory for all of them";
}

TEST(TransportBeforeItsHandshake, AnEndIsNoFaultOfTls) {
  for (const bool says_so : {false, true}) {
    BareTransport bare;
    (void)bare.wire.connect("mail.example", 465);
    ASSERT_EQ(bare.advance(bare.tls), Progress::Pending);
    if (says_so) bare.wire.deliver({"\x15\x03\x03\x00\x02\x01\x00", 7});
    bare.wire.fin();
    EXPECT_EQ(bare.advance(bare.tls), Progress::Closed) << says_so;
    EXPECT_EQ(bare.tls.fault(), Fault::None) << says_so;
  }
}

/// RFC 8446 5: each says nothing, and there may be many of them.
TEST(TransportBeforeItsHandshake, WhatOneCallMayReadIsReadByOneCall) {
  constexpr std::size_t most = config::max_received_per_poll;
  BareTransport bare;
  bare.settings.versions = MbedVersions::Only13;
  (void)bare.wire.connect("mail.example", 465);
  ASSERT_EQ(bare.advance(bare.tls), Progress::Pending);
  string records;
  while (records.size() < 2 * most) records.append("\x14\x03\x03\x00\x01\x01", 6);
  bare.wire.deliver(records);
  for (const std::size_t sum : {most, 2 * most}) {
    EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Working);
    EXPECT_EQ(bare.wire.delivered(), sum);
  }
  EXPECT_EQ(bare.tls.secure("mail.example"), Progress::Pending);
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

TEST_P(TransportUnderTls, ASessionThatDoesNotFitLeavesNone) {
  std::array<unsigned char, 100> memory{0, 36, 0xff, 0xff - 36, 0, 2};
  MbedSession session{memory};
  ASSERT_FALSE(session.empty());
  bench.settings.session = &session;
  open();
  EXPECT_TRUE(session.empty());
  bench.tls.close();
}

TEST_P(TransportUnderTls, EachMessageIsOneRecord) {
  for (int connection = 0; connection < 2; ++connection) {
    open();
    std::vector<std::size_t> sizes;
    for (int i = 0; i < 3; ++i) {
      const std::size_t before = bench.wire.taken();
      EXPECT_EQ(say("NOOP\r\n"), Progress::Done);
      sizes.push_back(bench.wire.taken() - before);
    }
    EXPECT_EQ(sizes, (std::vector<std::size_t>(3, sizes[0])));
    bench.tls.close();
  }
}

/// A caller may add to what waits for a packet.
TEST_P(TransportUnderTls, WhatIsAddedWhileItWaitsFollows) {
  open();
  Packet one = packet("NOOP\r\nVRFY");
  std::vector<Packet> others;
  while (bench.pool().taken() < bench.pool().count()) others.push_back(bench.pool().take());
  EXPECT_EQ(bench.tls.send(one, Push::Now), Progress::Pending);
  std::ranges::copy(string_view{" x\r\n"}, one.room().begin());
  one.extend(4);
  EXPECT_EQ(bench.tls.send(one, Push::Now), Progress::Pending);
  others.clear();
  EXPECT_EQ(bench.tls.send(one, Push::Now), Progress::Done);
  bench.server.run();
  EXPECT_EQ(bench.server.under_tls, (std::vector<string>{"NOOP", "VRFY x"}));
  bench.tls.close();
}

TEST_P(TransportUnderTls, WhatWaitedWhenItEndedIsForgotten) {
  open();
  Packet one = packet(string(100, 'x'));
  std::vector<Packet> others;
  while (bench.pool().taken() < bench.pool().count()) others.push_back(bench.pool().take());
  EXPECT_EQ(bench.tls.send(one, Push::Now), Progress::Pending);
  bench.tls.abort();
  others.clear();
  one.give_back();
  open();
  EXPECT_EQ(say("NOOP\r\n"), Progress::Done);
  EXPECT_EQ(bench.server.under_tls, std::vector<string>{"NOOP"});
  bench.tls.close();
}

/// The end of a flight is known when nothing was added until the second look for an answer.
TEST_P(TransportUnderTls, WhatMayBeAFlightsBeginningWaits) {
  open();
  const std::size_t before = bench.wire.taken();
  const std::size_t writes = bench.wire.writes().size();
  for (const char* text : {"NOOP\r\n", "RSET\r\n"}) {
    Packet one = packet(text);
    EXPECT_EQ(bench.tls.send(one, Push::Later), Progress::Done);
  }
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(bench.wire.taken(), before);
  EXPECT_EQ(heard(), "250 ok\r\n250 ok\r\n");
  EXPECT_GT(bench.wire.taken(), before);
  EXPECT_EQ(bench.wire.writes().size(), writes + 1) << "both in one packet";
  bench.tls.close();
}

TEST_P(TransportUnderTls, WhatTheSocketDidNotTakeIsOfferedByTheNextLook) {
  open();
  bench.wire.behaviour.window = 10;
  (void)bench.wire.turn();
  const std::size_t before = bench.wire.taken();
  Packet one = packet("NOOP\r\n");
  EXPECT_EQ(bench.tls.send(one, Push::Now), Progress::Done);
  EXPECT_EQ(bench.wire.taken(), before + 10);
  (void)bench.wire.turn();
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(bench.wire.taken(), before + 20);
  bench.tls.abort();
  bench.wire.behaviour.window = unlimited;
}

TEST_P(TransportUnderTls, WhatWasNotFlushedIsGivenBackByTheEnd) {
  open();
  Packet one = packet("NOOP\r\n");
  EXPECT_EQ(bench.tls.send(one, Push::Later), Progress::Done);
  EXPECT_EQ(bench.pool().taken(), 1U);
  bench.tls.abort();
  EXPECT_EQ(bench.pool().taken(), 0U);
  open();
  EXPECT_EQ(say("NOOP\r\n"), Progress::Done);
  EXPECT_EQ(bench.server.under_tls, std::vector<string>{"NOOP"});
  bench.tls.close();
  EXPECT_EQ(bench.pool().taken(), 0U);
}

TEST_P(TransportUnderTls, ARecordThatNeedsTwoPacketsFailsWithTheConnection) {
  TlsBench small{{.version = GetParam(), .identity = server_identity()},
                 {.packets = 4, .packet_bytes = 128}};
  (void)small.wire.connect("mail.example", 465);
  while (small.tls.secure("mail.example") != Progress::Done) small.server.run();
  Packet one = small.pool().take();
  one.extend(120);
  small.wire.reset();
  EXPECT_EQ(small.tls.send(one, Push::Now), Progress::Failed);
  EXPECT_EQ(one.size(), 120U);
  EXPECT_EQ(small.tls.fault(), Fault::None);
  one.give_back();
  small.tls.abort();
}

/// The alert waits for a packet, the judgement for nothing.
TEST_P(TransportUnderTls, AJudgementWaitsForNoPacket) {
  bench.trust(make_certificate({.authority = true}).pem());
  (void)bench.wire.connect("mail.example", 465);
  while (bench.tls.secure("mail.example") != Progress::Pending) continue;
  std::vector<Packet> others;
  while (bench.pool().taken() < bench.pool().count()) others.push_back(bench.pool().take());
  bench.server.run();
  Progress progress = Progress::Working;
  while (progress == Progress::Working) progress = bench.tls.secure("mail.example");
  EXPECT_EQ(progress, Progress::Failed);
  EXPECT_EQ(bench.tls.fault(), Fault::Untrusted);
  others.clear();
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
