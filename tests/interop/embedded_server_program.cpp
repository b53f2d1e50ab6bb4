// SPDX-License-Identifier: MIT
// The embedded server as a process, for tests of programs: embedded_server FOLDER SETTINGS, where
// SETTINGS is JSON. Writes ca.pem, server.pem, server.key, client.pem and client.key (for CN
// "pump3") to FOLDER, prints a line of JSON with its port and pin, and when its standard input ends
// the mails as another.
#include <fstream>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>

#include "embedded_server.hpp"

namespace {

using nlohmann::json;
using namespace postino::demo;

void write(const std::string& path, const std::string& text) {
  std::ofstream{path, std::ios::binary} << text;
}

CertificateOptions certificate_of(const json& settings) {
  CertificateOptions options;
  options.common_name = settings.value("common_name", options.common_name);
  options.names = settings.value("names", options.names);
  options.valid_from = std::chrono::seconds{settings.value("valid_from", -3600)};
  options.valid_until = std::chrono::seconds{settings.value("valid_until", 86400)};
  const std::string key = settings.value("key", "p256");
  options.key = key == "rsa2048"   ? KeyKind::Rsa2048
                : key == "rsa1024" ? KeyKind::Rsa1024
                                   : KeyKind::P256;
  if (settings.value("digest", "") == "sha1") options.digest = "SHA1";
  return options;
}

ServerOptions options_of(const json& settings, const Identity& identity, const Authority& clients) {
  ServerOptions options;
  options.addresses = {settings.value("address", "127.0.0.1")};
  const int version = settings.value("version", 0);
  TlsOptions tls{.identity = identity};
  if (version == 12) tls.highest = TlsVersion::Tls12;
  if (version == 13) tls.lowest = TlsVersion::Tls13;
  if (settings.value("asks_client", false)) tls.client_authority = clients.certificate();
  if (settings.value("tls", true)) options.tls = std::make_shared<TlsServer>(tls);
  options.tls_at_once = settings.value("at_once", false);
  options.login_required = settings.value("login_required", false);
  options.users = settings.value("users", options.users);
  if (settings.contains("auth")) {
    options.capabilities.back() = "AUTH " + settings["auth"].get<std::string>();
  }
  if (settings.contains("refuses")) {
    options.instead = [who = settings["refuses"].get<std::string>()](std::string_view line) {
      const bool refused = line.starts_with("RCPT TO:") && line.find(who) != line.npos;
      return std::string{refused ? "550 5.1.1 no such mailbox" : ""};
    };
  }
  return options;
}

json to_json(const ReceivedMail& mail) {
  return {{"user", mail.user},
          {"mechanism", mail.mechanism},
          {"sender", mail.sender.path},
          {"version", mail.tls.version},
          {"server_name", mail.tls.server_name},
          {"client", mail.tls.client},
          {"resumed", mail.tls.resumed},
          {"content", mail.content}};
}

void run(const std::string& folder, const json& settings) {
  const Authority authority;
  const Identity identity = authority.issue(certificate_of(settings));
  const Identity client = authority.issue({.common_name = "pump3", .names = ""});
  write(folder + "/ca.pem", authority.certificate());
  write(folder + "/server.pem", identity.certificate);
  write(folder + "/server.key", identity.key);
  write(folder + "/client.pem", client.certificate);
  write(folder + "/client.key", client.key);
  const EmbeddedServer server{options_of(settings, identity, authority)};
  std::cout << json{{"port", server.port()}, {"pin", pin_of(identity.certificate)}} << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  json mails = json::array();
  for (const ReceivedMail& mail : server.mails()) mails.push_back(to_json(mail));
  std::cout << json{{"connections", server.connections()},
                    {"commands", server.commands()},
                    {"mails", mails}}
                   .dump(-1, ' ', true, json::error_handler_t::replace)
            << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  run(argv[1], json::parse(argv[2]));
}
