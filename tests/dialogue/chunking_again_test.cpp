// SPDX-License-Identifier: MIT
// RFC 3030: chunks that break off, or that wait for a Source.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "postino/mime.hpp"
#include "support/bench.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

/// How the first message ends inside the octets of its last chunk.
enum class Break { Reset, Fin, Silence, Abort, Closing, Source };

struct Again : Bench {
  explicit Again(const Extensions& extensions) : Bench{starved} {
    relay.extensions = extensions;
    mail.text = source;
    // What a lenient server would take for commands.
    server.greets_and_offers({"PIPELINING", "SIZE", "CHUNKING", "BINARYMIME"})
        .hears({"MAIL {}", "RCPT {}"})
        .says({"250 ok", "250 ok"})
        .hears("BDAT " + std::to_string(text.size()) + " LAST");
  }

  static std::string lines() {
    std::string all = "Subject: Pump 3\r\n\r\n";
    for (int i = 0; i < 30; ++i) all += "MAIL FROM:<forged@plant.example>\r\n";
    return all;
  }
  std::string text = lines();
  TextSource source{text};
};

void first_breaks(Again& bench, Break how) {
  bench.server.may_be_cut_short = true;
  bench.wire.behaviour.window = 100;
  bench.relay.timeouts.block = seconds(10);
  if (how == Break::Reset) bench.wire.behaviour.to_server = CutAt{Cut::Reset, 500};
  if (how == Break::Fin) bench.wire.behaviour.to_server = CutAt{Cut::Fin, 500};
  if (how == Break::Closing) bench.server.hears_octets(300).says("421 4.3.2 closing");
  bench.server.hears_whatever();
  if (how == Break::Silence) bench.wire.behaviour.to_server = CutAt{Cut::Stall, 500};
  if (how == Break::Source) bench.source.fails_at = 400;
  bench.start();
  if (how == Break::Abort) {
    bench.run_while([&] { return bench.wire.taken() < 500; });
    bench.client.abort();
  }
  EXPECT_EQ(bench.finish().outcome, Outcome::Deferred);
}

class BrokenChunk : public ::testing::TestWithParam<Break> {};

TEST_P(BrokenChunk, K01_TheNextMessageBeginsWithMail) {
  for (const Extensions& extensions : {binary, eager_binary}) {
    Again bench{extensions};
    first_breaks(bench, GetParam());
    bench.wire.behaviour = {};
    bench.source.fails_at = static_cast<std::size_t>(-1);
    bench.server.next_connection()
        .greets_and_offers({"PIPELINING", "SIZE", "CHUNKING", "BINARYMIME"})
        .hears({"MAIL FROM:<node7@plant.example> SIZE={}", "RCPT TO:<ops@plant.example>"})
        .says({"250 ok", "250 ok"})
        .hears("BDAT {} LAST")
        .hears_octets(bench.text.size())
        .says("250 queued")
        .parts();
    EXPECT_EQ(bench.send().what(), "Accepted");
    bench.rest();
  }
}

std::string name_of_break(const ::testing::TestParamInfo<Break>& info) {
  constexpr const char* names[] = {"Reset", "Fin", "Silence", "Abort", "Closing", "Source"};
  return names[static_cast<int>(info.param)];
}

INSTANTIATE_TEST_SUITE_P(By, BrokenChunk,
                         ::testing::Values(Break::Reset, Break::Fin, Break::Silence, Break::Abort,
                                           Break::Closing, Break::Source),
                         name_of_break);

/// A composer that sees whether it gets the room that it is promised.
class Measured final : public Composer {
 public:
  explicit Measured(const Composer& inner) : inner_{&inner} {}
  [[nodiscard]] Error check(const Mail& mail) const override { return inner_->check(mail); }
  [[nodiscard]] ContentFacts begin(Composition& composition) const override {
    return inner_->begin(composition);
  }
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override {
    least = std::min(least, into.size());
    return inner_->pull(composition, into);
  }

  mutable std::size_t least = static_cast<std::size_t>(-1);

 private:
  const Composer* inner_;
};

/// Sends a message in chunks from a Source that is pending at times; returns what the server got.
std::string send_hesitating(const Composer& composer, TextSource& source, const Mail& mail,
                            const Sizes& sizes, const Extensions& extensions) {
  Bench bench{sizes};
  source.hesitates = true;
  bench.relay.extensions = extensions;
  std::string got;
  bench.server.greets_and_offers({"PIPELINING", "CHUNKING", "8BITMIME"});
  Measured measured{composer};
  std::string inbox;
  bench.server.hears({"MAIL {}", "RCPT {}"}).says({"250 ok", "250 ok"}).hears_whatever();
  bench.server.may_be_cut_short = true;
  bench.start(bench.relay, mail, measured);
  bench.run_while([&] { return !bench.wire.in_clear().ends_with("BDAT 0 LAST\r\n"); });
  bench.client.abort();
  static_cast<void>(bench.finish());
  EXPECT_GE(measured.least, Composer::min_room);
  std::string_view said = bench.wire.in_clear();
  said.remove_prefix(said.find("BDAT "));
  while (!said.starts_with("BDAT 0 LAST")) {
    const std::size_t size = std::stoul(std::string{said.substr(5, 5)});
    got += said.substr(Chunking::head_size, size);
    said.remove_prefix(Chunking::head_size + size);
  }
  return got;
}

TEST(PendingChunk, K02_NoComposerSeesLessRoomThanPromised) {
  const std::string octets(700, 'x');
  for (std::size_t piece = 1; piece < 40; ++piece) {
    for (std::size_t packet = 64; packet < 100; ++packet) {
      TextSource source{octets};
      source.knows_its_size = false;
      source.piece = piece;
      const Attachment attachments[] = {{.content = source}};
      const MimeContent content{.attachments = attachments};
      const MimeComposer composer{content};
      const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = "See."};
      const std::string got =
          send_hesitating(composer, source, mail, {.packets = 2, .packet_bytes = packet}, eager);
      ASSERT_GT(std::count(got.begin(), got.end(), '\n'), 8) << piece << ' ' << packet;
      // 233 times "xxx" and "x" are as many times "eHh4", and "eA==".
      std::string digits = got.substr(got.find("\r\n\r\n", got.find("base64")) + 4);
      digits.erase(digits.find("\r\n--"));
      std::erase_if(digits, [](char c) { return c == '\r' || c == '\n'; });
      ASSERT_EQ(digits.size(), (octets.size() + 2) / 3 * 4) << piece << ' ' << packet;
    }
  }
}

TEST(PendingChunk, K02_NorDoTextAndRawMessages) {
  const std::string octets = "Subject: Pump 3\r\n\r\n" + std::string(300, 'z') + "\r\n";
  for (const Composer* const composer :
       {static_cast<const Composer*>(&raw_mail), static_cast<const Composer*>(&text_mail)}) {
    for (std::size_t packet = 64; packet < 100; ++packet) {
      TextSource source{octets};
      source.knows_its_size = false;
      source.piece = 7;
      const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = source};
      const std::string got =
          send_hesitating(*composer, source, mail, {.packets = 2, .packet_bytes = packet}, eager);
      ASSERT_EQ(std::count(got.begin(), got.end(), 'z'), 300) << packet;
    }
  }
}

/// A raw message whose Source brings more than it said, and is pending where that would show.
TEST(PendingChunk, ASourceThatIsLongerThanItSaidIsNeverAccepted) {
  for (const Extensions& extensions : {binary, eager_binary}) {
    for (std::size_t piece = 1; piece < 30; ++piece) {
      for (const bool hesitates : {true, false}) {
        Bench bench;
        TextSource source{"Subject: Pump 3\r\n\r\nDry run.\r\n"};
        source.hesitates = hesitates;
        source.piece = piece;
        source.says_more = static_cast<std::size_t>(-3);
        bench.mail.text = source;
        bench.relay.extensions = extensions;
        bench.server.may_be_cut_short = true;
        bench.server.greets_and_offers({"PIPELINING", "CHUNKING", "BINARYMIME"})
            .hears({"MAIL {}", "RCPT {}"})
            .says({"250 ok", "250 ok"})
            .hears_whatever();
        EXPECT_EQ(bench.send().what(), "Deferred: SourceFailed") << piece;
        EXPECT_FALSE(bench.wire.in_clear().ends_with("Dry run")) << "all that was announced";
      }
    }
  }
}

TEST(PendingChunk, ASourceThatSaidItHasNothingIsSentWhole) {
  Bench bench;
  TextSource source{"Dry run.\r\n"};
  source.says_more = static_cast<std::size_t>(-10);
  bench.mail.text = source;
  bench.relay.extensions = chunking;
  bench.server.greets_and_offers({"PIPELINING", "CHUNKING"})
      .hears({"MAIL {}", "RCPT {}"})
      .says({"250 ok", "250 ok"})
      .hears({"BDAT 00010", "Dry run.", "BDAT 0 LAST"})
      .says({"250 ok", "250 queued"})
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

/// In a queue the message before it, whose end lies in the same packet, is not held back.
TEST(PendingChunk, ASourceThatIsLongerConcernsNoOtherMessage) {
  Bench bench;
  bench.relay.extensions = eager_binary;
  bench.relay.pipelining = Pipelining::AcrossMails;
  TextSource source{std::string{Bench::letter}};
  source.says_more = static_cast<std::size_t>(-3);
  source.piece = 13;
  Mail longer = bench.mail;
  longer.text = source;
  KeptQueue queue;
  queue.add(bench.mail);
  queue.add(longer);
  bench.server.greets_and_offers({"PIPELINING", "CHUNKING", "BINARYMIME"})
      .hears({"MAIL {}", "RCPT {}", "BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."})
      .hears({"RSET", "MAIL {}", "RCPT {}", "BDAT 26 LAST"})
      .hears_octets(25)
      .says({"250 ok", "250 ok", "250 queued", "250 ok", "250 ok", "250 ok"})
      .hears_the_end();
  ASSERT_TRUE(bench.client.send(bench.relay, queue));
  bench.rest();
  EXPECT_EQ(queue.what(), (std::vector<std::string>{"Accepted", "Deferred: SourceFailed"}));
}

/// One that is as long as it said is accepted, however it hesitates.
TEST(PendingChunk, ASourceThatHesitatesAtItsEndIsWaitedFor) {
  for (std::size_t piece = 1; piece < 30; ++piece) {
    Bench bench;
    TextSource source{std::string{Bench::letter}};
    source.hesitates = true;
    source.piece = piece;
    bench.mail.text = source;
    bench.relay.extensions = binary;
    bench.server.greets_and_offers({"PIPELINING", "CHUNKING", "BINARYMIME"})
        .hears({"MAIL {}", "RCPT {}"})
        .says({"250 ok", "250 ok"})
        .hears({"BDAT 29 LAST", "Subject: Pump 3", "", "Dry run."})
        .says("250 queued")
        .parts();
    EXPECT_EQ(bench.send().what(), "Accepted") << piece;
  }
}

}  // namespace
}  // namespace postino::test
