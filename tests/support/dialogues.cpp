// SPDX-License-Identifier: MIT
#include "support/dialogues.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "postino/cram_md5.hpp"
#include "postino/oauth.hpp"
#include "support/base64.hpp"
#include "support/kept_queue.hpp"
#include "support/reference_crypto.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr Recipient three[] = {{"a@plant.example"}, {"b@plant.example"}, {"c@plant.example"}};
constexpr const Mechanism* login_only[] = {&sasl::login};
constexpr const Mechanism* bearer_only[] = {&sasl::oauth_bearer};
constexpr Login credentials{.user = "pump", .password = "secret", .allow_clear_text = true};

const string& four_kilobytes() {
  static const string text = [] {
    string all = "Subject: Pump 3\r\n\r\n";
    while (all.size() < 4096) all += "The pump runs dry.\r\n.\r\n..since this morning.\r\n";
    return all;
  }();
  return text;
}

string plain_command() { return "AUTH PLAIN " + base64(string("\0pump\0secret", 12)); }

void relay(AnyBench& bench) {
  bench.server.greets_and_offers({"PIPELINING", "SIZE 1000000"}).takes_mail().parts();
}

void plain(AnyBench& bench) {
  bench.relay.login = credentials;
  bench.server.greets_and_offers({"PIPELINING", "AUTH LOGIN PLAIN"})
      .hears(plain_command())
      .says("235 2.7.0 welcome")
      .takes_mail()
      .parts();
}

void login(AnyBench& bench) {
  bench.relay.login = credentials;
  bench.relay.login->mechanisms = login_only;
  bench.server.greets_and_offers({"AUTH LOGIN"})
      .hears("AUTH LOGIN")
      .says("334 VXNlcm5hbWU6")
      .hears(base64("pump"))
      .says("334 UGFzc3dvcmQ6")
      .hears(base64("secret"))
      .says({"235-2.7.0 welcome", "235 2.7.0 pump"})
      .takes_mail()
      .parts();
}

void cram_md5(AnyBench& bench) {
  static ReferenceHash md5{Digest::Md5};
  static sasl::CramMd5Exchange exchange{md5};
  static const sasl::CramMd5 mechanism{exchange};
  static const Mechanism* const list[] = {&mechanism};
  bench.relay.login = credentials;
  bench.relay.login->mechanisms = list;
  bench.server.greets_and_offers({"AUTH CRAM-MD5"})
      .hears("AUTH CRAM-MD5")
      .says("334 PDE3LjQyQG1haWwuZXhhbXBsZT4=")
      .hears("cHVtcCA{}")
      .says("235 ok")
      .takes_mail()
      .parts();
}

void oauth_bearer(AnyBench& bench) {
  bench.relay.login = credentials;
  bench.relay.login->token = "t0ken";
  bench.relay.login->mechanisms = bearer_only;
  bench.server.greets_and_offers({"AUTH OAUTHBEARER"})
      .hears("AUTH OAUTHBEARER {}")
      .says("334 e30=")
      .hears("AQ==")
      .says("535 5.7.8 expired")
      .parts();
}

void three_recipients(AnyBench& bench) {
  bench.mail.to = three;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "250 ok", "550-no such", "550 user", "450 later", "354 go"})
      .hears_mail(AnyBench::letter)
      .says({"250-2.0.0 queued", "250 2.0.0 as 4711"})
      .parts();
}

void in_step(AnyBench& bench) {
  bench.mail.to = three;
  bench.server.greets_and_offers({"8BITMIME"}).hears("MAIL {}").says("250 ok");
  for (int i = 0; i < 3; ++i) bench.server.hears("RCPT {}").says("250 ok");
  bench.server.hears("DATA").says("354 go").hears_mail(AnyBench::letter).says("250 queued").parts();
}

void long_text(AnyBench& bench) {
  bench.mail.text = four_kilobytes();
  bench.server.greets_and_offers({"PIPELINING"})
      .takes_envelope()
      .hears_mail(four_kilobytes())
      .says("250 queued")
      .parts();
}

void three_mails(AnyBench& bench) {
  bench.server.greets_and_offers({"PIPELINING"}).takes_mail().takes_mail().takes_mail().parts();
}

void refused_and_again(AnyBench& bench) {
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 no such user", "554 5.5.1 no valid recipients"})
      .hears("RSET")
      .says("250 ok")
      .takes_mail()
      .parts();
}

void refused_and_yet_wanted(AnyBench& bench) {
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "450 4.2.1 later", "354 go"})
      .hears(".")
      .says("554 5.5.1 no valid recipients")
      .may_part();
}

void helo(AnyBench& bench) {
  bench.server.greets()
      .hears("EHLO client.example")
      .says("502 5.5.1 what?")
      .hears("HELO client.example")
      .says("250 mail.example")
      .takes_mail()
      .parts();
}

void start_tls(AnyBench& bench) {
  bench.relay.security = Security::StartTls;
  bench.relay.login = credentials;
  bench.server.greets_and_offers({"STARTTLS", "PIPELINING"})
      .hears("STARTTLS")
      .says("220 go")
      .starts_tls()
      .offers({"AUTH PLAIN", "PIPELINING"})
      .hears(plain_command())
      .says("235 ok")
      .takes_mail()
      .parts();
}

}  // namespace

std::span<const Dialogue> dialogues() {
  static const Dialogue all[] = {
      {"Relay", relay, {"Accepted"}},
      {"Plain", plain, {"Accepted"}, {&Features::mechanisms}},
      {"Login", login, {"Accepted"}},
      {"CramMd5", cram_md5, {"Accepted"}, {&Features::mechanisms}},
      {"OAuthBearer", oauth_bearer, {"Rejected: LoginRejected 535"}, {&Features::mechanisms}},
      {"ThreeRecipients", three_recipients, {"Accepted"}, {&Features::pipelining}},
      {"InStep", in_step, {"Accepted"}},
      {"LongText", long_text, {"Accepted"}},
      {"ThreeMails", three_mails, {"Accepted", "Accepted", "Accepted"}, {&Features::reuse}},
      {"RefusedAndAgain",
       refused_and_again,
       {"Rejected: AllRecipients 550", "Accepted"},
       {&Features::pipelining, &Features::reuse}},
      {"RefusedAndYetWanted",
       refused_and_yet_wanted,
       {"Deferred: AllRecipients 450"},
       {&Features::pipelining}},
      {"Helo", helo, {"Accepted"}, {&Features::helo}},
      {"StartTls", start_tls, {"Accepted"}, {&Features::tls, &Features::mechanisms}},
  };
  return all;
}

bool Dialogue::is_for(const Features& features) const {
  const auto has = [&features](Feature feature) { return features.*feature; };
  return std::ranges::all_of(needs, has) && std::ranges::none_of(lacks, has);
}

void PrintTo(const Dialogue& dialogue, std::ostream* out) { *out << dialogue.name; }

void prepare(AnyBench& bench, const Dialogue& dialogue, const Features& features) {
  const auto is_tls = [](Feature feature) { return feature == &Features::tls; };
  const bool in_clear = std::ranges::none_of(dialogue.needs, is_tls);
  if (in_clear && !features.in_clear) {
    bench.relay.security = Security::Tls;
    const bool invalid = dialogue.results.front().starts_with("InvalidArgument");
    if (!invalid) bench.server.starts_tls();
  }
  dialogue.prepare(bench);
}

std::vector<Ended> converse(AnyBench& bench, const Dialogue& dialogue) {
  std::vector<Ended> ended;
  if (dialogue.queued) {
    KeptQueue queue;
    for (std::size_t i = 0; i < dialogue.results.size(); ++i) queue.add(bench.mail);
    EXPECT_TRUE(bench.any().send(bench.relay, queue));
    bench.rest();
    for (const Sent& sent : queue.ends) ended.push_back({sent});
    return ended;
  }
  for (std::size_t mail = 0; mail < dialogue.results.size(); ++mail) {
    Sent sent = bench.send();
    ended.push_back({std::move(sent), bench.wire.taken(), bench.wire.delivered()});
  }
  bench.rest();
  return ended;
}

}  // namespace postino::test
