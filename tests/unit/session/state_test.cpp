// SPDX-License-Identifier: MIT
// Each field of what a conversation knows counts when two such values are compared: that a closed
// conversation equals a new one says that nothing of it is left.
#include "postino/detail/conversation_state.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string_view>
#include <vector>

#include "postino/chunking.hpp"
#include "session/capabilities.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using detail::Capabilities;
using detail::Carriage;
using detail::Chunks;
using detail::Decision;
using detail::Flight;
using detail::Heard;
using Exchange = detail::Exchange<detail::all>;
using Standing = detail::Standing<detail::all>;
using State = detail::ConversationState<detail::all>;

/// Each of `changes` makes another value of a new one, and a new one is as any other.
template <class T>
void each_counts(const std::vector<std::function<void(T&)>>& changes) {
  EXPECT_TRUE(T{} == T{});
  for (std::size_t i = 0; i < changes.size(); ++i) {
    T changed{};
    changes[i](changed);
    EXPECT_FALSE(changed == T{}) << "change " << i;
    EXPECT_TRUE(changed == changed) << "change " << i;
  }
}

const Server nobody{};

TEST(State, EachFieldOfAFlightCounts) {
  each_counts<Flight>({[](Flight& at) { at.waiting = true; }, [](Flight& at) { at.begins = true; },
                       [](Flight& at) { at.listen.phase = Phase::Ehlo; },
                       [](Flight& at) { at.listen.number = 1; },
                       [](Flight& at) { at.speak.phase = Phase::Ehlo; },
                       [](Flight& at) { at.speak.number = 1; }, [](Flight& at) { at.ahead = 1; }});
}

TEST(State, EachFieldOfAReplyCounts) {
  each_counts<Heard>(
      {[](Heard& at) { at.code = 250; }, [](Heard& at) { at.enhanced.status_class = 5; },
       [](Heard& at) { at.enhanced.subject = 7; }, [](Heard& at) { at.enhanced.detail = 1; }});
  each_counts<Decision>({[](Decision& at) { at.deliverable = true; },
                         [](Decision& at) { at.outcome = Outcome::Accepted; },
                         [](Decision& at) { at.fault = Fault::Timeout; },
                         [](Decision& at) { at.phase = Phase::Ehlo; },
                         [](Decision& at) { at.heard.code = 250; }});
}

TEST(State, EachFieldOfAnExchangeCounts) {
  each_counts<Exchange>({[](Exchange& at) { at.message = 1; },
                         [](Exchange& at) { at.initial = true; },
                         [](Exchange& at) { at.cancelled = true; },
                         [](Exchange& at) { at.verdict = Verdict::Forged; },
                         [](Exchange& at) { at.mechanism = &sasl::plain; }});
}

TEST(State, EachFieldOfAConnectionCounts) {
  each_counts<Standing>(
      {[](Standing& at) { at.secured = true; }, [](Standing& at) { at.in_transaction = true; },
       [](Standing& at) { at.exhausted = true; }, [](Standing& at) { at.verified = true; },
       [](Standing& at) { at.server = &nobody; }, [](Standing& at) { at.mechanism = &sasl::plain; },
       [](Standing& at) { at.offer.read('\n', nobody); }});
}

TEST(State, EachFieldOfTheChunksCounts) {
  each_counts<Chunks>({[](Chunks& at) { at.unsized = true; }, [](Chunks& at) { at.more = true; },
                       [](Chunks& at) { at.in_last = true; }, [](Chunks& at) { at.proving = true; },
                       [](Chunks& at) { at.held = 'x'; }, [](Chunks& at) { at.broken = true; },
                       [](Chunks& at) { at.invalid = true; }, [](Chunks& at) { at.count = 1; }});
}

TEST(State, EachFieldOfWhatComposesCounts) {
  static const Mail mail{};
  each_counts<ContentRules>(
      {[](ContentRules& at) { at.eight_bit = true; }, [](ContentRules& at) { at.utf8 = true; },
       [](ContentRules& at) { at.binary = true; }, [](ContentRules& at) { at.size = true; },
       [](ContentRules& at) { at.dot_stuffing = false; }});
  each_counts<ContentFacts>(
      {[](ContentFacts& at) { at.ready = false; }, [](ContentFacts& at) { at.eight_bit = true; },
       [](ContentFacts& at) { at.binary = true; }, [](ContentFacts& at) { at.grows = true; },
       [](ContentFacts& at) { at.size = 1; }});
  each_counts<Composition>(
      {[](Composition& at) { at.mail = &mail; }, [](Composition& at) { at.rules.utf8 = true; },
       [](Composition& at) { at.part = 1; }, [](Composition& at) { at.item = 1; },
       [](Composition& at) { at.offset = 1; }, [](Composition& at) { at.column = 1; },
       [](Composition& at) { at.line_state = 1; }, [](Composition& at) { at.encoding = 1; },
       [](Composition& at) { at.carry[0] = 1; }, [](Composition& at) { at.carry[1] = 1; }});
}

TEST(State, EachPartOfTheWholeCounts) {
  each_counts<Carriage>(
      {[](Carriage& at) { at.chunking = &extension::chunking; },
       [](Carriage& at) { at.composer = &raw_mail; }, [](Carriage& at) { at.content.size = 1; },
       [](Carriage& at) { at.composition.item = 1; }, [](Carriage& at) { at.chunks.count = 1; }});
  each_counts<State>(
      {[](State& at) { at.flight_.ahead = 1; }, [](State& at) { at.heard_.code = 1; },
       [](State& at) { at.decision_.deliverable = true; },
       [](State& at) { at.exchange_.message = 1; }, [](State& at) { at.standing_.secured = true; },
       [](State& at) { at.carriage_.chunks.count = 1; }});
}

Capabilities offer_of(std::string_view text, const Server& server = nobody) {
  Capabilities offer;
  for (const char octet : text) offer.read(octet, server);
  return offer;
}

/// Two replies after which one field alone differs.
TEST(State, EachFieldOfAnOfferCounts) {
  Server logs_in{};
  logs_in.login = credentials;
  Server chunks{};
  chunks.extensions = chunking;
  const std::string_view word = "\nAAAAAAAAAAAA";
  const std::string_view other = "\naAAAAAAAAAAA";
  EXPECT_FALSE(offer_of("\nPIPELINING\n") == offer_of("\nX\n")) << "what is offered";
  EXPECT_FALSE(offer_of("\nAUTH PLAIN\n", logs_in) == offer_of("\nAUTH X\n", logs_in));
  EXPECT_FALSE(offer_of("\n") == offer_of("")) << "which word is due";
  EXPECT_FALSE(offer_of("\nAB") == offer_of("\nA")) << "how long it is";
  EXPECT_FALSE(offer_of("\nCHUNKING\n", chunks) == offer_of("\nX\n", chunks)) << "extensions";
  EXPECT_FALSE(offer_of("\nAB") == offer_of("\nAC")) << "its hash";
  EXPECT_FALSE(offer_of("\nA") == offer_of("\na")) << "the number that it would be";
  EXPECT_FALSE(offer_of("\nSIZE 5\n") == offer_of("\nSIZE 6\n")) << "the limit";
  EXPECT_FALSE(offer_of(word) == offer_of(other)) << "its octets";
  EXPECT_TRUE(offer_of(word) == offer_of(word));
}

}  // namespace
}  // namespace postino::test
