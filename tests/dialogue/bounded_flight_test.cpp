// SPDX-License-Identifier: MIT
// config::max_commands_in_flight: so many commands wait for their replies, and not one more.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

/// Of packets that hold one command, so that all that were said were handed over.
TEST(BoundedFlight, TheNextCommandFollowsAReply) {
  constexpr std::ptrdiff_t most = config::max_commands_in_flight;
  const std::string address = std::string(64, 'a') + "@plant.example";
  Bench bench{Sizes{.packet_bytes = 128, .recipients = most + 10}};
  const std::vector<Recipient> list(most + 10, Recipient{View{address}});
  bench.mail.to = list;
  bench.server.greets_and_offers({"PIPELINING"}).hears("MAIL {}");
  for (int i = 0; i < 900; ++i) bench.server.hears("RCPT {}");
  for (int i = 0; i < 3; ++i) bench.server.waits(seconds(1)).says("250 ok");
  bench.server.hears_whatever();
  bench.start();
  for (std::ptrdiff_t replies = 0; replies < 4; ++replies) {
    bench.run_for(Millis{replies == 0 ? 500U : 1000U});
    const std::string& said = bench.wire.in_clear();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1 + most + replies);
    // Nothing can follow before a reply, so nobody may wait for what does.
    EXPECT_EQ(bench.wire.writes().back().push, Push::Now);
  }
  bench.client.abort();
  EXPECT_EQ(bench.finish().what(), "Deferred: Aborted");
}

}  // namespace
}  // namespace postino::test
