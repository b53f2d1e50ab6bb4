// SPDX-License-Identifier: MIT
// The replies that decide, in every one of their 2^(n-1) segmentations.
#include <gtest/gtest.h>

#include <string>

#include "resegmentation/conversation.hpp"

namespace postino::test {
namespace {

using std::string;

struct Crucial {
  const char* scenario;
  const char* verb;
  string octets;
  bool breaks = false;  ///< It is none, and how much of it is read depends on what came.
};

const Crucial replies[] = {
    {"relay", "", "220\r\n"},
    {"relay", "", "220-x\r\n220 y\r\n"},
    {"relay", "", "554 no\r\n"},
    {"relay", "", "421 bye\r\n"},
    {"relay", "", "235 in\r\n"},
    {"relay", "EHLO", "250\n"},
    {"relay", "EHLO", "250-a\r\n250 b\r\n"},
    {"relay", "EHLO", "250-\r\n250 a\r\n"},
    {"relay", "EHLO", "502 what\r\n"},
    {"starttls-pretended", "STARTTLS", "220 go\r\n"},
    {"starttls-pretended", "STARTTLS", "220\r\n"},
    {"starttls-pretended", "STARTTLS", "454 later\r\n"},
    {"starttls-pretended", "AUTH", "235 ok\r\n"},
    {"starttls-pretended", "AUTH", "235-a\r\n235 b\r\n"},
    {"starttls-pretended", "AUTH", "535 no\r\n"},
    {"relay", "MAIL", "250 ok\r\n"},
    {"relay", "MAIL", "550 no\r\n"},
    {"relay", "MAIL", "421 closes\r\n"},
    {"relay", "RCPT", "251 will do\r\n"},
    {"relay", "RCPT", "550 nobody\r\n"},
    {"three-recipients", "RCPT", "450 no\r\n"},
    {"relay", "DATA", "354\r\n"},
    {"relay", "DATA", "354 go\r\n"},
    {"relay", "DATA", "554 5.5.1\r\n"},
    {"relay", ".", "250 2.0.0\r\n"},
    {"relay", ".", "250-2\r\n250 2.0\r\n"},
    {"relay", ".", "452 4.3.1\r\n"},
    {"relay", ".", "550-a\r\n550 b\r\n"},
    {"relay", ".", "250-a\r\n251 b\r\n", true},
    {"relay", ".", "25\r\n", true},
    {"relay", ".", "2500\r\n", true},
    {"relay", ".", string("250 \0\r\n", 7), true},
    {"relay", ".", "250 a\rb\r\n", true},
    {"relay", "QUIT", "221 bye\r\n"},
};

void PrintTo(const Crucial& crucial, std::ostream* out) {
  *out << crucial.scenario << " " << crucial.verb << " " << crucial.octets;
}

class EveryReply : public ::testing::TestWithParam<Crucial> {};
INSTANTIATE_TEST_SUITE_P(Replies, EveryReply, ::testing::ValuesIn(replies));

TEST_P(EveryReply, InEverySegmentation) {
  const Crucial& crucial = GetParam();
  Scenario changed = *scenario(crucial.scenario);
  changed.manners.instead[crucial.verb] = crucial.octets;
  Rig reference{changed};
  const Conversation whole = held(reference);
  const std::size_t size = crucial.octets.size();
  const std::size_t begin = reference.server.conversation().said_before();
  for (std::size_t pieces = 1; pieces < std::size_t{1} << (size - 1); ++pieces) {
    const Conversation cut = held(changed, [&](Rig& rig) {
      for (std::size_t i = 0; i + 1 < size; ++i) {
        if ((pieces >> i & 1U) != 0) rig.link.cuts.push_back(begin + i + 1);
      }
    });
    ASSERT_EQ(crucial.breaks ? cut.one_sided() : cut, crucial.breaks ? whole.one_sided() : whole)
        << "segmentation " << pieces;
  }
}

}  // namespace
}  // namespace postino::test
