// SPDX-License-Identifier: MIT
#include "campaign/scenario.hpp"

#include <openssl/ssl.h>

#include <algorithm>

#include "postino/chunking.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

constexpr std::string_view letter = "Subject: Pump 3\r\n\r\n.Dry run.\r\n";
constexpr Recipient three[] = {{"a@plant.example"}, {"b@plant.example"}, {"c@plant.example"}};

std::string_view four_kilobytes() {
  static const std::string octets = [] {
    std::string all;
    for (unsigned i = 0; i < 4096; ++i) all += static_cast<char>(i * 31 + i / 256);
    return all;
  }();
  return octets;
}

const MimeComposer& with_attachment() {
  static const Attachment attachments[] = {
      {.name = "log.bin", .content = std::string_view{four_kilobytes()}}};
  static const MimeContent content{.attachments = attachments};
  static const MimeComposer composer{content};
  return composer;
}

Server in_clear() {
  return {.host = "mail.example", .security = Security::None, .ehlo_name = "client.example"};
}

Server under_tls(Security security) {
  Server server = in_clear();
  server.security = security;
  return server;
}

Mail to(Recipients recipients) {
  return {.from = {"node7@plant.example"}, .to = recipients, .text = letter};
}

Mail big_mail() {
  Mail mail = to("ops@plant.example");
  mail.subject = "Log";
  mail.text = "See there.";
  mail.message_id.seed = 0x9e3779b97f4a7c15;
  return mail;
}

Manners with_login(Challenges challenges, std::vector<std::string> offers) {
  return {.offers = std::move(offers),
          .challenges = challenges,
          .user = std::string{canary_user},
          .password = std::string{canary_password}};
}

Manners start_tls(int version) {
  Manners manners = with_login(Challenges::Plain, {"STARTTLS", "PIPELINING"});
  manners.channel = Channel::StartTls;
  manners.version = version;
  manners.offers_secured = {"AUTH PLAIN", "PIPELINING"};
  return manners;
}

Manners scram() {
  Manners manners = with_login(Challenges::Scram, {"AUTH SCRAM-SHA-256 PLAIN", "PIPELINING"});
  manners.channel = Channel::Tls;
  manners.version = TLS1_3_VERSION;
  return manners;
}

/// A text whose size nobody knows goes in a chunk for each packet.
Mail unmeasured() {
  static TextSource source = [] {
    std::string text{letter};
    while (text.size() < 150) text += ".\r\nStill dry.\r\n";
    TextSource made{text};
    made.knows_its_size = false;
    return made;
  }();
  Mail mail = to("ops@plant.example");
  mail.text = source;
  return mail;
}

Server with(const Chunking& chunking) {
  static const Extension* const careful[] = {&extension::chunking};
  static const Extension* const eager[] = {&extension::eager_chunking};
  Server server = in_clear();
  server.extensions = &chunking == careful[0] ? Extensions{careful} : Extensions{eager};
  return server;
}

Server across_mails() {
  Server server = in_clear();
  server.pipelining = Pipelining::AcrossMails;
  return server;
}

std::vector<Scenario> all_scenarios() {
  constexpr Sizes small{.packets = 2, .packet_bytes = 128};
  const Mail mail = to("ops@plant.example");
  return {
      {.name = "relay", .manners = {.offers = {}}, .server = in_clear(), .mail = mail},
      {.name = "starttls-plain",
       .manners = start_tls(TLS1_2_VERSION),
       .server = under_tls(Security::StartTls),
       .mail = mail},
      {.name = "starttls-pretended",
       .manners = start_tls(0),
       .server = under_tls(Security::StartTls),
       .mail = mail},
      {.name = "tls-scram", .manners = scram(), .server = under_tls(Security::Tls), .mail = mail},
      {.name = "three-recipients",
       .manners = {.recipients = {{"b@plant.example", "550 5.1.1 nobody"},
                                  {"c@plant.example", "450 4.2.1 later"}}},
       .server = in_clear(),
       .mail = to(three)},
      {.name = "two-chunks",
       .manners = {.offers = {"CHUNKING", "PIPELINING"}},
       .server = with(extension::chunking),
       .mail = unmeasured(),
       .sizes = small},
      {.name = "eager-chunk",
       .manners = {.offers = {"CHUNKING", "PIPELINING"}},
       .server = with(extension::eager_chunking),
       .mail = mail},
      {.name = "attachment",
       .manners = {.offers = {"SIZE 100000", "8BITMIME", "PIPELINING"}},
       .server = in_clear(),
       .mail = big_mail(),
       .composer = &with_attachment(),
       .sizes = {.packets = 3, .packet_bytes = 512}},
      {.name = "three-mails",
       .server = in_clear(),
       .mail = mail,
       .results = {"Accepted", "Accepted", "Accepted"}},
      {.name = "queue",
       .server = across_mails(),
       .mail = mail,
       .results = {"Accepted", "Accepted", "Accepted"},
       .queued = true},
      {.name = "closing-once",
       .manners = {.closes_first = true},
       .server = in_clear(),
       .mail = mail,
       .results = {"Deferred: ServiceClosing 421", "Accepted"}},
      {.name = "login-in-clear",
       .manners = with_login(Challenges::Login, {"AUTH LOGIN"}),
       .server = in_clear(),
       .mail = mail},
      {.name = "starved", .server = in_clear(), .mail = mail, .sizes = small, .late_packets = true},
  };
}

}  // namespace

std::span<const Scenario> scenarios() {
  static const std::vector<Scenario> all = all_scenarios();
  return all;
}

const Scenario* scenario(std::string_view name) {
  const auto all = scenarios();
  const auto found = std::ranges::find(all, name, &Scenario::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace postino::test
