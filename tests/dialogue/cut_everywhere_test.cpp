// SPDX-License-Identifier: MIT
// Every dialogue again, cut behind every octet in either direction, in drips, and with hardly any
// memory. What it may come to is judged from what passed on the wire alone.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "support/base64.hpp"
#include "support/dialogues.hpp"
#include "support/subject.hpp"

namespace postino::test {
namespace {

using std::string;

const string plain("\0pump\0secret", 12);
constexpr Sizes smallest{.packets = 2, .packet_bytes = 64};
constexpr Sizes one_smallest{.packets = 1, .packet_bytes = 64};

/// Where the mails of a dialogue end when nothing is cut.
struct Reference {
  struct Mail {
    string what;
    bool ends = false;            ///< Its end was said, and answered by 2yz.
    std::size_t ends_at = 0;      ///< Octets to the server.
    std::size_t answered_at = 0;  ///< Octets to the client.
  };
  std::vector<Mail> mails;
  std::size_t to_server = 0;
  std::size_t to_client = 0;
};

Reference held_whole(const Holding& holding, const Sizes& sizes = {}, Behaviour behaviour = {}) {
  const Dialogue& dialogue = holding.dialogue;
  const std::unique_ptr<AnyBench> whole = holding.subject.make(sizes);
  AnyBench& bench = *whole;
  bench.wire.behaviour = std::move(behaviour);
  prepare(bench, dialogue, holding.subject.features);
  Reference reference;
  std::size_t received = 0;
  for (const Ended& ended : converse(bench, dialogue)) {
    Reference::Mail mail{.what = ended.sent.what()};
    EXPECT_EQ(mail.what, dialogue.results[reference.mails.size()]);
    if (mail.what == "Accepted" && received < bench.server.mails().size()) {
      const ScriptedServer::Received& one = bench.server.mails()[received++];
      mail.ends = true;
      mail.ends_at = one.ends_at;
      mail.answered_at = one.answered_at;
    }
    reference.mails.push_back(mail);
  }
  reference.to_server = bench.wire.taken();
  reference.to_client = bench.server.said();
  return reference;
}

/// Whether that is what the mail may have come to.
bool is_just(const Reference::Mail& mail, const Ended& ended) {
  const Outcome outcome = ended.sent.outcome;
  if (!mail.ends) return outcome == Outcome::Deferred || ended.sent.what() == mail.what;
  if (ended.delivered >= mail.answered_at) return outcome == Outcome::Accepted;
  if (ended.taken >= mail.ends_at) return outcome == Outcome::Unknown;
  return outcome == Outcome::Deferred;
}

void hold_cut(const Holding& holding, const Reference& reference, const Sizes& sizes,
              const Behaviour& behaviour) {
  const std::unique_ptr<AnyBench> cut = holding.subject.make(sizes);
  AnyBench& bench = *cut;
  bench.wire.behaviour = behaviour;
  bench.wire.behaviour.reconnects = false;
  bench.server.may_be_cut_short = true;
  prepare(bench, holding.dialogue, holding.subject.features);
  std::size_t mail = 0;
  for (const Ended& ended : converse(bench, holding.dialogue)) {
    EXPECT_TRUE(is_just(reference.mails[mail], ended))
        << "mail " << mail << " came to " << ended.sent.what_and_where() << " when " << ended.taken
        << " octets were taken and " << ended.delivered << " delivered; it ends at "
        << reference.mails[mail].ends_at << " and is answered at "
        << reference.mails[mail].answered_at;
    ++mail;
  }
  EXPECT_FALSE(bench.any().connected());
}

class CutEverywhere : public ::testing::TestWithParam<std::tuple<Holding, Cut>> {
 protected:
  const Holding& holding = std::get<0>(GetParam());

  void cut_to_server(const Sizes& sizes, std::size_t step) {
    const Reference reference = held_whole(holding, sizes);
    for (std::size_t octets = 0; octets <= reference.to_server && !HasFailure(); octets += step) {
      SCOPED_TRACE("cut behind " + std::to_string(octets) + " octets to the server");
      Behaviour behaviour;
      behaviour.to_server = CutAt{.cut = std::get<1>(GetParam()), .octets = octets};
      hold_cut(holding, reference, sizes, behaviour);
    }
  }
  void cut_to_client(const Sizes& sizes, std::size_t step) {
    const Reference reference = held_whole(holding, sizes);
    for (std::size_t octets = 0; octets <= reference.to_client && !HasFailure(); octets += step) {
      SCOPED_TRACE("cut behind " + std::to_string(octets) + " octets to the client");
      Behaviour behaviour;
      behaviour.to_client = CutAt{.cut = std::get<1>(GetParam()), .octets = octets};
      hold_cut(holding, reference, sizes, behaviour);
    }
  }
};
string name_of_cut(const ::testing::TestParamInfo<std::tuple<Holding, Cut>>& test) {
  static constexpr const char* kinds[] = {"Fin", "Reset", "Stall"};
  const auto& [holding, cut] = test.param;
  return string{holding.dialogue.name} + kinds[static_cast<std::size_t>(cut)];
}
/// Those of dialogues() that the client takes part in. LongText takes as long as all others
/// together and is composed by the same code for each client, so Client alone has it.
template <class ClientType>
std::vector<Holding> cut_holdings() {
  std::vector<Holding> all;
  for (const Dialogue& dialogue : dialogues()) {
    const Holding holding{subject<ClientType>(""), dialogue};
    const bool too_long = !std::is_same_v<ClientType, Client> && dialogue.name == "LongText";
    if (dialogue.is_for(holding.subject.features) && !too_long) all.push_back(holding);
  }
  return all;
}
template <class ClientType>
auto each_cut() {
  return ::testing::Combine(::testing::ValuesIn(cut_holdings<ClientType>()),
                            ::testing::Values(Cut::Fin, Cut::Reset, Cut::Stall));
}
INSTANTIATE_TEST_SUITE_P(Dialogues, CutEverywhere, each_cut<Client>(), name_of_cut);
INSTANTIATE_TEST_SUITE_P(SmallClient, CutEverywhere, each_cut<SmallClient>(), name_of_cut);
INSTANTIATE_TEST_SUITE_P(SmallTlsClient, CutEverywhere, each_cut<SmallTlsClient>(), name_of_cut);

TEST_P(CutEverywhere, ToTheServer) { cut_to_server({}, 1); }
TEST_P(CutEverywhere, ToTheClient) { cut_to_client({}, 1); }
TEST_P(CutEverywhere, ToTheServerWithTheSmallestPackets) { cut_to_server(smallest, 3); }
TEST_P(CutEverywhere, ToTheClientWithTheSmallestPackets) { cut_to_client(smallest, 3); }

class EveryDialogue : public ::testing::TestWithParam<Dialogue> {
 protected:
  const Holding holding{subject<Client>("Client"), GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Dialogues, EveryDialogue,
                         ::testing::ValuesIn(dialogues().begin(), dialogues().end()),
                         [](const auto& test) { return string{test.param.name}; });

TEST_P(EveryDialogue, IsTheSameWithEachOctetInItsOwnSegment) {
  Behaviour behaviour;
  behaviour.segment = 1;
  held_whole(holding, {}, behaviour);
  held_whole(holding, starved, behaviour);
}

TEST_P(EveryDialogue, IsTheSameWithAWindowOfOneOctet) {
  Behaviour behaviour;
  behaviour.window = 1;
  held_whole(holding, {}, behaviour);
  held_whole(holding, smallest, behaviour);
}

TEST_P(EveryDialogue, IsTheSameWithBothAndASocketThatOftenTakesNothing) {
  Behaviour behaviour;
  behaviour.segment = 1;
  behaviour.window = 1;
  behaviour.stutters = true;
  held_whole(holding, starved, behaviour);
}

TEST_P(EveryDialogue, IsTheSameWhenItIsTraced) {
  for (const std::size_t window : {unlimited, std::size_t{1}}) {
    Bench bench{{}, Bench::Trace::On};
    bench.wire.behaviour.window = window;
    GetParam().prepare(bench);
    std::size_t mail = 0;
    for (const Ended& ended : converse(bench, GetParam())) {
      EXPECT_EQ(ended.sent.what(), GetParam().results[mail++]);
    }
    for (const string& line : bench.trace.lines) {
      for (const string& secret : {base64("pump"), base64("secret"), base64(plain)}) {
        EXPECT_EQ(line.find(secret), string::npos) << line;
      }
      EXPECT_EQ(line.find("runs dry"), string::npos) << line;
      EXPECT_EQ(line.find("Dry run"), string::npos) << line;
    }
    EXPECT_GT(bench.trace.lines.size(), 9U);
  }
}

/// Polls at set times only, whatever arrives in between.
TEST_P(EveryDialogue, IsTheSameWhenPollsAreRareOrFrequent) {
  for (const std::uint32_t interval : {1U, 250U, 1900U}) {
    Bench bench;
    GetParam().prepare(bench);
    bench.relay.keep_open = minutes(1);
    for (const std::string_view result : GetParam().results) {
      bench.start();
      for (int polls = 0; polls < 1000; ++polls) {
        bench.wire.turn();
        bench.server.run();
        bench.client.poll(bench.clock.now());
        if (const Report* const report = bench.client.take_report()) {
          EXPECT_EQ(Sent(*report, {}).what(), result);
          break;
        }
        bench.sleep(Millis{interval});
      }
      EXPECT_TRUE(bench.client.idle());
    }
  }
}

TEST_P(EveryDialogue, IsTheSameWithTwoPacketsOf128Octets) { held_whole(holding, starved); }

TEST_P(EveryDialogue, IsTheSameWithTheSmallestPackets) {
  held_whole(holding, smallest);
  held_whole(holding, one_smallest);
}

TEST_P(EveryDialogue, IsTheSameWithPacketsThatComeBackLate) {
  for (const Sizes& sizes : {Sizes{}, starved, smallest, one_smallest}) {
    Behaviour behaviour;
    behaviour.acknowledges_after = Millis{200};
    held_whole(holding, sizes, behaviour);
  }
}

}  // namespace
}  // namespace postino::test
