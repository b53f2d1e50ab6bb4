// SPDX-License-Identifier: MIT
// What an extension's parameters are unless they say otherwise.
#include <gtest/gtest.h>

#include "postino/chunking.hpp"
#include "postino/dsn.hpp"
#include "postino/server.hpp"
#include "unit/extension/written.hpp"

namespace postino::test {
namespace {

class SilentParameters final : public Parameters {
 public:
  [[nodiscard]] const Extension& extension() const override { return postino::extension::dsn; }
};

TEST(Parameters, AskNothingAndObjectToNothing) {
  const SilentParameters silent;
  EXPECT_EQ(behind_mail(silent), "");
  EXPECT_EQ(behind_rcpt(silent, 0), "");
  EXPECT_EQ(silent.check({}), Fault::None);
  EXPECT_EQ(silent.judge({}), Fault::None);
}

TEST(ChunkingOfOnesOwn, WaitsAsItIsTold) {
  Server server{};
  detail::Flight flight{.speak = {Phase::Chunk}, .ahead = 1};
  for (const auto first : {Chunking::First::AfterRecipient, Chunking::First::Eager}) {
    const Chunking own{first};
    EXPECT_EQ(own.keyword(), "CHUNKING");
    EXPECT_EQ(own.holds_back(flight, {}, true, server), first == Chunking::First::AfterRecipient);
  }
}

}  // namespace
}  // namespace postino::test
