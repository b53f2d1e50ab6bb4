// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.4 and 4.5.2: DATA and the mail itself.
#include <gtest/gtest.h>

#include <string>

#include "support/bench.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string;

/// What RFC 5321 2.3.8 makes of text with any line ends.
string normalised(const string& text) {
  string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') {
      out += "\r\n";
      if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
    } else if (text[at] == '\n') {
      out += "\r\n";
    } else {
      out += text[at];
    }
  }
  if (!out.empty() && !out.ends_with("\r\n")) out += "\r\n";
  return out;
}

/// The server has said 354.
ScriptedServer& goes_ahead(Bench& bench) {
  return bench.server.greets_and_offers().takes_envelope();
}

/// What arrives of `text`, sent as it is.
string arrived(const string& text, const Sizes& sizes = {}) {
  Bench bench{sizes};
  bench.mail.text = text;
  goes_ahead(bench).hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted") << text;
  return bench.server.mails().empty() ? "nothing" : bench.server.mails()[0].text;
}

/// The same from a source that gives an octet at a time.
string arrived_in_octets(const string& text) {
  Bench bench;
  TextSource source{text};
  source.piece = 1;
  bench.mail.text = source;
  goes_ahead(bench).hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted") << text;
  return bench.server.mails().empty() ? "nothing" : bench.server.mails()[0].text;
}

TEST(Data, B104_AFinalReplyBehindThe354IsNeverAnAcceptance) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .sends("354 go\r\n250 queued\r\n")
      .hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
}

TEST(Data, B105_A250IsNoLeaveToGoOn) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .says("250 ok");
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: UnexpectedReply 250 in Data");
}

TEST(Data, ALeaveOfSeveralLinesIsOne) {
  Bench bench;
  bench.server.greets_and_offers()
      .hears("MAIL {}")
      .says("250 ok")
      .hears("RCPT {}")
      .says("250 ok")
      .hears("DATA")
      .sends("354-go\r\n")
      .hears_nothing_for(seconds(1))
      .sends("354 ahead\r\n")
      .hears_mail(Bench::letter)
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Data, ARefusedDataEndsTheMail) {
  for (const auto& [reply, what] : {std::pair{"554 no", "Rejected: NegativeReply 554 in Data"},
                                    std::pair{"451 no", "Deferred: NegativeReply 451 in Data"},
                                    std::pair{"421 no", "Deferred: ServiceClosing 421 in Data"}}) {
    Bench bench;
    bench.server.greets_and_offers()
        .hears("MAIL {}")
        .says("250 ok")
        .hears("RCPT {}")
        .says("250 ok")
        .hears("DATA")
        .says(reply)
        .may_part();
    EXPECT_EQ(bench.send().what_and_where(), what);
  }
}

/// A mail of 20 000 octets, and a server that says something after 3 000 of them.
class DataMidway : public ::testing::Test {
 protected:
  DataMidway() {
    bench.mail.text = text;
    goes_ahead(bench).hears_octets(3000);
  }
  /// The end was never said, and the connection not used any more.
  void broken_off() {
    EXPECT_FALSE(bench.client.connected());
    EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
    EXPECT_EQ(bench.wire.in_clear().find("QUIT"), string::npos);
    EXPECT_LT(bench.wire.taken(), 20000U);
  }
  Sent send() {
    bench.wire.behaviour.window = 1000;
    bench.server.hears_whatever();
    return bench.send();
  }
  const string text = [] {
    string all;
    while (all.size() < 20000) all += "The pump has been running dry since this morning.\r\n";
    return all;
  }();
  Bench bench;
};

TEST_F(DataMidway, B106_ARefusalEndsTheMail) {
  bench.server.says("552 5.3.4 too much");
  const Sent sent = send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: NegativeReply 552 in Content");
  EXPECT_EQ(sent.text, "5.3.4 too much");
  EXPECT_EQ(sent.enhanced(), "5.3.4");
  broken_off();
}

TEST_F(DataMidway, ATemporaryRefusalDefersIt) {
  bench.server.says("452 4.3.1 full");
  EXPECT_EQ(send().what_and_where(), "Deferred: NegativeReply 452 in Content");
  broken_off();
}

TEST_F(DataMidway, A421DefersIt) {
  bench.server.says("421 closing");
  EXPECT_EQ(send().what_and_where(), "Deferred: ServiceClosing 421 in Content");
  broken_off();
}

TEST_F(DataMidway, AnAcceptanceIsNotBelieved) {
  bench.server.says("250 queued");
  EXPECT_EQ(send().what(), "Deferred: EarlyReply");
  broken_off();
}

TEST_F(DataMidway, NorIsASecond354) {
  bench.server.says("354 go on");
  EXPECT_EQ(send().what(), "Deferred: EarlyReply");
  broken_off();
}

TEST_F(DataMidway, AnUnfinishedAcceptanceIsNotBelieved) {
  bench.server.sends("250 que");
  EXPECT_EQ(send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
}

TEST_F(DataMidway, AnEndIsDeferred) {
  bench.server.closes();
  EXPECT_EQ(send().what_and_where(), "Deferred: ConnectionLost in Content");
}

TEST_F(DataMidway, AResetIsDeferredWithTheStacksNumber) {
  bench.wire.behaviour.native_code = 104;
  bench.server.resets();
  const Sent sent = send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in Content");
  EXPECT_EQ(sent.error.native_code, 104);
}

TEST(Data, B108_NothingInTheTextEndsTheMail) {
  for (const char* end : {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r.\n",
                          "\n.\r", "\r\n.\r\n", "\r\r\n.\r\r\n", "\n\n.\n\n"}) {
    const string text = "Subject: x\r\n\r\nbefore" + string(end) +
                        "MAIL FROM:<x@y.example>\r\nRCPT TO:<z@y.example>\r\n";
    EXPECT_EQ(arrived(text), normalised(text));
    EXPECT_EQ(arrived_in_octets(text), normalised(text));
    EXPECT_EQ(arrived(text, starved), normalised(text));
  }
}

TEST(Data, B109_DotsArriveAsTheyWere) {
  for (const string& text :
       {string("."), string(".."), string("..."), string(".\r\n"), string("\r\n.\r\n"),
        string("..\r\n.\r\n"), string("a\r\n.b\r\n..c\r\n."), string("a.\r\n.\r\n.\r\n.\r\n"),
        string("\r\n"), string(".\r\n.")}) {
    EXPECT_EQ(arrived(text), normalised(text));
    EXPECT_EQ(arrived_in_octets(text), normalised(text));
  }
}

TEST(Data, B109_DotsArriveAsTheyWereAcrossEveryEdgeOfAPacket) {
  for (std::size_t octets = 50; octets < 70; ++octets) {
    const string text = string(octets, 'x') + "\r\n.\r\n..\r\nx\r\n";
    EXPECT_EQ(arrived(text, {.packets = 2, .packet_bytes = 64}), text);
  }
}

TEST(Data, B109_TheEndIsSaidOnceAndOnALineOfItsOwn) {
  for (const char* text : {"x", "x\r\n", "x\n", "x\r"}) {
    Bench bench;
    bench.mail.text = text;
    goes_ahead(bench).hears_mail("x\r\n").says("250 ok").parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
    bench.rest();
    EXPECT_NE(bench.wire.in_clear().find("DATA\r\nx\r\n.\r\nQUIT"), string::npos)
        << bench.wire.in_clear();
  }
}

TEST(Data, B110_LoneLineEndsAreNormalised) {
  EXPECT_EQ(arrived("a\rb\nc\r\nd\n\re\r\r\nf"), normalised("a\rb\nc\r\nd\n\re\r\r\nf"));
}

TEST(Data, B110_ANulIsInvalid) {
  Bench bench;
  const string text("a\0b\r\n", 5);
  bench.mail.text = text;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: LineBreak in Text");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST(Data, B110_ANulFromASourceIsRejected) {
  Bench bench;
  TextSource source{string(3000, 'x') + string("\0b\r\n", 4)};
  bench.mail.text = source;
  goes_ahead(bench).hears_whatever();
  EXPECT_EQ(bench.send().what(), "Rejected: InvalidContent");
  EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
}

TEST(Data, B111_LinesOf998OctetsGoAsTheyAre) {
  const string text = string(997, 'a') + "\r\n" + string(998, 'b') + "\r\n";
  EXPECT_EQ(arrived(text), text);
  const string dotted = "." + string(997, 'b') + "\r\n";
  EXPECT_EQ(arrived(dotted), dotted);
}

TEST(Data, B111_LongerOnesAreMadeLegal) {
  for (const std::size_t octets : {999U, 5000U, 1000000U}) {
    string whole = arrived(string(octets, 'b') + "\r\n");
    std::size_t letters = 0;
    for (const char octet : whole) letters += octet == 'b' ? 1U : 0U;
    EXPECT_EQ(letters, octets);
  }
}

TEST(Data, B111_LongerOnesOfATextAreEncoded) {
  Bench bench;
  const string text(5000, 'b');
  bench.mail.text = text;
  goes_ahead(bench).hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send(bench.mail, text_mail).what(), "Accepted");
  std::size_t letters = 0;
  const string& whole = bench.server.mails().at(0).text;
  for (const char octet : whole.substr(whole.find("\r\n\r\n"))) letters += octet == 'b' ? 1U : 0U;
  EXPECT_EQ(letters, 5000U);
}

TEST(Data, B140_ASourceThatFailsMidwayBreaksTheMailOff) {
  for (const std::size_t at : {0U, 1U, 5000U, 9999U, 10000U}) {
    Bench bench;
    TextSource source{string(10000, 'x')};
    source.fails_at = at;
    bench.mail.text = source;
    goes_ahead(bench).hears_whatever();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Deferred: SourceFailed") << at;
    EXPECT_FALSE(bench.client.connected());
    EXPECT_EQ(bench.wire.in_clear().find(".\r\n", bench.wire.in_clear().find("DATA")),
              string::npos);
    EXPECT_EQ(bench.wire.in_clear().find("QUIT"), string::npos);
  }
}

TEST(Data, B140_ASourceThatDoesNotRewindIsNotBegun) {
  Bench bench;
  TextSource source{"x\r\n"};
  source.rewinds = false;
  bench.mail.text = source;
  bench.server.greets_and_offers().may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: SourceFailed");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

TEST(Data, ASourceMayHesitate) {
  Bench bench;
  TextSource source{string(300, 'x') + "\r\n"};
  source.piece = 7;
  source.hesitates = true;
  bench.mail.text = source;
  goes_ahead(bench).hears_mail(string(300, 'x') + "\r\n").says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_LT(source.pulls, 200U);
}

TEST(Data, ASourceThatNeverComesIsDeferredAtADeadline) {
  class Silent final : public Source {
   public:
    Transfer pull(std::span<char>) override { return Transfer::pending(); }
    bool rewind() override { return true; }
    [[nodiscard]] std::uint32_t size() const override { return unknown_size; }
  };
  Bench bench;
  Silent source;
  bench.mail.text = source;
  bench.relay.timeouts = netx_timeouts;
  goes_ahead(bench);
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: Timeout in Content");
  EXPECT_EQ(sent.took, seconds(30));
}

TEST(Data, AnEmptyMailIsAMail) { EXPECT_EQ(arrived("").find_first_not_of("\r\n"), string::npos); }

}  // namespace
}  // namespace postino::test
