// SPDX-License-Identifier: MIT
#include "campaign/row_scenario.hpp"

#include <openssl/ssl.h>

#include "postino/chunking.hpp"
#include "postino/dsn.hpp"
#include "postino/lmtp.hpp"
#include "postino/mt_priority.hpp"

namespace postino::test {
namespace {

struct Word {
  std::string_view login;
  Challenges challenges;
  std::string_view offer;
};

constexpr Word words[] = {
    {"plain", Challenges::Plain, "AUTH PLAIN"},
    {"login", Challenges::Login, "AUTH LOGIN"},
    {"login-after-504", Challenges::LoginAfter504, "AUTH PLAIN LOGIN"},
    {"cram-md5", Challenges::CramMd5, "AUTH CRAM-MD5"},
    {"scram-sha-256", Challenges::Scram, "AUTH SCRAM-SHA-256 PLAIN"},
    {"oauthbearer", Challenges::OAuthBearer, "AUTH OAUTHBEARER"},
    {"xoauth2", Challenges::XOAuth2, "AUTH XOAUTH2"},
    {"external", Challenges::External, "AUTH EXTERNAL"},
};

/// What the server offers besides STARTTLS and AUTH.
std::vector<std::string> offers_of(const Row& row) {
  std::vector<std::string> offers;
  if (has(row, "extension", "size")) offers.emplace_back("SIZE 100000");
  const bool eight_bit = has(row, "extension", "size") || has(row, "extension", "smtputf8") ||
                         has(row, "extension", "binarymime");
  if (eight_bit) offers.emplace_back("8BITMIME");
  if (has(row, "extension", "smtputf8")) offers.emplace_back("SMTPUTF8");
  if (has(row, "extension", "dsn")) offers.emplace_back("DSN");
  if (has(row, "extension", "binarymime")) offers.emplace_back("BINARYMIME");
  if (has(row, "extension", "more")) {
    offers.emplace_back("MT-PRIORITY");
    offers.emplace_back("FUTURERELEASE 3600 2026-11-02T15:04:05Z");
  }
  if (has(row, "content", "bdat") || has(row, "content", "eager")) {
    offers.emplace_back("CHUNKING");
  }
  if (!has(row, "pipelining", "not-offered")) offers.emplace_back("PIPELINING");
  return offers;
}

Channel channel_of(const Row& row) {
  if (has(row, "security", "tls")) return Channel::Tls;
  const bool starts = has(row, "security", "starttls") || has(row, "security", "opportunistic");
  return starts ? Channel::StartTls : Channel::Clear;
}

Manners manners_of(const Row& row) {
  Manners manners;
  manners.channel = channel_of(row);
  if (has(row, "tls", "1.2")) manners.version = TLS1_2_VERSION;
  if (has(row, "tls", "1.3")) manners.version = TLS1_3_VERSION;
  manners.offers = offers_of(row);
  std::vector<std::string> secured = manners.offers;
  std::vector<std::string>& with_login =
      manners.channel == Channel::StartTls ? secured : manners.offers;
  for (const Word& word : words) {
    if (!has(row, "login", word.login)) continue;
    manners.challenges = word.challenges;
    manners.user = canary_user;
    manners.password = canary_password;
    manners.token = canary_token;
    with_login.insert(with_login.begin(), std::string{word.offer});
  }
  if (manners.channel == Channel::StartTls) {
    manners.offers_secured = secured;
    manners.offers.insert(manners.offers.begin(), "STARTTLS");
  }
  manners.closes_first = has(row, "messages", "closing");
  manners.knows_ehlo = !has(row, "protocol", "helo");
  manners.lmtp = has(row, "protocol", "lmtp");
  manners.refuses_first_address = has(row, "addresses", "two");
  manners.bare = has(row, "replies", "bare");
  return manners;
}

Server server_of(const Row& row) {
  Server server{.host = "mail.example", .security = Security::None};
  if (has(row, "name", "given")) server.ehlo_name = "client.example";
  if (has(row, "security", "tls")) server.security = Security::Tls;
  if (has(row, "security", "starttls")) server.security = Security::StartTls;
  const bool opportunistic =
      has(row, "security", "opportunistic") || has(row, "security", "opportunistic-in-clear");
  if (opportunistic) server.security = Security::Opportunistic;
  if (has(row, "pipelining", "off")) server.pipelining = Pipelining::Off;
  if (has(row, "pipelining", "across")) server.pipelining = Pipelining::AcrossMails;
  if (has(row, "protocol", "lmtp")) {
    server.lmtp = &lmtp;
    server.port = 24;
  }
  return server;
}

std::vector<const Extension*> extensions_of(const Row& row) {
  std::vector<const Extension*> list;
  const bool careful = has(row, "content", "bdat") || has(row, "content", "bdat-not-offered");
  if (careful) list.push_back(&extension::chunking);
  if (has(row, "content", "eager")) list.push_back(&extension::eager_chunking);
  if (has(row, "extension", "binarymime")) list.push_back(&extension::binary_mime);
  if (has(row, "extension", "dsn")) list.push_back(&extension::dsn);
  if (has(row, "extension", "more")) {
    list.push_back(&extension::mt_priority);
    list.push_back(&kept_by_letters());
  }
  return list;
}

std::vector<std::string_view> results_of(const Row& row) {
  if (has(row, "messages", "closing")) return {"Deferred: ServiceClosing 421", "Accepted"};
  if (has(row, "messages", "one")) return {"Accepted"};
  return {"Accepted", "Accepted", "Accepted"};
}

Sizes sizes_of(const Row& row) {
  if (has(row, "packets", "three-512")) return {.packets = 3, .packet_bytes = 512};
  if (has(row, "packets", "one-64")) return {.packets = 1, .packet_bytes = 64};
  return has(row, "packets", "many") ? Sizes{} : Sizes{.packets = 2, .packet_bytes = 128};
}

ClientClass class_of(const Row& row) {
  if (has(row, "client", "small")) return ClientClass::Small;
  return has(row, "client", "small-tls") ? ClientClass::SmallTls : ClientClass::Full;
}

}  // namespace

Scenario scenario_of(std::string name, const Row& row) {
  Scenario made;
  made.name = std::move(name);
  made.row = row;
  made.client = class_of(row);
  made.manners = manners_of(row);
  made.server = server_of(row);
  made.results = results_of(row);
  made.letters = std::make_shared<const Letters>(row, made.results.size());
  made.extensions = std::make_shared<const std::vector<const Extension*>>(extensions_of(row));
  if (!made.extensions->empty()) made.server.extensions = *made.extensions;
  made.sizes = sizes_of(row);
  made.late_packets = has(row, "packets", "two-128-late");
  made.queued = has(row, "messages", "queue");
  made.keeps_connection = made.queued || has(row, "messages", "three");
  made.chunked = has(row, "content", "bdat") || has(row, "content", "eager");
  made.addresses = has(row, "addresses", "two") ? 2 : 1;
  if (has(row, "recipients", "three-mixed")) {
    for (const Letter& letter : made.letters->all()) {
      if (letter.to.size() != 3) continue;
      made.manners.recipients[letter.to[1]] = "550 5.1.1 nobody";
      made.manners.recipients[letter.to[2]] = "450 4.2.1 later";
    }
  }
  return made;
}

}  // namespace postino::test
