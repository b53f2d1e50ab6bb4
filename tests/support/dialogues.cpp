// SPDX-License-Identifier: MIT
#include "support/dialogues.hpp"

#include "postino/cram_md5.hpp"
#include "postino/oauth.hpp"
#include "support/base64.hpp"
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

void relay(Bench& bench) {
  bench.server.greets_and_offers({"PIPELINING", "SIZE 1000000"}).takes_mail().parts();
}

void plain(Bench& bench) {
  bench.relay.login = credentials;
  bench.server.greets_and_offers({"PIPELINING", "AUTH LOGIN PLAIN"})
      .hears(plain_command())
      .says("235 2.7.0 welcome")
      .takes_mail()
      .parts();
}

void login(Bench& bench) {
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

void cram_md5(Bench& bench) {
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

void oauth_bearer(Bench& bench) {
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

void three_recipients(Bench& bench) {
  bench.mail.to = three;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 ok", "250 ok", "550-no such", "550 user", "450 later", "354 go"})
      .hears_mail(Bench::letter)
      .says({"250-2.0.0 queued", "250 2.0.0 as 4711"})
      .parts();
}

void in_step(Bench& bench) {
  bench.mail.to = three;
  bench.server.greets_and_offers({"8BITMIME"}).hears("MAIL {}").says("250 ok");
  for (int i = 0; i < 3; ++i) bench.server.hears("RCPT {}").says("250 ok");
  bench.server.hears("DATA").says("354 go").hears_mail(Bench::letter).says("250 queued").parts();
}

void long_text(Bench& bench) {
  bench.mail.text = four_kilobytes();
  bench.server.greets_and_offers({"PIPELINING"})
      .takes_envelope()
      .hears_mail(four_kilobytes())
      .says("250 queued")
      .parts();
}

void three_mails(Bench& bench) {
  bench.server.greets_and_offers({"PIPELINING"}).takes_mail().takes_mail().takes_mail().parts();
}

void refused_and_again(Bench& bench) {
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "550 5.1.1 no such user", "554 5.5.1 no valid recipients"})
      .hears("RSET")
      .says("250 ok")
      .takes_mail()
      .parts();
}

void refused_and_yet_wanted(Bench& bench) {
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 ok", "450 4.2.1 later", "354 go"})
      .hears(".")
      .says("554 5.5.1 no valid recipients")
      .may_part();
}

void helo(Bench& bench) {
  bench.server.greets()
      .hears("EHLO client.example")
      .says("502 5.5.1 what?")
      .hears("HELO client.example")
      .says("250 mail.example")
      .takes_mail()
      .parts();
}

void start_tls(Bench& bench) {
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
      {"Plain", plain, {"Accepted"}},
      {"Login", login, {"Accepted"}},
      {"CramMd5", cram_md5, {"Accepted"}},
      {"OAuthBearer", oauth_bearer, {"Rejected: LoginRejected 535"}},
      {"ThreeRecipients", three_recipients, {"Accepted"}},
      {"InStep", in_step, {"Accepted"}},
      {"LongText", long_text, {"Accepted"}},
      {"ThreeMails", three_mails, {"Accepted", "Accepted", "Accepted"}},
      {"RefusedAndAgain", refused_and_again, {"Rejected: AllRecipients 550", "Accepted"}},
      {"RefusedAndYetWanted", refused_and_yet_wanted, {"Deferred: AllRecipients 450"}},
      {"Helo", helo, {"Accepted"}},
      {"StartTls", start_tls, {"Accepted"}},
  };
  return all;
}

void PrintTo(const Dialogue& dialogue, std::ostream* out) { *out << dialogue.name; }

std::vector<Ended> converse(Bench& bench, const Dialogue& dialogue) {
  std::vector<Ended> ended;
  for (std::size_t mail = 0; mail < dialogue.results.size(); ++mail) {
    Sent sent = bench.send();
    ended.push_back({std::move(sent), bench.wire.taken(), bench.wire.delivered()});
  }
  bench.rest();
  return ended;
}

}  // namespace postino::test
