// SPDX-License-Identifier: MIT
// The reply parser: every string of a small alphabet, octet by octet, against the grammar.
#include <gtest/gtest.h>

#include <string_view>

#include "exhaustive/depth.hpp"
#include "reference/reply.hpp"

namespace postino::test {
namespace {

using detail::ReplyParser;

/// One octet of each kind that the grammar tells apart, and some beside the edges.
constexpr std::string_view alphabet{"2506 -49\r\na\0", 12};

class Comparison {
 public:
  explicit Comparison(std::size_t longest) : longest_{longest} {}

  /// All strings that begin with those `size` octets, which the parser has read.
  void walk(const ReplyParser& parser, std::size_t size) {
    for (const char octet : alphabet) {
      text_[size] = octet;
      ReplyParser next = parser;
      compare(next, next.next(octet), {text_, size + 1});
      if (size + 1 < longest_) walk(next, size + 1);
    }
  }

  std::size_t compared = 0;
  std::size_t replies = 0;

 private:
  void compare(const ReplyParser& parser, ReplyParser::Event event, std::string_view text) {
    ++compared;
    const ReplyParser::Event expected = reference_event(text);
    const bool reply = expected == ReplyParser::Event::Reply;
    const bool broken = expected == ReplyParser::Event::Broken;
    const bool same = event == expected && (parser.fault() != Fault::None) == broken &&
                      (broken || parser.begun() != reply);
    if (!same) ADD_FAILURE() << ::testing::PrintToString(text);
    if (reply) ++replies;
  }

  std::size_t longest_;
  char text_[16] = {};
};

TEST(ExhaustiveReply, EveryStringIsReadAsTheGrammarSays) {
  const std::size_t longest = chosen({.always = 6, .release = 8, .sanitized = 5});
  Comparison comparison{longest};
  comparison.walk({}, 0);
  EXPECT_EQ(comparison.compared, strings_of(alphabet.size(), longest));
  EXPECT_GT(comparison.replies, 100U);
}

}  // namespace
}  // namespace postino::test
