// SPDX-License-Identifier: MIT
// Behind an exchange, however it ended, no memory of ours and no trace holds what was secret in it.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "dialogue/scram_bench.hpp"
#include "postino/cram_md5.hpp"
#include "postino/oauth.hpp"
#include "support/secrets.hpp"
#include "support/zeroed.hpp"

namespace postino::test {
namespace {

using std::string;

const string password = "kqZ7wvJX0918Qz";

/// A bench with all mechanisms, whose memory can be searched.
struct Searched : ScramBench {
  explicit Searched(Bench::Trace trace = Bench::Trace::Off)
      : ScramBench{{.packets = 4, .packet_bytes = 128}, trace} {
    bench.relay.login->password = password;
    bench.relay.login->token = password;
    peer.password = password;
  }

  /// What would be worth stealing.
  [[nodiscard]] std::vector<string> secrets() const {
    return {password,
            peer.salted_password(),
            peer.client_key(),
            digest_of(Digest::Sha256, peer.client_key()),
            hmac(Digest::Sha256, peer.salted_password(), "Server Key"),
            hmac(Digest::Sha256, password, peer.salt + string("\0\0\0\1", 4))};
  }
  void expect_clean(const char* where) {
    bench.rest();
    for (const string& secret : secrets()) {
      EXPECT_FALSE(tells(bench.packet_memory(), secret)) << where;
      EXPECT_FALSE(tells(octets_of(bench.client), secret)) << where;
      EXPECT_FALSE(tells(octets_of(exchange), secret)) << where;
      EXPECT_FALSE(tells(octets_of(cram_exchange), secret)) << where;
    }
    EXPECT_EQ(octets_of(exchange), fresh) << where;
    EXPECT_EQ(octets_of(cram_exchange), cram_fresh) << where;
    EXPECT_FALSE(md5.keyed) << where;
    EXPECT_FALSE(hash.keyed) << where;
  }
  [[nodiscard]] string traced() const {
    string all;
    for (const string& line : bench.trace.lines) all += line + "\n";
    return all;
  }

  ReferenceHash md5{Digest::Md5};
  Zeroed<sasl::CramMd5Exchange> zeroed_cram_exchange{md5};
  sasl::CramMd5Exchange& cram_exchange = zeroed_cram_exchange.object;
  sasl::CramMd5 cram_md5{cram_exchange};
  const Mechanism* const cram_only[1] = {&cram_md5};
  const Mechanism* const plain_only[1] = {&sasl::plain};
  const Mechanism* const login_only[1] = {&sasl::login};
  const Mechanism* const oauth_only[1] = {&sasl::oauth_bearer};
  const Mechanism* const xoauth2_only[1] = {&sasl::xoauth2};
  const string fresh{octets_of(exchange)};
  const string cram_fresh{octets_of(cram_exchange)};
};

struct Ending {
  const char* name;
  std::function<void(Searched&)> script;
  const char* result;
};

std::vector<Ending> endings() {
  return {
      {"success", [](Searched& on) { on.accepts().says("235 ok").takes_mail().parts(); },
       "Accepted"},
      {"refusal", [](Searched& on) { on.proves().says("535 no").parts(); },
       "Rejected: LoginRejected 535"},
      {"error",
       [](Searched& on) {
         on.proves().says("334 " + base64("e=invalid-proof")).hears("").says("535 no").parts();
       },
       "Rejected: LoginRejected 535"},
      {"forgery", [](Searched& on) { on.proves().says("334 " + base64("v=AAAA")).hears_the_end(); },
       "Unsafe: ServerNotAuthentic"},
      {"cancellation",
       [](Searched& on) { on.proves().says("334 !").hears("*").says("501 no").may_part(); },
       "Deferred: BadChallenge"},
      {"loss", [](Searched& on) { on.proves().resets(); }, "Deferred: ConnectionLost"},
      {"silence", [](Searched& on) { on.proves().hears_the_end(); }, "Deferred: Timeout"},
      {"a lost hash",
       [](Searched& on) {
         on.hash.fails_at = 70;
         on.begins().says("334 " + base64(on.peer.server_first())).may_part();
       },
       "Deferred: OutOfMemory"},
      {"421 in the middle of the work",
       [](Searched& on) {
         on.begins().says("334 " + base64(on.peer.server_first())).says("421 no").may_part();
       },
       "Deferred: ServiceClosing 421"},
      {"success of PLAIN",
       [](Searched& on) {
         on.uses(on.plain_only);
         on.bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN {}").says("235 ok");
         on.bench.server.takes_mail().parts();
       },
       "Accepted"},
      {"PLAIN, lost",
       [](Searched& on) {
         on.uses(on.plain_only);
         on.bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN {}").resets();
       },
       "Deferred: ConnectionLost"},
      {"LOGIN, refused",
       [](Searched& on) {
         on.uses(on.login_only);
         on.bench.server.greets_and_offers({"AUTH LOGIN"}).hears("AUTH LOGIN").says("334 ");
         on.bench.server.hears("{}").says("334 ").hears("{}").says("535 no").parts();
       },
       "Rejected: LoginRejected 535"},
      {"CRAM-MD5",
       [](Searched& on) {
         on.uses(on.cram_only);
         on.bench.server.greets_and_offers({"AUTH CRAM-MD5"})
             .hears("AUTH CRAM-MD5")
             .says("334 PDE+");
         on.bench.server.hears("{}").says("235 ok").takes_mail().parts();
       },
       "Accepted"},
      {"CRAM-MD5, lost before the challenge",
       [](Searched& on) {
         on.uses(on.cram_only);
         on.bench.server.greets_and_offers({"AUTH CRAM-MD5"}).hears("AUTH CRAM-MD5").resets();
       },
       "Deferred: ConnectionLost"},
      {"OAUTHBEARER, refused",
       [](Searched& on) {
         on.uses(on.oauth_only);
         on.bench.server.greets_and_offers({"AUTH OAUTHBEARER"}).hears("AUTH OAUTHBEARER {}");
         on.bench.server.says("334 e30=").hears("AQ==").says("535 no").parts();
       },
       "Rejected: LoginRejected 535"},
      {"XOAUTH2",
       [](Searched& on) {
         on.uses(on.xoauth2_only);
         on.bench.server.greets_and_offers({"AUTH XOAUTH2"}).hears("AUTH XOAUTH2 {}");
         on.bench.server.says("235 ok").takes_mail().parts();
       },
       "Accepted"},
  };
}

TEST(Secrets, NoneIsLeftHoweverTheExchangeEnds) {
  for (const Ending& ending : endings()) {
    Searched searched;
    ending.script(searched);
    EXPECT_EQ(searched.bench.send().what(), ending.result) << ending.name;
    searched.expect_clean(ending.name);
  }
}

TEST(Secrets, NoneIsLeftWhereverItIsAborted) {
  for (std::uint32_t rounds = 1; rounds < 4096; rounds += 320) {
    Searched searched;
    searched.begins().says("334 " + base64(searched.peer.server_first())).hears_the_end();
    searched.bench.start();
    searched.bench.run_while([&] { return searched.hash.rounds < rounds; });
    searched.bench.client.abort();
    EXPECT_EQ(searched.bench.finish().what(), "Deferred: Aborted");
    searched.expect_clean("abort");
  }
}

TEST(Secrets, TheSearchFindsThemWhileTheyAreThere) {
  for (const bool packets : {true, false}) {
    Searched searched;
    if (packets) {
      searched.uses(searched.plain_only);
      searched.bench.wire.behaviour.acknowledges_after = seconds(1);
      searched.bench.server.greets_and_offers({"AUTH PLAIN"}).hears("AUTH PLAIN {}");
    } else {
      searched.begins().says("334 " + base64(searched.peer.server_first()));
    }
    searched.bench.server.hears_the_end();
    searched.bench.start();
    const auto found = [&] {
      return packets ? tells(searched.bench.packet_memory(), password)
                     : searched.hash.rounds > 0 && octets_of(searched.exchange) != searched.fresh;
    };
    searched.bench.run_while([&] { return !found(); });
    EXPECT_TRUE(found());
    searched.bench.client.abort();
    EXPECT_EQ(searched.bench.finish().what(), "Deferred: Aborted");
  }
}

TEST(Secrets, TheTraceHoldsNoMessageOfAnyMechanism) {
  for (const Ending& ending : endings()) {
    Searched searched{Bench::Trace::On};
    ending.script(searched);
    EXPECT_EQ(searched.bench.send().what(), ending.result) << ending.name;
    searched.bench.rest();
    for (const string& secret : searched.secrets()) {
      EXPECT_FALSE(tells(searched.traced(), secret)) << ending.name << searched.traced();
    }
    const ScramServer& peer = searched.peer;
    for (const string& text : {peer.client_first(), peer.server_first(), peer.client_final(),
                               peer.server_final(), string("e=invalid-proof")}) {
      EXPECT_FALSE(tells(searched.traced(), text)) << ending.name << searched.traced();
    }
    EXPECT_NE(searched.traced().find("> AUTH "), string::npos);
  }
}

TEST(Secrets, B092_TheTraceHoldsNoTokenAndNoReasonThatNamesIt) {
  const string json = R"({"token":")" + password + R"(","status":"401"})";
  Searched searched{Bench::Trace::On};
  searched.uses(searched.oauth_only);
  searched.bench.server.greets_and_offers({"AUTH OAUTHBEARER"})
      .hears("AUTH OAUTHBEARER {}")
      .says("334 " + base64(json))
      .hears("AQ==")
      .says({"535-5.7.8 " + base64(json), "535 " + password})
      .parts();
  const Sent sent = searched.bench.send();
  EXPECT_EQ(sent.what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(sent.text, "5.7.8 ***\n***");
  searched.bench.rest();
  EXPECT_FALSE(tells(searched.traced(), json)) << searched.traced();
  EXPECT_NE(searched.traced().find("< 334"), string::npos) << searched.traced();
}

}  // namespace
}  // namespace postino::test
