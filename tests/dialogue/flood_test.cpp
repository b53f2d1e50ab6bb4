// SPDX-License-Identifier: MIT
// However much arrives at once, poll() returns soon, and believes nothing before all was read.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "postino/config.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr std::size_t most = config::max_received_per_poll + config::receive_buffer_size;

/// A greeting of `size` octets.
string greeting(std::size_t size) {
  constexpr std::size_t line = 1000;
  string all;
  while (all.size() + line < size) all += "220-" + string(line - 6, 'x') + "\r\n";
  const std::size_t last = size - all.size();
  if (last >= 6) return all + "220 " + string(last - 6, 'x') + "\r\n";
  all.resize(all.size() - 2);
  return all + string(last, 'x') + "\r\n";
}

TEST(Flood, K14_OnePollReadsSoMuchAndNoMore) {
  constexpr int count = 39;
  const std::vector<Recipient> many(count, Recipient{"ops@plant.example"});
  const string half(494, 'x');
  string replies;
  for (int i = 0; i <= count; ++i) replies += "250-" + half + "\r\n250 " + half + "\r\n";
  Bench bench{{.recipients = count}};
  bench.mail.to = many;
  bench.server.greets_and_offers({"PIPELINING"}).hears("MAIL {}");
  for (int i = 0; i != count; ++i) bench.server.hears("RCPT {}");
  bench.server.hears("DATA").sends(replies + "354 go\r\n");
  bench.server.hears_mail(Bench::letter).says("250 ok").parts();
  bench.start();
  std::size_t before = 0;
  std::size_t longest = 0;
  bench.run_while([&] {
    longest = std::max(longest, bench.wire.delivered() - before);
    before = bench.wire.delivered();
    return true;
  });
  EXPECT_EQ(bench.finish().what(), "Accepted");
  EXPECT_GT(longest, config::max_received_per_poll / 2);
  // And what came before it, in the turns of the same poll().
  EXPECT_LE(longest, most + most / 8);
}

TEST(Flood, K14_TheGreetingThatOnePollReadsHasABoundThatIsMet) {
  Bench bench;
  bench.server.sends(greeting(most + 500)).hears_whatever();
  bench.start();
  bench.run_while([&] { return bench.wire.delivered() == 0; });
  EXPECT_EQ(bench.wire.delivered(), most);
  EXPECT_EQ(bench.finish().what(), "Deferred: Timeout");
}

TEST(Flood, K14_NothingIsSaidBeforeAllWasRead) {
  for (std::size_t size = most - 70; size <= most + 70; ++size) {
    Bench bench;
    bench.server.sends(greeting(size) + "250 early\r\n");
    EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply") << size;
    EXPECT_EQ(bench.wire.taken(), 0U) << size;
    Bench polite;
    polite.server.sends(greeting(size)).offers().takes_mail().parts();
    EXPECT_EQ(polite.send().what(), "Accepted") << size;
  }
}

TEST(Flood, K14_NorWhileTheTransportHasMoreToPassOver) {
  Bench bench;
  bench.tls.rests = 2;
  bench.server.sends("220 mail.example\r\n").sends("250 early\r\n");
  EXPECT_EQ(bench.send().what(), "Deferred: EarlyReply");
  EXPECT_EQ(bench.wire.taken(), 0U);
}

}  // namespace
}  // namespace postino::test
