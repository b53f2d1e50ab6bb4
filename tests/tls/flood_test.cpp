// SPDX-License-Identifier: MIT
// What arrives under TLS and is no octet of the conversation holds no poll() for long.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "postino/config.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr std::size_t most = config::max_received_per_poll;

struct Flooded : TlsBench {
  Flooded(const char* at, std::size_t octets)
      : TlsBench{{.version = TLS1_3_VERSION, .identity = server_identity()}} {
    server.on_line = [this, at, octets](const string& line) {
      if (line.starts_with(at)) flood(octets);
    };
    after_poll = [this] {
      longest = std::max(longest, wire.delivered() - before);
      before = wire.delivered();
    };
  }

  void flood(std::size_t octets) {
    const std::size_t end = server.octets_to_client() + octets;
    while (server.octets_to_client() < end) {
      ASSERT_EQ(SSL_new_session_ticket(server.ssl()), 1);
      SSL_do_handshake(server.ssl());
      server.flush();
    }
  }

  std::size_t before = 0;
  std::size_t longest = 0;
};

TEST(TlsFlood, K14_OnePollReadsSoMuchOfTicketsAndNoMore) {
  for (const char* at : {"EHLO", "MAIL", "DATA", "QUIT"}) {
    Flooded bench{at, 10 * most};
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Accepted in EndOfData")
        << at << " " << sent.error.native_code << bench.server.complaints;
    EXPECT_GT(bench.longest, most / 2) << at;
    EXPECT_LE(bench.longest, most + most / 8) << at;
  }
}

TEST(TlsFlood, K14_ThatNeverEndsIsOverAtTheDeadline) {
  Flooded bench{"MAIL", most};
  bench.relay.timeouts.session = seconds(3);
  const auto count = bench.after_poll;
  bench.after_poll = [&] {
    count();
    if (bench.wire.delivered() == 0 || bench.server.under_tls.size() < 2) return;
    bench.flood(most);
    bench.clock.advance(Millis{10});
  };
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Deferred: SessionTimeout");
  EXPECT_LE(sent.took.value, seconds(3).value + 10);
  EXPECT_LE(bench.longest, most + most / 8);
}

}  // namespace
}  // namespace postino::test
