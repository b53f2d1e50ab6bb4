// SPDX-License-Identifier: MIT
// RFC 3030: BDAT.
#include "postino/chunking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using Lines = std::vector<std::string>;

const Script with_size{"MAIL FROM:<node7@plant.example> SIZE=29", "RCPT TO:<ops@plant.example>"};
const Script last{"BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."};

struct Chunked : Bench {
  explicit Chunked(const Extensions& extensions, const Sizes& sizes = {}) : Bench{sizes} {
    relay.extensions = extensions;
    server.greets_and_offers({"PIPELINING", "SIZE", "CHUNKING", "BINARYMIME"});
  }
};

TEST(Chunking, AMailOfKnownSizeIsOneChunk) {
  Chunked bench{chunking};
  bench.server.hears(with_size)
      .hears_nothing_for(seconds(1))
      .says({"250 ok", "250 ok"})
      .hears(last)
      .hears_nothing_for(seconds(1))
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.flights().size(), 4U) << "EHLO, envelope, mail, QUIT";
}

TEST(Chunking, EagerTheMailIsInTheFlightOfItsEnvelope) {
  Chunked bench{eager};
  bench.server.hears(with_size)
      .hears(last)
      .hears_nothing_for(seconds(1))
      .says({"250 ok", "250 ok", "250 queued"})
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  EXPECT_EQ(bench.wire.flights().size(), 3U) << "EHLO, mail, QUIT";
}

TEST(Chunking, NotOfferedTheMailGoesByData) {
  Bench bench;
  bench.relay.extensions = chunking_list;
  bench.server.greets_and_offers({"XCHUNKING"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Chunking, InStepEachCommandWaitsForItsReply) {
  Bench bench;
  bench.relay.extensions = eager_list;
  bench.server.greets_and_offers({"CHUNKING"})
      .hears("MAIL FROM:<node7@plant.example>")
      .hears_nothing_for(seconds(1))
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .hears_nothing_for(seconds(1))
      .says("250 ok")
      .hears(last)
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Chunking, NoDotIsDoubled) {
  Chunked bench{chunking};
  bench.mail.text = ".\r\n..\r\n.\r\n";
  bench.server.hears({"MAIL FROM:<node7@plant.example> SIZE=10", "RCPT {}"})
      .says({"250 ok", "250 ok"})
      .hears({"BDAT 10 LAST", ".", "..", "."})
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

/// What the chunks hold, up to the last one, whose end is that of `wire`.
std::string chunks_of(std::string_view wire) {
  constexpr std::string_view head = "BDAT ";
  std::string content;
  wire.remove_prefix(std::min(wire.find(head), wire.size()));
  while (wire.starts_with(head)) {
    const std::string line{wire.substr(0, wire.find("\r\n"))};
    const std::size_t size = std::stoul(line.substr(head.size()));
    wire.remove_prefix(std::min(line.size() + 2, wire.size()));
    EXPECT_LE(size, wire.size()) << line;
    content += wire.substr(0, size);
    wire.remove_prefix(std::min(size, wire.size()));
    if (line.ends_with(" LAST")) break;
  }
  EXPECT_EQ(wire, "") << "behind the last chunk";
  return content;
}

TEST(Chunking, ASourceOfUnknownSizeGoesInAChunkForEachPacket) {
  for (const bool waits : {true, false}) {
    Chunked bench{waits ? chunking : eager, starved};
    const std::string text = "Subject: Pump 3\r\n\r\n" + std::string(120, 'x') + "\r\n";
    TextSource source{text};
    source.knows_its_size = false;
    bench.mail.text = source;
    bench.server.hears({"MAIL FROM:<node7@plant.example>", "RCPT {}"});
    if (waits) bench.server.says({"250 ok", "250 ok"});
    bench.server.hears_whatever();
    bench.start();
    bench.run_for(seconds(1));
    EXPECT_NE(bench.wire.in_clear().find("\r\nBDAT 00"), std::string::npos);
    EXPECT_TRUE(bench.wire.in_clear().ends_with("BDAT 0 LAST\r\n")) << bench.wire.in_clear();
    EXPECT_EQ(chunks_of(bench.wire.in_clear()), text);
    bench.client.abort();
    static_cast<void>(bench.client.take_report());
  }
}

TEST(Chunking, K15_ASourceWhoseLineEndsChangeGoesInAChunkForEachPacket) {
  const std::string head = "Subject: Pump 3\n\n";
  const std::string long_line(2000, 'x');
  for (const std::string& text : {head + "Dry run.\n", head + "Dry run.", head + "a\rb\r\nc\r",
                                  std::string{Bench::letter}, head + long_line + "\n"}) {
    for (const bool waits : {true, false}) {
      Chunked bench{waits ? chunking : eager};
      TextSource source{text};
      bench.mail.text = source;
      bench.server.hears({"MAIL FROM:<node7@plant.example>", "RCPT {}"});
      if (waits) bench.server.says({"250 ok", "250 ok"});
      bench.server.hears_whatever();
      bench.start();
      bench.run_for(seconds(1));
      const std::string wire = bench.wire.in_clear();
      EXPECT_EQ(wire.find("SIZE="), std::string::npos);
      EXPECT_TRUE(wire.ends_with("BDAT 0 LAST\r\n")) << wire;
      Bench viewed;
      viewed.mail.text = text;
      viewed.server.greets_and_offers().takes_mail().parts();
      EXPECT_EQ(viewed.send().what(), "Accepted");
      EXPECT_EQ(chunks_of(wire), viewed.server.mails().at(0).text);
      bench.client.abort();
      static_cast<void>(bench.client.take_report());
    }
  }
}

TEST(Chunking, K15_InBinaryASourceIsOneChunkOfItsSize) {
  for (const char* text : {"Subject: Pump 3\n\nDry run.", "Subject: Pump 3\r\n\r\nDry run.\n"}) {
    Bench bench;
    bench.relay.extensions = binary;
    TextSource source{text};
    bench.mail.text = source;
    const std::string size = std::to_string(source.size());
    bench.server.greets_and_offers({"SIZE", "CHUNKING", "BINARYMIME"})
        .hears("MAIL FROM:<node7@plant.example> SIZE=" + size + " BODY=BINARYMIME")
        .says("250 ok")
        .hears("RCPT {}")
        .says("250 ok")
        .hears("BDAT " + size + " LAST")
        .hears_octets(source.size())
        .says("250 ok")
        .may_part();
    EXPECT_EQ(bench.send().what(), "Accepted") << text;
  }
}

TEST(Chunking, NoRecipientNoChunk) {
  Chunked bench{chunking};
  bench.server.hears(with_size).says({"250 ok", "550 nobody"}).parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
}

TEST(Chunking, EagerAllRecipientsRefusedTheMailIsHeardOutAndReset) {
  Chunked bench{eager};
  bench.relay.keep_open = seconds(10);
  bench.server.hears(with_size)
      .hears(last)
      .says({"250 ok", "550 nobody", "554 no valid recipients"})
      .hears("RSET")
      .hears(with_size)
      .hears(last)
      .says({"250 ok", "250 ok", "250 ok", "250 queued"})
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Chunking, ARefusedLastChunkIsFollowedByAReset) {
  for (const std::string code : {"400", "552"}) {
    Chunked bench{chunking};
    bench.relay.keep_open = seconds(10);
    bench.server.hears(with_size)
        .says({"250 ok", "250 ok"})
        .hears(last)
        .says(code + " 5.2.3 too large")
        .hears("RSET")
        .hears(with_size)
        .says({"250 ok", "250 ok", "250 ok"})
        .hears(last)
        .says("250 queued")
        .parts();
    EXPECT_EQ(bench.send().what(),
              (code[0] == '4' ? "Deferred: NegativeReply " : "Rejected: NegativeReply ") + code);
    EXPECT_EQ(bench.send().what(), "Accepted");
  }
}

TEST(Chunking, B113AnEmptyMailIsAnEmptyLastChunk) {
  Chunked bench{chunking};
  bench.mail.text = "";
  bench.server.hears({"MAIL FROM:<node7@plant.example> SIZE=0", "RCPT {}"})
      .says({"250 ok", "250 ok"})
      .hears("BDAT 0 LAST")
      .says("250 queued")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Chunking, ASourceThatIsNotAsLongAsItSaidBreaksTheMailOff) {
  for (const std::size_t more : {static_cast<std::size_t>(-1), std::size_t{1}}) {
    Chunked bench{binary};
    TextSource source{std::string{Bench::letter}};
    source.says_more = more;
    bench.mail.text = source;
    bench.server.hears({"MAIL {}", "RCPT {}"}).says({"250 ok", "250 ok"}).hears_whatever();
    EXPECT_EQ(bench.send().what(), "Deferred: SourceFailed") << more;
  }
}

TEST(Chunking, OfASourceThatIsLongerThanItSaidNothingFollowsTheChunk) {
  for (std::size_t surplus = 1; surplus < 200; ++surplus) {
    Chunked bench{binary, starved};
    TextSource source{"Subject: Pump 3\r\n\r\n" + std::string(500, 'x') + "\r\n"};
    source.says_more = std::size_t{0} - surplus;
    bench.mail.text = source;
    bench.server.hears({"MAIL {}", "RCPT {}"}).says({"250 ok", "250 ok"}).hears_whatever();
    EXPECT_EQ(bench.send().what(), "Deferred: SourceFailed") << surplus;
    const std::string wire = bench.wire.in_clear();
    const std::string head = "BDAT " + std::to_string(source.size()) + " LAST\r\n";
    const std::size_t begin = wire.find(head) + head.size();
    ASSERT_NE(wire.find(head), std::string::npos);
    EXPECT_LE(wire.size() - begin, source.size()) << surplus;
  }
}

TEST(Chunking, ALostConnectionBehindTheLastChunkIsUnknown) {
  for (const bool waits : {true, false}) {
    Chunked bench{waits ? chunking : eager};
    bench.server.hears(with_size);
    if (waits) bench.server.says({"250 ok", "250 ok"});
    bench.server.hears(last).resets();
    EXPECT_EQ(bench.send().what(), "Unknown: ConnectionLost");
  }
}

TEST(Chunking, AfterARefusedSenderNothingIsUnknown) {
  Chunked bench{eager};
  bench.server.hears(with_size).hears(last).says("550 no").closes();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

TEST(Chunking, AReplyToAChunkBeforeItsEndIsTooEarly) {
  Chunked bench{chunking};
  bench.wire.behaviour.window = 35;
  bench.wire.behaviour.window_opens_after = seconds(1);
  bench.server.hears(with_size)
      .says({"250 ok", "250 ok"})
      .hears("BDAT 29 LAST")
      .says("250 queued")
      .hears_whatever();
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
}

TEST(Chunking, EagerMailsOfAQueueAreAllUnderWayAtOnce) {
  Chunked bench{eager};
  bench.relay.pipelining = Pipelining::AcrossMails;
  KeptQueue queue;
  for (int i = 0; i < 20; ++i) queue.add(bench.mail);
  bench.server.hears(with_size).hears(last);
  for (int i = 1; i < 20; ++i) bench.server.hears("RSET").hears(with_size).hears(last);
  bench.server.hears_nothing_for(seconds(1)).says({"250 ok", "250 ok", "250 queued"});
  for (int i = 1; i < 20; ++i) {
    const bool refused = i % 5 == 0;
    bench.server.says({"250 reset", "250 ok", refused ? "550 nobody" : "250 ok",
                       refused ? "554 no valid recipients" : "250 queued"});
  }
  bench.server.parts();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  ASSERT_EQ(queue.ends.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) {
    const bool refused = i % 5 == 0 && i != 0;
    EXPECT_EQ(queue.ends[i].what(), refused ? "Rejected: AllRecipients 550" : "Accepted") << i;
  }
}

TEST(Chunking, OfALostConnectionAllMailsWhoseLastChunkWasOutAreUnknown) {
  Chunked bench{eager};
  bench.relay.pipelining = Pipelining::AcrossMails;
  KeptQueue queue;
  for (int i = 0; i < 3; ++i) queue.add(bench.mail);
  bench.server.hears(with_size).hears(last);
  for (int i = 1; i < 3; ++i) bench.server.hears("RSET").hears(with_size).hears(last);
  bench.server.says({"250 ok", "250 ok", "250 queued", "250 reset", "250 ok"}).closes();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(),
            (Lines{"Accepted", "Unknown: ConnectionLost", "Unknown: ConnectionLost"}));
}

/// The second one can't be sent to this server, which is known while the first one is under way.
TEST(Chunking, WhatAMessageThatCannotFollowLeavesOfTheOneBeforeIt) {
  Chunked bench{eager};
  bench.relay.pipelining = Pipelining::AcrossMails;
  Mail other = bench.mail;
  other.to = "m\xc3\xbcller@plant.example";
  KeptQueue queue;
  queue.add(bench.mail);
  queue.add(other);
  bench.server.hears(with_size).hears(last).hears_nothing_for(seconds(1)).resets();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  ASSERT_FALSE(queue.ends.empty());
  EXPECT_EQ(queue.ends[0].what(), "Unknown: ConnectionLost");
}

/// What becomes of three mails, of which the server answers none, over a connection that is lost
/// behind so many octets; and how many mails had gone out whole.
struct CutQueue {
  explicit CutQueue(std::size_t octets) {
    Chunked bench{eager};
    bench.relay.pipelining = Pipelining::AcrossMails;
    bench.wire.behaviour.to_server = CutAt{Cut::Reset, octets};
    bench.server.may_be_cut_short = true;
    bench.server.hears_whatever();
    KeptQueue queue;
    for (int i = 0; i < 3; ++i) queue.add(bench.mail);
    EXPECT_TRUE(bench.client.send(bench.relay, queue));
    bench.rest();
    reports = queue.what();
    const std::string wire = bench.wire.in_clear();
    std::size_t at = 0;
    while ((at = wire.find(Bench::letter, at) + 1) != 0) ++whole;
  }
  Lines reports;
  std::size_t whole = 0;
};

TEST(Chunking, OfALostConnectionNoMailIsUnknownWhoseLastChunkWasNotOut) {
  std::size_t whole = 0;
  for (std::size_t octets = 22; whole < 3; ++octets) {
    ASSERT_LT(octets, 1000U);
    const CutQueue cut{octets};
    whole = cut.whole;
    const Lines unknown(whole, "Unknown: ConnectionLost");
    EXPECT_EQ(cut.reports, whole == 0 ? Lines{"Deferred: ConnectionLost"} : unknown) << octets;
  }
}

}  // namespace
}  // namespace postino::test
