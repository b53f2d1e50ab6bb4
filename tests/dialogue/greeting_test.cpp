// SPDX-License-Identifier: MIT
// RFC 5321 3.1 and 4.2: the server's first reply.
#include <gtest/gtest.h>

#include <string>

#include "postino/config.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

/// What becomes of a mail when the server sends `octets` and hears not a word in answer.
string when_greeted_by(std::string_view octets) {
  Bench bench;
  bench.server.sends(octets);
  return bench.send().what_and_where();
}

/// The same, and the server closes behind them.
string when_greeted_and_left_by(std::string_view octets) {
  Bench bench;
  bench.server.sends(octets).closes();
  return bench.send().what_and_where();
}

/// What becomes of a mail when `octets` were the greeting and all else is in order.
string when_all_goes_on_after(std::string_view octets) {
  Bench bench;
  bench.server.sends(octets).offers().takes_mail().parts();
  return bench.send().what();
}

string lines(std::size_t count) {
  string all;
  for (std::size_t i = 1; i < count; ++i) all += "220-x\r\n";
  return all + "220 x\r\n";
}

TEST(Greeting, B001_ASilentServerIsDeferredAtTheGreetingDeadline) {
  Bench bench;
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Greeting");
  EXPECT_EQ(sent.took, minutes(5));
  EXPECT_EQ(bench.wire.taken(), 0U);
}

TEST(Greeting, B001_ASilentServerIsDeferredAtNetXsDeadline) {
  Bench bench;
  bench.relay.timeouts = netx_timeouts;
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Greeting");
  EXPECT_EQ(sent.took, seconds(10));
}

TEST(Greeting, B002_SeveralLinesAreOneGreeting) {
  EXPECT_EQ(when_all_goes_on_after("220-a\r\n220 b\r\n"), "Accepted");
}

TEST(Greeting, B003_A554IsDeferred) {
  Bench bench;
  bench.server.says("554 no service here").may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 554 in Greeting");
  EXPECT_EQ(sent.text, "no service here");
}

TEST(Greeting, A450IsDeferred) {
  Bench bench;
  bench.server.says("450 4.3.2 come back later").may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NegativeReply 450 in Greeting");
  EXPECT_EQ(sent.enhanced(), "4.3.2");
}

TEST(Greeting, B004_A421IsDeferred) {
  Bench bench;
  bench.server.says("421 closing").closes().may_part();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: ServiceClosing 421 in Greeting");
}

TEST(Greeting, B005_A250IsNoGreeting) {
  EXPECT_EQ(when_greeted_by("250 x\r\n"), "Deferred: UnexpectedReply 250 in Greeting");
}

TEST(Greeting, A221IsNoGreeting) {
  EXPECT_EQ(when_greeted_by("221 x\r\n"), "Deferred: UnexpectedReply 221 in Greeting");
}

TEST(Greeting, B006_AForgedSuccessOfAuthenticationIsUnsafe) {
  Bench bench;
  bench.server.says("235 welcome");
  EXPECT_EQ(bench.send().outcome, Outcome::Unsafe);
  EXPECT_EQ(bench.wire.taken(), 0U);
}

TEST(Greeting, B007_A354IsNoGreeting) {
  EXPECT_EQ(when_greeted_by("354 x\r\n"), "Deferred: UnexpectedReply 354 in Greeting");
}

TEST(Greeting, B008_LinesWithDifferentCodesAreNoReply) {
  EXPECT_EQ(when_greeted_by("554-x\r\n220 y\r\n"), "Deferred: MalformedReply in Greeting");
}

TEST(Greeting, B009_ACodeWithoutTextIsFine) {
  EXPECT_EQ(when_all_goes_on_after("220\r\n"), "Accepted");
  EXPECT_EQ(when_all_goes_on_after("220 \r\n"), "Accepted");
}

TEST(Greeting, B010_ALineFeedAloneEndsALine) {
  EXPECT_EQ(when_all_goes_on_after("220 x\n"), "Accepted");
  EXPECT_EQ(when_all_goes_on_after("220\n"), "Accepted");
}

TEST(Greeting, B011_HalfACodeAndTheEndIsDeferred) {
  EXPECT_EQ(when_greeted_and_left_by("22"), "Deferred: ConnectionLost in Greeting");
}

TEST(Greeting, AnEndDoesNotCompleteALine) {
  EXPECT_EQ(when_greeted_and_left_by("220 x"), "Deferred: ConnectionLost in Greeting");
  EXPECT_EQ(when_greeted_and_left_by("220 x\r"), "Deferred: ConnectionLost in Greeting");
  EXPECT_EQ(when_greeted_and_left_by("220-x\r\n"), "Deferred: ConnectionLost in Greeting");
  EXPECT_EQ(when_greeted_and_left_by(""), "Deferred: ConnectionLost in Greeting");
}

TEST(Greeting, B012_AWebServerIsNoMailServer) {
  EXPECT_EQ(when_greeted_by("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
            "Deferred: MalformedReply in Greeting");
}

TEST(Greeting, B013_ATlsRecordIsNoGreeting) {
  EXPECT_EQ(when_greeted_by(string("\x15\x03\x01\x00\x02\x02\x0a", 7)),
            "Deferred: SpeaksTls in Greeting");
  EXPECT_EQ(when_greeted_by(string("\x16\x03\x01\x00\x04", 5)), "Deferred: SpeaksTls in Greeting");
}

TEST(Greeting, T03OnlyItsFirstOctetMakesATlsRecord) {
  for (int octet = 0; octet < 256; ++octet) {
    if (octet >= '2' && octet <= '5') continue;
    const bool record = octet >= 20 && octet <= 23;
    EXPECT_EQ(when_greeted_by(string(1, static_cast<char>(octet))),
              record ? "Deferred: SpeaksTls in Greeting" : "Deferred: MalformedReply in Greeting")
        << octet;
  }
  EXPECT_EQ(when_greeted_by("22\x16"), "Deferred: MalformedReply in Greeting");
  EXPECT_EQ(when_greeted_by("220-x\r\n\x16"), "Deferred: MalformedReply in Greeting");
}

TEST(Greeting, T03WhereThePortIsThatOfTlsSilenceMeansIt) {
  for (const Security security : {Security::None, Security::StartTls, Security::Opportunistic}) {
    Bench bench;
    bench.relay.port = 465;
    bench.relay.security = security;
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Deferred: SpeaksTls in Greeting");
    EXPECT_EQ(sent.took, minutes(5));
  }
  Bench brief;
  brief.relay.port = 465;
  brief.relay.timeouts.session = seconds(20);
  EXPECT_EQ(brief.send().what_and_where(), "Deferred: SpeaksTls in Greeting");
  Bench closed;
  closed.relay.port = 465;
  closed.server.closes();
  EXPECT_EQ(closed.send().what_and_where(), "Deferred: SpeaksTls in Greeting");
}

TEST(Greeting, T03ARefusalAtThePortOfTlsIsOne) {
  Bench bench;
  bench.relay.port = 465;
  bench.server.says("554 5.3.2 not you").may_part();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 554 in Greeting");
}

TEST(Greeting, T03AtAnotherPortOrAfterAnOctetSilenceMeansNothing) {
  for (const std::uint16_t port : {std::uint16_t{25}, std::uint16_t{587}, std::uint16_t{466}}) {
    Bench bench;
    bench.relay.port = port;
    EXPECT_EQ(bench.send().what_and_where(), "Deferred: Timeout in Greeting") << port;
  }
  Bench begun;
  begun.relay.port = 465;
  begun.server.sends("22");
  EXPECT_EQ(begun.send().what_and_where(), "Deferred: Timeout in Greeting");
  Bench greeted;
  greeted.relay.port = 465;
  greeted.server.greets().hears("EHLO client.example");
  EXPECT_EQ(greeted.send().what_and_where(), "Deferred: Timeout in Ehlo");
}

TEST(Greeting, T03AnEndOfOursMeansNothingThereEither) {
  Bench bench;
  bench.relay.port = 465;
  bench.start();
  bench.run_for(seconds(1));
  bench.client.abort();
  EXPECT_EQ(bench.finish().what_and_where(), "Deferred: Aborted in Greeting");
}

TEST(Greeting, B014_AnSshBannerIsNoGreeting) {
  EXPECT_EQ(when_greeted_by("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
            "Deferred: MalformedReply in Greeting");
}

TEST(Greeting, B015_ALineOfMoreThan512OctetsIsSkippedToItsEnd) {
  for (const std::size_t octets : {511U, 512U, 513U, 4096U}) {
    Bench bench;
    bench.server.sends("220 " + string(octets - 4, 'x'))
        .waits(seconds(1))
        .sends("\r\n")
        .offers()
        .takes_mail()
        .parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << octets;
  }
}

TEST(Greeting, B015_ALineIsBounded) {
  const std::size_t most = config::max_reply_line_size;
  const auto line = [](std::size_t octets) { return "220 " + string(octets - 4, 'x') + "\r\n"; };
  EXPECT_EQ(when_all_goes_on_after(line(most - 1)), "Accepted");
  EXPECT_EQ(when_all_goes_on_after(line(most)), "Accepted");
  EXPECT_EQ(when_greeted_by(line(most + 1)), "Deferred: ReplyLineTooLong in Greeting");
}

TEST(Greeting, ALineWithoutEndIsAnErrorAtItsBound) {
  EXPECT_EQ(when_greeted_by("220 " + string(20000, 'x')), "Deferred: ReplyLineTooLong in Greeting");
}

TEST(Greeting, B017_AnAnswerToTheCommandThatWasNotYetSaidIsDeferred) {
  Bench bench;
  bench.server.sends("220 x\r\n250 mail.example\r\n");
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.taken(), 0U);
}

TEST(Greeting, B017_EvenTheFirstOctetOfOneIsTooEarly) {
  Bench bench;
  bench.server.sends("220 x\r\n2");
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.taken(), 0U);
}

TEST(Greeting, B019_TheNumberOfLinesIsBounded) {
  const std::size_t most = config::max_reply_lines;
  EXPECT_EQ(when_all_goes_on_after(lines(most - 1)), "Accepted");
  EXPECT_EQ(when_all_goes_on_after(lines(most)), "Accepted");
  EXPECT_EQ(when_greeted_by(lines(most + 1)), "Deferred: ReplyTooManyLines in Greeting");
}

TEST(Greeting, AllLinesTogetherAreBounded) {
  const string line = "220-" + string(996, 'x') + "\r\n";
  string all;
  while (all.size() < config::max_reply_size) all += line;
  EXPECT_EQ(when_greeted_by(all + "220 x\r\n"), "Deferred: ReplyTooLong in Greeting");
  all.resize(line.size() * 30);
  EXPECT_EQ(when_all_goes_on_after(all + "220 x\r\n"), "Accepted");
}

TEST(Greeting, StrayOctetsAreErrors) {
  for (const string& octets :
       {string("220 a\0b\r\n", 9), string("220 a\rb\r\n"), string("220\r\r\n"), string("22x x\r\n"),
        string("2200 x\r\n"), string("220x\r\n"), string("220x\n"), string("2200\n"),
        string("220 a\0\n", 7), string(" 220 x\r\n"), string("\r\n"), string("\r\n220 x\r\n"),
        string("120 x\r\n"), string("620 x\r\n"), string("22 x\r\n"), string("+OK ready\r\n"),
        string("\xff\xfd\x18")}) {
    EXPECT_EQ(when_greeted_by(octets), "Deferred: MalformedReply in Greeting") << octets;
  }
}

TEST(Greeting, ItsTextIsNotUnderstood) {
  EXPECT_EQ(when_all_goes_on_after("220 250 554 STARTTLS AUTH\r\n"), "Accepted");
  EXPECT_EQ(when_all_goes_on_after("220-\x1b[31m\xc3\xa4\t\r\n220 \r\n"), "Accepted");
}

TEST(Greeting, ItsLineEndMayComeInASegmentOfItsOwn) {
  Bench bench;
  bench.server.sends("220 mail")
      .waits(seconds(1))
      .sends("\r")
      .waits(seconds(1))
      .sends("\n")
      .offers()
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
