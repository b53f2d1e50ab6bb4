// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/mechanism.hpp"
#include "unit/transport/traced.hpp"

namespace postino::test {
namespace {

TEST(Tracing, ShowsLinesOfBothSidesWithoutTheirLineEnds) {
  Traced traced;
  traced.hears("220 mail.example\r\n").says("EHLO client.example\r\n");
  traced.hears("250-mail.example\r\n250 SIZE 1000\n");
  EXPECT_EQ(traced.seen(), (Lines{"< 220 mail.example", "> EHLO client.example",
                                  "< 250-mail.example", "< 250 SIZE 1000"}));
}

TEST(Tracing, HandsOnExactlyWhatItIsGiven) {
  Traced traced{16};
  const std::string flight = "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n";
  traced.says(flight);
  EXPECT_EQ(traced.inner.wire.taken, flight);
}

TEST(Tracing, ALineMayLieInSeveralPackets) {
  const std::string flight = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n";
  for (std::size_t packet = 1; packet <= flight.size(); ++packet) {
    Traced traced{packet};
    traced.says(flight);
    EXPECT_EQ(traced.seen(), (Lines{"> MAIL FROM:<a@b>", "> RCPT TO:<c@d>", "> DATA"})) << packet;
  }
}

TEST(Tracing, ALineMayArriveInSeveralPieces) {
  const std::string replies = "250-a\r\n250 b\r\n550 c\r\n";
  for (std::size_t chunk = 1; chunk <= replies.size(); ++chunk) {
    Traced traced;
    traced.chunk = chunk;
    traced.hears(replies);
    EXPECT_EQ(traced.seen(), (Lines{"< 250-a", "< 250 b", "< 550 c"})) << chunk;
  }
}

TEST(Tracing, ALineIsShownOnceItHasEnded) {
  Traced traced;
  traced.says("QUIT\r").hears("221 bye");
  EXPECT_EQ(traced.seen(), Lines{});
  traced.hears("\r\n").says("\n");
  EXPECT_EQ(traced.seen(), (Lines{"< 221 bye", "> QUIT"}));
}

TEST(Tracing, WhatASocketDoesNotTakeAtOnceIsShownOnce) {
  const std::string flight = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";
  for (std::size_t takes = 1; takes <= flight.size(); ++takes) {
    Traced traced;
    traced.inner.wire.takes = takes;
    traced.says(flight);
    EXPECT_EQ(traced.seen(), (Lines{"> MAIL FROM:<a@b>", "> RCPT TO:<c@d>"})) << takes;
    EXPECT_EQ(traced.inner.wire.taken, flight);
  }
}

TEST(Tracing, WhatASocketDoesNotTakeAtAllIsShownOnce) {
  Traced traced;
  PoolOf made{1, 64};
  Packet packet = made.pool.take();
  write(packet, "NOOP\r\n");
  traced.inner.wire.takes = 0;
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(traced.transport.send(packet, Push::Now), Progress::Pending);
  traced.inner.wire.takes = 3;
  EXPECT_EQ(traced.transport.send(packet, Push::Now), Progress::Pending);
  EXPECT_EQ(traced.transport.send(packet, Push::Now), Progress::Done);
  EXPECT_EQ(traced.seen(), Lines{"> NOOP"});
  EXPECT_EQ(traced.inner.wire.taken, "NOOP\r\n");
}

TEST(Tracing, WhatIsNoReplyIsShownAsItCame) {
  const Login login{.user = "pump", .password = "secret"};
  Traced traced;
  traced.transport.conceal(&login);
  traced.hears("\n2\n25\n250\n250x\nx50 a\n2x0 b\n25x c\n250 d\n250-e\n");
  EXPECT_EQ(traced.seen(), (Lines{"< ", "< 2", "< 25", "< 250", "< 250x", "< x50 a", "< 2x0 b",
                                  "< 25x c", "< 250 d", "< 250-e"}));
}

TEST(Tracing, ALineIsCutAtItsBound) {
  constexpr std::size_t bound = TracingTransport::max_line_size;
  for (const std::size_t size : {bound - 1, bound, bound + 1, 10 * bound}) {
    Traced traced;
    const std::string text(size, 'x');
    traced.hears(text + "\r\n").says(text + "\r\n");
    const std::string cut = text.substr(0, bound);
    EXPECT_EQ(traced.seen(), (Lines{"< " + cut, "> " + cut})) << size;
  }
}

TEST(Tracing, ALineThatGrowsByEscapingIsCutBetweenCharacters) {
  constexpr std::size_t bound = TracingTransport::max_line_size;
  Traced traced;
  traced.hears("x" + std::string(bound, '\x1b') + "\r\n");
  std::string expected = "< x";
  for (std::size_t size = 1; size + 4 <= bound; size += 4) expected += "\\x1B";
  EXPECT_EQ(traced.seen(), Lines{expected});
}

TEST(Tracing, B125_WhatCouldDriveATerminalIsEscaped) {
  Traced traced;
  traced.hears(std::string_view{"250 \x1b[2J\\ \xff%n\0\r\n", 16});
  EXPECT_EQ(traced.seen(), Lines{"< 250 \\x1B[2J\\x5C \\xFF%n\\x00"});
}

TEST(Tracing, AnEmptyLineIsALine) {
  Traced traced;
  traced.hears("\r\n\n");
  EXPECT_EQ(traced.seen(), (Lines{"< ", "< "}));
}

TEST(Tracing, ANewConnectionBeginsALineOfItsOwn) {
  for (const bool aborts : {false, true}) {
    Traced traced;
    traced.says("EHLO cli").hears("220 mai");
    aborts ? traced.transport.abort() : traced.transport.close();
    traced.hears("220 again\r\n").says("EHLO anew\r\n");
    EXPECT_EQ(traced.seen(), (Lines{"< 220 again", "> EHLO anew"}));
    EXPECT_EQ(traced.inner.wire.aborts, aborts ? 1 : 0);
    EXPECT_EQ(traced.inner.wire.closes, aborts ? 0 : 1);
  }
}

TEST(Tracing, APacketThatWasCutShortHidesNothingOfTheNextConnection) {
  for (const bool aborts : {false, true}) {
    Traced traced;
    traced.inner.wire.takes = 2;
    EXPECT_EQ(traced.offers("EHLO first\r\n"), Progress::Pending);
    aborts ? traced.transport.abort() : traced.transport.close();
    traced.inner.wire.takes = 100;
    EXPECT_EQ(traced.offers("EHLO second\r\n"), Progress::Done);
    EXPECT_EQ(traced.seen(), (Lines{"> EHLO first", "> EHLO second"}));
  }
}

TEST(Tracing, APacketThatFailedHidesNothingOfTheNext) {
  for (const Progress failure : {Progress::Closed, Progress::Failed}) {
    Traced traced;
    traced.inner.wire.sends = failure;
    EXPECT_EQ(traced.offers("EHLO first\r\n"), failure);
    traced.inner.wire.sends = Progress::Done;
    EXPECT_EQ(traced.offers("EHLO second\r\n"), Progress::Done);
    EXPECT_EQ(traced.seen(), (Lines{"> EHLO first", "> EHLO second"}));
  }
}

TEST(Tracing, TlsBeginsALineOfItsOwnWhenItsHandshakeIsDone) {
  Traced traced;
  traced.inner.secures = Progress::Pending;
  traced.hears("25");
  EXPECT_EQ(traced.transport.secure("mail.example"), Progress::Pending);
  traced.hears("0 x\r\n25");
  traced.inner.secures = Progress::Done;
  EXPECT_EQ(traced.transport.secure("mail.example"), Progress::Done);
  traced.hears("220 y\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"< 250 x", "< 220 y"}));
  EXPECT_EQ(traced.inner.name, "mail.example");
}

TEST(Tracing, IsOtherwiseTheTransportAroundWhichItLies) {
  Traced traced;
  EXPECT_EQ(&traced.transport.socket(), &traced.inner.wire);
  for (const bool has_tls : {true, false}) {
    traced.inner.has_tls = has_tls;
    EXPECT_EQ(traced.transport.check(), has_tls ? Fault::None : Fault::TlsUnavailable);
  }
  traced.inner.why = Fault::TlsFailed;
  EXPECT_EQ(traced.transport.fault(), Fault::TlsFailed);
  traced.inner.number = -7;
  EXPECT_EQ(traced.transport.native_code(), -7);
  traced.inner.protects = Protection::DatesUnchecked;
  EXPECT_EQ(traced.transport.protection(), Protection::DatesUnchecked);
  std::array<char, 8> into{};
  for (const Transfer end : {Transfer::pending(), Transfer::end(), Transfer::failed()}) {
    traced.inner.wire.ends = end;
    EXPECT_EQ(traced.transport.receive(into), end);
  }
}

}  // namespace
}  // namespace postino::test
