// SPDX-License-Identifier: MIT
// RFC 3030: a message of several chunks whose replies come late, in every way that it can end.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dialogue/slow_lines.hpp"
#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using Lines = std::vector<std::string>;

const Script chunks_envelope{"MAIL FROM:<node7@plant.example>", "RCPT TO:<ops@plant.example>"};
const Script line_chunk{"BDAT 00020", "xxxxxxxxxxxxxxxxxx"};

/// Eager, so that nothing waits for a reply; each line of its message is a chunk.
struct LateChunks : Bench {
  explicit LateChunks(std::size_t lines, const Extensions& extensions = eager) : source{lines} {
    relay.extensions = extensions;
    mail.text = source;
    server.greets_and_offers({"PIPELINING", "CHUNKING"});
  }
  /// The server hears all of it, and says nothing meanwhile.
  ScriptedServer& hears_chunks(std::size_t count) {
    server.hears(chunks_envelope);
    for (std::size_t i = 0; i < count; ++i) server.hears(line_chunk);
    return server;
  }
  SlowLines source;
};

TEST(LateChunks, AllRepliesAfterTheLastOneAcceptIt) {
  LateChunks bench{3};
  bench.hears_chunks(3).hears("BDAT 0 LAST").hears_nothing_for(seconds(1));
  bench.server.says({"250 ok", "250 ok", "250 1", "250 2", "250 3", "250 queued"}).parts();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what_and_where(), "Accepted in EndOfData");
  EXPECT_EQ(sent.text, "queued");
}

TEST(LateChunks, AnyRefusedOneRejectsIt) {
  for (std::size_t refused = 0; refused < 4; ++refused) {
    LateChunks bench{3};
    bench.hears_chunks(3).hears("BDAT 0 LAST").says({"250 ok", "250 ok"});
    for (std::size_t i = 0; i < 4; ++i) {
      bench.server.says(i < refused ? "250 ok" : i == refused ? "552 too long" : "503 no");
    }
    bench.server.parts();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), std::string{"Rejected: NegativeReply 552 in "} +
                                         (refused < 3 ? "Chunk" : "EndOfData"))
        << refused;
    EXPECT_EQ(sent.text, "too long");
  }
}

/// The last one is out, and so nobody knows, however many of the others were answered.
TEST(LateChunks, ALossAfterTheLastOneLeavesItUnknown) {
  for (std::size_t replies = 0; replies < 6; ++replies) {
    LateChunks bench{3};
    bench.hears_chunks(3).hears("BDAT 0 LAST");
    for (std::size_t i = 0; i < replies; ++i) bench.server.says("250 ok");
    bench.server.closes();
    EXPECT_EQ(bench.send().what(), "Unknown: ConnectionLost") << replies;
  }
}

TEST(LateChunks, ALossBeforeTheLastOneDefersIt) {
  for (std::size_t chunks = 0; chunks < 4; ++chunks) {
    for (std::size_t replies = 0; replies <= 2 + chunks; ++replies) {
      LateChunks bench{chunks};
      bench.source.ends = false;
      bench.hears_chunks(chunks);
      for (std::size_t i = 0; i < replies; ++i) bench.server.says("250 ok");
      bench.server.closes();
      EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost") << replies << " of " << chunks;
    }
  }
}

TEST(LateChunks, NoneFollowsOnceNobodyGetsIt) {
  for (std::size_t chunks = 0; chunks < 3; ++chunks) {
    LateChunks bench{3};
    bench.relay.keep_open = minutes(1);
    bench.hears_chunks(chunks).says({"250 ok", "550 nobody"}).hears_nothing_for(seconds(1));
    for (std::size_t i = 0; i < chunks; ++i) bench.server.says("554 no valid recipients");
    bench.server.hears_nothing_for(seconds(1)).parts();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Rejected: AllRecipients 550 in RcptTo") << chunks;
    EXPECT_EQ(sent.text, "nobody");
  }
}

TEST(LateChunks, ANulInOneRejectsTheMessage) {
  for (const std::size_t lines : {1U, 3U}) {
    LateChunks bench{lines, chunking};
    bench.source.end = std::string_view{"x\0x\r\n", 5};
    bench.server.hears(chunks_envelope).says({"250 ok", "250 ok"});
    for (std::size_t i = 1; i < lines; ++i) bench.server.hears(line_chunk).says("250 ok");
    bench.server.hears_the_end();
    EXPECT_EQ(bench.send().what(), "Rejected: InvalidContent") << lines;
    EXPECT_EQ(bench.wire.in_clear().find('\0'), std::string::npos);
  }
}

/// Of the chunk whose octets can't be had to their end nothing goes out.
TEST(LateChunks, AFailureInTheMidstOfOneDefersIt) {
  class BrokenMidway final : public Source {
   public:
    Transfer pull(std::span<char> into) override {
      if (std::exchange(begun_, true)) return Transfer::failed();
      into.front() = 'x';
      return Transfer::octets(1);
    }
    bool rewind() override { return true; }
    [[nodiscard]] std::uint32_t size() const override { return unknown_size; }

   private:
    bool begun_ = false;
  };
  LateChunks bench{1, chunking};
  BrokenMidway broken;
  bench.mail.text = broken;
  bench.server.hears(chunks_envelope).says({"250 ok", "250 ok"}).hears_the_end();
  EXPECT_EQ(bench.send().what(), "Deferred: SourceFailed");
  EXPECT_EQ(bench.wire.in_clear().find("BDAT"), std::string::npos);
}

/// Its size is not known before its end, and so the next one would come among its chunks.
TEST(LateChunks, OfAQueueTheNextOneWaitsForItsReply) {
  LateChunks bench{2};
  bench.relay.pipelining = Pipelining::AcrossMails;
  SlowLines second{1};
  Mail other = bench.mail;
  other.text = second;
  KeptQueue queue;
  queue.add(bench.mail);
  queue.add(other);
  bench.hears_chunks(2).hears("BDAT 0 LAST").hears_nothing_for(seconds(1));
  bench.server.says({"250 ok", "250 ok", "250 1", "250 2", "250 queued"});
  bench.hears_chunks(1).hears("BDAT 0 LAST").says({"250 ok", "250 ok", "250 1", "250 queued"});
  bench.server.parts();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(), (Lines{"Accepted", "Accepted"}));
}

TEST(LateChunks, WithoutChunkingBinarymimeIsNotUsed) {
  Bench bench;
  bench.relay.extensions = binary;
  bench.mail.text = "Subject: Pump 3\n\nDry run.\n";
  bench.server.greets_and_offers({"BINARYMIME"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.in_clear().find("BODY="), std::string::npos);
}

/// A QUIT that is not answered says nothing of the message that waits for its connection.
TEST(LateChunks, AnUnansweredQuitIsNoEndOfTheNextMessage) {
  Bench bench;
  bench.relay.extensions = eager;
  bench.relay.keep_open = minutes(10);
  bench.relay.timeouts.quit = minutes(5);
  bench.server.greets_and_offers({"PIPELINING", "CHUNKING"})
      .hears(chunks_envelope)
      .hears({"BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."})
      .says({"250 ok", "250 ok", "250 queued"});
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.server.hears("QUIT").hears_the_end();
  bench.other = bench.relay;
  bench.other.host = "other.example";
  bench.other.timeouts.session = minutes(1);
  EXPECT_EQ(bench.send(bench.other, bench.mail).what_and_where(),
            "Deferred: SessionTimeout in Quit");
}

}  // namespace
}  // namespace postino::test
