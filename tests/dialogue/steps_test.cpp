// SPDX-License-Identifier: MIT
// Leaves the steps that the dialogues' clients took, for steps.py to hold against the diagram.
#include "support/steps.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "support/bench.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

class StepsFile final : public ::testing::Environment {
 public:
  void TearDown() override {
    const char* const path = std::getenv("POSTINO_STEPS");
    if (path == nullptr) return;
    std::ofstream file{path};
    Steps::taken().write(file);
  }
};

[[maybe_unused]] const ::testing::Environment* const steps_file =
    ::testing::AddGlobalTestEnvironment(new StepsFile);

// Steps that other dialogues take within a flight, or where nobody looks.

TEST(Steps, ChunkByChunk) {
  for (const bool refused : {false, true}) {
    Bench bench{{.packets = 2, .packet_bytes = 64}};
    TextSource source{std::string(78, 'x') + "\r\n"};
    source.knows_its_size = false;
    bench.mail.text = source;
    bench.relay.extensions = chunking;
    bench.server.greets_and_offers({"CHUNKING"}).hears("MAIL {}").says("250 ok").hears("RCPT {}");
    bench.server.says("250 ok").hears("BDAT 00040").hears_octets(40);
    if (refused) {
      bench.server.says("552 full").parts();
    } else {
      bench.server.says("250 ok").hears("BDAT 00040").hears_octets(40).says("250 ok");
      bench.server.hears("BDAT 0 LAST").says("250 queued").parts();
    }
    EXPECT_EQ(bench.send().what(), refused ? "Rejected: NegativeReply 552" : "Accepted");
  }
}

/// raw_mail, which has a look at the client when a message is begun: no socket is called then.
class LookingComposer final : public Composer {
 public:
  explicit LookingComposer(const FakeSocket& wire) : wire_{&wire} {}

  [[nodiscard]] Error check(const Mail& mail) const override { return raw_mail.check(mail); }
  [[nodiscard]] ContentFacts begin(Composition& composition) const override {
    wire_->on_call();
    return raw_mail.begin(composition);
  }
  [[nodiscard]] Transfer pull(Composition& composition, std::span<char> into) const override {
    return raw_mail.pull(composition, into);
  }

 private:
  const FakeSocket* wire_;
};

TEST(Steps, AMessageThatTheOfferForbidsIsGivenUpWhereRsetIsDue) {
  Bench bench;
  const LookingComposer composer{bench.wire};
  bench.relay.keep_open = seconds(10);
  bench.server.greets_and_offers({"SIZE 100"}).hears("MAIL {}").says("250 ok");
  bench.server.hears("RCPT {}").says("550 no").parts();
  EXPECT_EQ(bench.send().what(), "Rejected: AllRecipients 550");
  const std::string text(101, 'x');
  bench.mail.text = text;
  EXPECT_EQ(bench.send(bench.mail, composer).what(), "Rejected: SizeExceeded");
}

}  // namespace
}  // namespace postino::test
