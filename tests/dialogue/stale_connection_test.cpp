// SPDX-License-Identifier: MIT
// A kept connection that ends just as the next message begins: once more, on a fresh one.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "postino/chunking.hpp"
#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string;
using Script = std::initializer_list<std::string_view>;

/// Has 100 octets, and then none for a long time.
class SlowSource final : public Source {
 public:
  bool rewinds = true;

  Transfer pull(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), left_);
    left_ -= count;
    std::fill_n(into.begin(), count, 'x');
    return count == 0 ? Transfer::pending() : Transfer::octets(count);
  }
  bool rewind() override {
    left_ = 100;
    return rewinds;
  }
  [[nodiscard]] std::uint32_t size() const override { return 300; }

 private:
  std::size_t left_ = 0;
};

/// Ends a connection whose last command was heard.
struct End {
  const char* what;
  std::function<void(ScriptedServer&)> make;
};

const End ends[] = {
    {"421", [](ScriptedServer& server) { server.says("421 4.4.2 idle too long").closes(); }},
    {"421 and no end", [](ScriptedServer& server) { server.says("421 4.4.2 shutting down"); }},
    {"half a 421", [](ScriptedServer& server) { server.sends("421-4.4.2 id").closes(); }},
    {"FIN", [](ScriptedServer& server) { server.closes(); }},
    {"reset", [](ScriptedServer& server) { server.resets(); }},
    {"silence", [](ScriptedServer&) {}},
};

class StaleConnection : public ::testing::TestWithParam<End> {
 protected:
  StaleConnection() { bench.relay.keep_open = minutes(10); }

  /// A connection that takes one message and is kept.
  ScriptedServer& keeps(Script capabilities = {}) {
    bench.server.greets_and_offers(capabilities).takes_mail();
    EXPECT_EQ(bench.send().what(), "Accepted");
    bench.run_for(minutes(1));
    return bench.server;
  }
  ScriptedServer& ends_and_connects() {
    GetParam().make(bench.server);
    return bench.server.next_connection();
  }

  Bench bench;
};
INSTANTIATE_TEST_SUITE_P(Ends, StaleConnection, ::testing::ValuesIn(ends), [](const auto& test) {
  string name = test.param.what;
  for (char& octet : name) octet = octet == ' ' ? '_' : octet;
  return name;
});

TEST_P(StaleConnection, K22_TheMessageGoesOnAFreshOne) {
  for (const Script capabilities : {Script{}, Script{"PIPELINING"}}) {
    keeps(capabilities).hears("MAIL {}");
    if (capabilities.size() != 0) bench.server.hears({"RCPT {}", "DATA"});
    ends_and_connects().greets_and_offers(capabilities).takes_mail().parts();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Accepted");
    EXPECT_EQ(sent.attempts, 2U);
    EXPECT_EQ(sent.recipients(), "Accepted 250");
    EXPECT_TRUE(seconds(31).reached(sent.took));
    bench.client.quit();
    bench.rest();
    bench.server.next_connection();
  }
  bench.server.greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().attempts, 1U);
}

TEST_P(StaleConnection, K22_AsWellWhenARefusedMessageIsStillToBeReset) {
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("550 no");
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  bench.server.hears("RSET");
  ends_and_connects().greets_and_offers().takes_mail().parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 2U);
}

TEST_P(StaleConnection, K22_Once) {
  keeps().hears("MAIL {}");
  ends_and_connects().greets_and_offers().hears("MAIL {}").says("421 4.3.2 still not").closes();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Deferred: ServiceClosing 421 in MailFrom");
  EXPECT_EQ(sent.text, "4.3.2 still not");
  EXPECT_EQ(sent.attempts, 2U);
}

TEST_P(StaleConnection, K22_NotOnceMailWasAnswered) {
  keeps().hears("MAIL {}").says("250 ok").hears("RCPT {}");
  GetParam().make(bench.server);
  const Sent sent = bench.send();
  EXPECT_EQ(sent.outcome, Outcome::Deferred);
  EXPECT_EQ(sent.error.phase, Phase::RcptTo);
  EXPECT_EQ(sent.attempts, 1U);
  bench.server.may_be_cut_short = true;
}

TEST_P(StaleConnection, K22_NotOnAFreshOne) {
  bench.server.greets_and_offers().hears("MAIL {}");
  GetParam().make(bench.server);
  const Sent sent = bench.send();
  EXPECT_EQ(sent.outcome, Outcome::Deferred);
  EXPECT_EQ(sent.error.phase, Phase::MailFrom);
  EXPECT_EQ(sent.attempts, 1U);
  bench.server.may_be_cut_short = true;
}

TEST_P(StaleConnection, K22_ASourceIsRewound) {
  TextSource source{string{AnyBench::letter}};
  bench.mail.text = source;
  keeps().hears("MAIL {}");
  ends_and_connects().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_P(StaleConnection, K22_OneThatWasPulledAndCannotRewindIsReported) {
  const Extension* const eager[] = {&extension::eager_chunking, &extension::binary_mime};
  for (const bool rewinds : {true, false}) {
    Bench other;
    other.relay.keep_open = minutes(10);
    other.relay.extensions = eager;
    other.server.greets_and_offers({"PIPELINING", "CHUNKING", "BINARYMIME"});
    other.server.hears({"MAIL {}", "RCPT {}", "BDAT 29 LAST"}).hears_octets(29);
    other.server.says({"250 ok", "250 ok", "250 ok"});
    EXPECT_EQ(other.send().what(), "Accepted");
    SlowSource source;
    Mail mail = other.mail;
    mail.text = source;
    other.server.hears({"MAIL {}", "RCPT {}", "BDAT 300 LAST"}).hears_octets(100);
    other.server.waits(seconds(1));
    GetParam().make(other.server);
    other.server.next_connection().greets_and_offers().hears("MAIL {}").says("550 no").parts();
    other.start(other.relay, mail);
    other.run_for(Millis{1});
    source.rewinds = rewinds;
    const Sent sent = other.finish();
    EXPECT_EQ(sent.outcome, rewinds ? Outcome::Rejected : Outcome::Deferred) << GetParam().what;
    EXPECT_EQ(sent.attempts, rewinds ? 2U : 1U);
    other.server.may_be_cut_short = !rewinds;
  }
}

TEST_P(StaleConnection, K22_NorWhenItsEndIsOut) {
  const Extension* const eager[] = {&extension::eager_chunking};
  bench.relay.extensions = eager;
  const Script envelope{"MAIL {}", "RCPT {}", "BDAT 29 LAST"};
  bench.server.greets_and_offers({"PIPELINING", "CHUNKING"}).hears(envelope).hears_octets(29);
  bench.server.says({"250 ok", "250 ok", "250 ok"}).hears(envelope).hears_octets(29);
  GetParam().make(bench.server);
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.outcome, sent.error.code == 421 ? Outcome::Deferred : Outcome::Unknown);
  EXPECT_EQ(sent.attempts, 1U);
  bench.server.may_be_cut_short = true;
}

TEST_P(StaleConnection, K22_AQueueGoesOn) {
  bench.server.greets_and_offers().takes_mail().takes_mail().hears("MAIL {}");
  ends_and_connects().greets_and_offers().takes_mail().takes_mail().parts();
  KeptQueue queue;
  for (int i = 0; i < 4; ++i) queue.add(bench.mail);
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(), std::vector<string>(4, "Accepted"));
  EXPECT_EQ(queue.ends[2].attempts, 2U);
}

TEST_P(StaleConnection, K22_NotWithMessagesInFlightAcross) {
  bench.relay.pipelining = Pipelining::AcrossMails;
  const Script envelope{"MAIL {}", "RCPT {}", "DATA"};
  bench.server.greets_and_offers({"PIPELINING"}).hears(envelope).says({"250 ok", "250 ok"});
  bench.server.says("354 go").hears_mail().hears(envelope).says("250 queued").waits(seconds(1));
  GetParam().make(bench.server);
  KeptQueue queue;
  for (int i = 0; i < 2; ++i) queue.add(bench.mail);
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  ASSERT_EQ(queue.ends.size(), 2U);
  EXPECT_EQ(queue.ends[0].what(), "Accepted");
  EXPECT_EQ(queue.ends[1].outcome, Outcome::Deferred);
  EXPECT_EQ(queue.ends[1].attempts, 1U);
  EXPECT_EQ(bench.wire.connections(), 1U);
  bench.server.may_be_cut_short = true;
}

TEST(FirstReply, K22_HasADeadlineOfItsOwnOnAKeptConnection) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.relay.timeouts.first_reply = seconds(3);
  bench.server.greets_and_offers().takes_mail().hears("MAIL {}").next_connection();
  bench.server.greets_and_offers().hears("MAIL {}").waits(minutes(4)).says("250 ok");
  bench.server.hears("RCPT {}").waits(minutes(4)).says("250 ok").hears("DATA").says("354 go");
  bench.server.hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.took, seconds(3) + minutes(8));
}

TEST(FirstReply, K22_TheRepliesAfterItHaveTheirOwn) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}").says("550 no");
  bench.server.hears("RSET").waits(seconds(29)).says("250 ok");
  bench.server.hears("MAIL {}").waits(minutes(4)).says("250 ok");
  bench.server.hears("RCPT {}").waits(minutes(4)).says("250 ok").hears("DATA").says("354 go");
  bench.server.hears_mail().says("250 ok").parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.attempts, 1U);
}

TEST(FirstReply, K22_TheSessionsDeadlineHoldsForBothConnections) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.relay.timeouts.session = seconds(40);
  bench.server.greets_and_offers().takes_mail().hears("MAIL {}").next_connection();
  bench.server.greets_and_offers().hears("MAIL {}");
  EXPECT_EQ(bench.send().what(), "Accepted");
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: SessionTimeout");
  EXPECT_EQ(sent.took, seconds(40));
}

TEST(FirstReply, K22_ItsDeadlineIsChecked) {
  for (const Millis wrong : {Millis{0}, Millis{0x80000000}}) {
    Bench bench;
    bench.relay.timeouts.first_reply = wrong;
    EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidTimeout in Timeouts");
  }
}

TEST(Attempts, K22_ThereIsNoneBeforeAConnectionIsBegun) {
  Bench bench;
  bench.relay.host = "";
  EXPECT_EQ(bench.send().attempts, 0U);
  bench.relay.host = "mail.example";
  bench.start();
  bench.client.abort();
  EXPECT_EQ(bench.finish().attempts, 0U);
  bench.wire.behaviour.connect = Progress::Failed;
  EXPECT_EQ(bench.send().attempts, 1U);
}

}  // namespace
}  // namespace postino::test
