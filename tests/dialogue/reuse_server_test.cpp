// SPDX-License-Identifier: MIT
// What a kept connection is bound to, and that nothing is read of a Server whose message has ended.
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "postino/chunking.hpp"
#include "postino/lmtp.hpp"
#include "postino/small_client.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

/// A Server whose object and texts are overwritten and gone once the message has ended.
class Passing {
 public:
  explicit Passing(const Server& like)
      : texts_{std::make_unique<string>(string{like.host} + string{like.ehlo_name})},
        server_{std::make_unique<Server>(like)} {
    const std::string_view all = *texts_;
    server_->host = all.substr(0, like.host.size());
    server_->ehlo_name = all.substr(like.host.size());
  }
  Server& operator*() { return *server_; }
  Server* operator->() { return server_.get(); }
  void pass() {
    std::memset(static_cast<void*>(server_.get()), 0xa5, sizeof *server_);
    std::fill(texts_->begin(), texts_->end(), '\xa5');
    server_.reset();
    texts_.reset();
  }

 private:
  std::unique_ptr<string> texts_;
  std::unique_ptr<Server> server_;
};

class ReuseByValue : public ::testing::Test {
 protected:
  ReuseByValue() { bench.relay.keep_open = minutes(10); }

  void first_message() {
    Passing server{bench.relay};
    EXPECT_EQ(bench.send(*server, bench.mail).what(), "Accepted");
    server.pass();
  }

  Bench bench;
};

TEST_F(ReuseByValue, K16_AnEqualServerInAnotherObjectUsesTheConnection) {
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  for (int i = 0; i < 2; ++i) first_message();
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST_F(ReuseByValue, K16_NothingOfAServerIsReadWhenItsTimeIsOver) {
  bench.relay.timeouts.quit = seconds(7);
  bench.server.greets_and_offers().takes_mail().hears("QUIT");
  first_message();
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, minutes(10) + seconds(7));
}

TEST_F(ReuseByValue, K16_NorAtQuit) {
  bench.server.greets_and_offers().takes_mail().parts();
  first_message();
  bench.client.quit();
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed(), before);
}

TEST_F(ReuseByValue, K16_NorWhenTheConnectionIsLostMeanwhile) {
  for (const string& last : {string{"421 4.4.2 idle too long\r\n"}, string{}}) {
    bench.server.greets_and_offers().takes_mail().waits(seconds(1)).sends(last).closes();
    first_message();
    bench.run_for(minutes(1));
    EXPECT_FALSE(bench.client.connected());
    bench.server.next_connection();
  }
  bench.server.greets_and_offers().takes_mail().parts();
  first_message();
}

TEST_F(ReuseByValue, K16_NorWhenItIsAborted) {
  bench.server.greets_and_offers().takes_mail().hears_the_end();
  first_message();
  bench.client.abort();
  EXPECT_FALSE(bench.client.connected());
}

TEST_F(ReuseByValue, K16_NorForTheNextServersMessage) {
  bench.server.greets_and_offers().takes_mail().parts().next_connection();
  bench.server.greets_and_offers().takes_mail().parts();
  first_message();
  bench.relay.host = "other.example";
  first_message();
  EXPECT_EQ(bench.wire.host(), "other.example");
}

TEST_F(ReuseByValue, K16_NorForWhatLmtpOrChunksNeed) {
  const Extension* const chunks[] = {&extension::chunking};
  bench.relay.extensions = chunks;
  bench.relay.lmtp = &lmtp;
  bench.relay.port = 24;
  bench.relay.keep_open = {};
  bench.server.says("220 store").hears("LHLO {}").says({"250-store", "250 CHUNKING"});
  bench.server.hears("MAIL {}").says("250 ok").hears("RCPT {}").says("250 ok");
  bench.server.hears("BDAT 29 LAST").hears_octets(29).says("250 ok").parts();
  first_message();
  bench.rest();
}

TEST_F(ReuseByValue, K16_NorWhileQuitWaitsForAPacket) {
  bench.server.greets_and_offers().takes_mail().hears_the_end();
  first_message();
  std::vector<Packet> lent;
  while (lent.emplace_back(bench.pool().take())) {
  }
  bench.client.quit();
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, Timeouts{}.quit);
}

TEST(ReuseByValueOfSmallClients, K16_NothingOfAServerIsReadAtQuit) {
  BenchOf<SmallClient> bench;
  bench.server.greets_and_offers().takes_mail().hears("QUIT");
  Passing server{bench.relay};
  EXPECT_EQ(bench.send(*server, bench.mail).what(), "Accepted");
  server.pass();
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, Timeouts{}.quit);
}

/// A change to the server, made in place: the object stays where it is.
struct Change {
  const char* what;
  std::function<void(Server&)> make;
};

const Mechanism* const plain_alone[] = {&sasl::plain};
const Extension* const chunking_alone[] = {&extension::chunking};

const Login& login() {
  static const Login as{.user = "pump", .password = "secret", .allow_clear_text = true};
  return as;
}

TEST(ReuseOfWhatIsBound, K16_AnotherServerInTheSameObjectGetsAConnectionOfItsOwn) {
  const Change changes[] = {
      {"host", [](Server& server) { server.host = "other.example"; }},
      {"port", [](Server& server) { server.port = 2525; }},
      {"security", [](Server& server) { server.security = Security::Opportunistic; }},
      {"EHLO name", [](Server& server) { server.ehlo_name = "other.example"; }},
      {"login", [](Server& server) { server.login.reset(); }},
      {"user", [](Server& server) { server.login->user = "root"; }},
      {"mechanisms", [](Server& server) { server.login->mechanisms = plain_alone; }},
      {"their order", [](Server& server) { server.login->mechanisms = login_then_plain; }},
      {"extensions", [](Server& server) { server.extensions = chunking_alone; }},
      {"host and EHLO name",
       [](Server& server) {
         server.host = "mail.exampl";
         server.ehlo_name = "eclient.example";
       }},
  };
  for (const Change& change : changes) {
    Bench bench;
    bench.relay.keep_open = minutes(10);
    bench.relay.login = login();
    bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN {}").says("235 ok");
    bench.server.takes_mail().parts().next_connection().hears_whatever();
    EXPECT_EQ(bench.send().what(), "Accepted");
    change.make(bench.relay);
    bench.start();
    bench.run_for(seconds(1));
    EXPECT_EQ(bench.wire.connections(), 2U) << change.what;
    bench.client.abort();
    EXPECT_EQ(bench.finish().what(), "Deferred: Aborted");
  }
}

TEST(ReuseOfWhatIsBound, K16_TheDefaultPortIsThatPort) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail().takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.relay.port = 25;
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST(ReuseOfWhatIsBound, K16_AChangedPasswordCountsFromTheNextConnectionOn) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.relay.login = login();
  bench.server.greets_and_offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN AHB1bXAAc2VjcmV0")
      .says("235 ok")
      .takes_mail()
      .takes_mail()
      .parts()
      .next_connection();
  bench.server.greets_and_offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN AHB1bXAAY2hhbmdlZA==")
      .says("235 ok")
      .takes_mail()
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.relay.login->password = "changed";
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.client.quit();
  bench.rest();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(ReuseOfWhatIsBound, K16_OtherTimesHoldFromTheNextMessageOn) {
  Bench bench;
  bench.relay.keep_open = minutes(10);
  bench.server.greets_and_offers().takes_mail().takes_mail().hears("QUIT");
  EXPECT_EQ(bench.send().what(), "Accepted");
  Server other = bench.relay;
  other.keep_open = seconds(3);
  other.timeouts.quit = seconds(2);
  EXPECT_EQ(bench.send(other, bench.mail).what(), "Accepted");
  const Millis before = bench.elapsed();
  bench.rest();
  EXPECT_EQ(bench.elapsed() - before, seconds(5));
  bench.relay.timeouts.data = {};
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidTimeout in Timeouts");
}

}  // namespace
}  // namespace postino::test
