// SPDX-License-Identifier: MIT
// How a message of the small clients ends when the network, the pool or a Source fails, or the
// caller has had enough.
#include <vector>

#include "small_clients.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string;

/// How far a server goes along with a message.
struct SmallPhase {
  const char* name;
  Millis Timeouts::*timeout;
  /// The codes that it says, one for each command from the greeting on.
  std::vector<string> replies;
};
const SmallPhase small_phases[] = {
    {"Greeting", &Timeouts::greeting, {}},
    {"Ehlo", &Timeouts::command, {"220"}},
    {"MailFrom", &Timeouts::command, {"220", "250"}},
    {"RcptTo", &Timeouts::command, {"220", "250", "250"}},
    {"Data", &Timeouts::data, {"220", "250", "250", "250"}},
    {"EndOfData", &Timeouts::end_of_data, {"220", "250", "250", "250", "354"}},
};

class SmallFailure : public SmallClients {
 protected:
  /// The script of a server that goes as far.
  ScriptedServer& until(AnyBench& at, const SmallPhase& phase) const {
    const char* const commands[] = {"", "EHLO {}", "MAIL {}", "RCPT {}", "DATA", "."};
    ScriptedServer& server = opens(at);
    std::size_t next = 0;
    for (const string& code : phase.replies) {
      if (next != 0) server.hears(commands[next]);
      server.says(code + " ok");
      ++next;
    }
    if (next == 5) return server.hears_mail();
    return next == 0 ? server : server.hears(commands[next]);
  }
  /// "Deferred: " or "Unknown: ", `fault` and the phase.
  static string absence(const SmallPhase& phase, const char* fault) {
    const bool end = string{phase.name} == "EndOfData";
    return string{end ? "Unknown: " : "Deferred: "} + fault + " in " + phase.name;
  }
};
INSTANTIATE_TEST_SUITE_P(Each, SmallFailure, ::testing::ValuesIn(small_clients), subject_name);

TEST_P(SmallFailure, TheServerCloses) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    until(*one, phase).closes();
    EXPECT_EQ(end_of(*one), absence(phase, "ConnectionLost"));
    EXPECT_FALSE(one->any().connected());
  }
}

TEST_P(SmallFailure, TheConnectionIsReset) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    one->wire.behaviour.native_code = 104;
    until(*one, phase).resets();
    const Sent sent = one->send();
    EXPECT_EQ(sent.what_and_where(), absence(phase, "ConnectionLost"));
    EXPECT_EQ(sent.error.native_code, 104);
  }
}

TEST_P(SmallFailure, TheServerFallsSilent) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    one->relay.timeouts.*phase.timeout = Millis{12345};
    until(*one, phase);
    const Sent sent = one->send();
    EXPECT_EQ(sent.what_and_where(), absence(phase, "Timeout"));
    EXPECT_EQ(sent.took, Millis{12345});
    EXPECT_LT(one->polls(), 60U);
  }
}

TEST_P(SmallFailure, TheSessionIsOverBeforeIt) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    one->relay.timeouts.session = seconds(9);
    until(*one, phase);
    const Sent sent = one->send();
    EXPECT_EQ(sent.what_and_where(), absence(phase, "SessionTimeout"));
    EXPECT_EQ(sent.took, seconds(9));
  }
}

TEST_P(SmallFailure, A421IsTheEndWhereverItComes) {
  for (const SmallPhase& phase : small_phases) {
    for (const char* reply : {"421 closing", "421-so\r\n421 closing"}) {
      const auto one = fresh();
      until(*one, phase).says(reply).may_part();
      EXPECT_EQ(end_of(*one), string{"Deferred: ServiceClosing 421 in "} + phase.name);
    }
  }
}

TEST_P(SmallFailure, WhatIsNoReplyIsTheEndWhereverItComes) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    until(*one, phase).sends("2x0 what\r\n").hears_the_end();
    EXPECT_EQ(end_of(*one), absence(phase, "MalformedReply"));
  }
}

TEST_P(SmallFailure, HalfAReplyIsNone) {
  for (const SmallPhase& phase : small_phases) {
    const string code = phase.replies.empty()          ? "220"
                        : string{phase.name} == "Data" ? "354"
                                                       : "250";
    const string reply = code + "-x\r\n" + code + " y\r\n";
    for (std::size_t octets = 0; octets < reply.size(); ++octets) {
      const auto one = fresh();
      until(*one, phase).sends(reply.substr(0, octets)).closes();
      EXPECT_EQ(end_of(*one), absence(phase, "ConnectionLost")) << octets;
    }
  }
}

TEST_P(SmallFailure, AbortedWhereverItStands) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    until(*one, phase);
    one->start();
    one->run_for(seconds(1));
    one->any().abort();
    EXPECT_FALSE(one->any().connected());
    EXPECT_EQ(one->finish().what_and_where(), absence(phase, "Aborted"));
    EXPECT_EQ(one->wire.ended(), FakeSocket::Ended::Aborted);
  }
}

TEST_P(SmallFailure, AbortedBeforeTheFirstPollOrWithoutAMessage) {
  bench.any().abort();
  EXPECT_EQ(bench.any().take_report(), nullptr);
  bench.start();
  bench.any().abort();
  EXPECT_EQ(bench.finish().what(), "Deferred: Aborted");
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_P(SmallFailure, AbortedInQuitTheReportStays) {
  knows(bench).takes_mail().hears("QUIT");
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_TRUE(bench.any().connected());
  bench.any().abort();
  EXPECT_FALSE(bench.any().connected());
  EXPECT_EQ(bench.any().take_report(), nullptr);
}

TEST_P(SmallFailure, AFurtherSendIsFresh) {
  for (const SmallPhase& phase : small_phases) {
    const auto one = fresh();
    until(*one, phase).closes();
    knows_again(*one).takes_mail().parts();
    EXPECT_EQ(end_of(*one), absence(phase, "ConnectionLost"));
    const Sent sent = one->send();
    EXPECT_EQ(sent.what(), "Accepted");
    EXPECT_EQ(sent.recipients(), "Accepted 250");
    EXPECT_EQ(sent.error.native_code, 0);
  }
}

TEST_P(SmallFailure, ItDoesNotConnect) {
  struct {
    Progress connect;
    const char* end;
  } constexpr cases[] = {{Progress::Failed, "Deferred: ConnectFailed in Connect"},
                         {Progress::NotFound, "Deferred: HostNotFound in Connect"},
                         {Progress::Closed, "Deferred: ConnectionLost in Connect"},
                         {Progress::Pending, "Deferred: Timeout in Connect"}};
  for (const auto& [connect, end] : cases) {
    const auto one = fresh();
    one->wire.behaviour.connect = connect;
    EXPECT_EQ(end_of(*one), end);
  }
}

TEST_P(SmallFailure, ThePoolIsEmpty) {
  bench.relay.timeouts.packet_wait = seconds(2);
  opens(bench).greets();
  std::vector<Packet> taken;
  while (bench.pool().taken() < bench.pool().count()) taken.push_back(bench.pool().take());
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: NoPacket in Ehlo");
  EXPECT_EQ(sent.took, seconds(2));
  taken.clear();
}

TEST_P(SmallFailure, APacketThatComesBackInTimeIsEnough) {
  knows(bench).takes_mail().parts();
  std::vector<Packet> taken;
  while (bench.pool().taken() < bench.pool().count()) taken.push_back(bench.pool().take());
  bench.start();
  bench.run_for(Millis{1990});
  taken.clear();
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST_P(SmallFailure, TheSourceFails) {
  for (const std::size_t at : {0U, 1U, 5000U, 10000U}) {
    const auto one = fresh();
    TextSource source{string(10000, 'x')};
    source.fails_at = at;
    one->mail.text = source;
    knows(*one).takes_envelope().hears_whatever();
    EXPECT_EQ(end_of(*one), "Deferred: SourceFailed in Content") << at;
    EXPECT_EQ(said(*one).find(".\r\n", said(*one).find("DATA")), string::npos);
  }
}

TEST_P(SmallFailure, TheSourceDoesNotRewind) {
  TextSource source{"x\r\n"};
  source.rewinds = false;
  bench.mail.text = source;
  knows(bench).parts();
  EXPECT_EQ(end_of(bench), "Deferred: SourceFailed in MailFrom");
}

TEST_P(SmallFailure, TheSourceHesitatesAndTellsNoSize) {
  const string text = "Subject: Pump 3\r\n\r\n" + string(300, 'x') + "\r\n.\r\n..\r\n";
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    const auto one = fresh();
    TextSource source{text};
    source.piece = piece;
    source.hesitates = true;
    source.knows_its_size = false;
    one->mail.text = source;
    knows(*one).takes_envelope().hears_mail(text).says("250 ok").parts();
    EXPECT_EQ(one->send().what(), "Accepted");
  }
}

TEST_P(SmallFailure, ASourceIsSentAgainFromItsBeginning) {
  TextSource source{"Subject: Pump 3\r\n\r\nDry run.\r\n"};
  bench.mail.text = source;
  knows(bench).takes_envelope().hears_mail(AnyBench::letter).closes();
  knows_again(bench).takes_envelope().hears_mail(AnyBench::letter).says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Unknown: ConnectionLost");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

}  // namespace
}  // namespace postino::test
