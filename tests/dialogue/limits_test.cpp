// SPDX-License-Identifier: MIT
// RFC 9422: what a server takes at the most.
#include "postino/limits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bench.hpp"
#include "support/kept_queue.hpp"

namespace postino::test {
namespace {

using Lines = std::vector<std::string>;

struct Limited : Bench {
  Limited() {
    relay.extensions = list;
    relay.keep_open = seconds(10);
  }

  LimitsOffer offer;
  const Limits limits{offer};
  const Extension* const list[1] = {&limits};
};

constexpr Recipient two_domains[] = {{"a@plant.example"}, {"b@plant.example"}, {"c@other.example"}};

TEST(Limits, BehindTheLastMailAllowedComesAnotherConnection) {
  Limited bench;
  for (int connection = 0; connection < 3; ++connection) {
    if (connection != 0) bench.server.next_connection();
    bench.server.greets_and_offers({"LIMITS MAILMAX=2 RCPTMAX=100"});
    for (int i = 0; i < (connection == 2 ? 1 : 2); ++i) bench.server.takes_mail();
    bench.server.parts();
  }
  for (int i = 0; i < 5; ++i) EXPECT_EQ(bench.send().what(), "Accepted") << i;
  bench.rest();
  EXPECT_EQ(bench.wire.connections(), 3U);
}

TEST(Limits, ARefusedMailCountsToo) {
  Limited bench;
  bench.server.greets_and_offers({"LIMITS MAILMAX=1"}).hears("MAIL {}").says("550 no").parts();
  bench.server.next_connection().greets_and_offers().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Limits, MailsOfAQueueAcrossMailsGoInTurnsOfConnections) {
  Limited bench;
  bench.relay.pipelining = Pipelining::AcrossMails;
  KeptQueue queue;
  for (int i = 0; i < 5; ++i) queue.add(bench.mail);
  const auto run = [&](int mails) {
    bench.server.greets_and_offers({"PIPELINING", "LIMITS MAILMAX=2"})
        .hears({"MAIL {}", "RCPT {}", "DATA"})
        .says({"250 ok", "250 ok", "354 go"})
        .hears_mail();
    if (mails == 2) {
      bench.server.hears({"MAIL {}", "RCPT {}", "DATA"})
          .says({"250 queued", "250 ok", "250 ok", "354 go"})
          .hears_mail();
    }
    bench.server.hears_nothing_for(seconds(1)).says("250 queued").parts();
  };
  run(2);
  bench.server.next_connection();
  run(2);
  bench.server.next_connection();
  run(1);
  for (int turn = 0; turn < 5 && queue.ends.size() < 5; ++turn) {
    ASSERT_TRUE(bench.client.send(bench.relay, queue));
    while (!bench.client.idle()) bench.run_for(seconds(1));
  }
  bench.rest();
  EXPECT_EQ(queue.what(), Lines(5, "Accepted"));
  EXPECT_EQ(bench.wire.connections(), 3U);
}

TEST(Limits, TooManyRecipientsAreRejectedBeforeMail) {
  Limited bench;
  bench.mail.to = two_domains;
  bench.server.greets_and_offers({"LIMITS RCPTMAX=2"});
  EXPECT_EQ(bench.send().what_and_where(), "Rejected: LimitExceeded in MailFrom");
  bench.mail.to = "ops@plant.example";
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Limits, TooManyDomainsTooAndTheConnectionCarriesOneMail) {
  Limited bench;
  bench.mail.to = two_domains;
  bench.server.greets_and_offers({"LIMITS RCPTDOMAINMAX=1"});
  EXPECT_EQ(bench.send().what(), "Rejected: LimitExceeded");
  bench.mail.to = "ops@plant.example";
  bench.server.takes_mail().parts().next_connection();
  bench.server.greets_and_offers({"LIMITS RCPTDOMAINMAX=1"}).takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(Limits, OfAConnectionBeforeTlsAreForgotten) {
  Limited bench;
  bench.relay.security = Security::StartTls;
  bench.mail.to = two_domains;
  bench.server.greets_and_offers({"STARTTLS", "LIMITS RCPTMAX=2"})
      .hears("STARTTLS")
      .says("220 go")
      .starts_tls()
      .offers()
      .hears("MAIL {}")
      .says("550 no")
      .parts();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
}

}  // namespace
}  // namespace postino::test
