// SPDX-License-Identifier: MIT
// What a recipient and a header cost, of few and of many: to be run by callgrind, as counted.cpp.
// Prints a line of JSON for each case; "mails" are the items.
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "options.hpp"
#include "postino/client.hpp"
#include "postino/lmtp.hpp"
#include "postino/mime.hpp"
#include "postino/storage.hpp"
#include "scripted_socket.hpp"

namespace postino::benchmark {
namespace {

constexpr unsigned few = 100;
constexpr unsigned many = 5000;

/// What is said of item `number`: all of one size.
std::string text_of(const char* before, unsigned number, const char* after) {
  return before + std::to_string(10000 + number) + after;
}

/// So many of each, and a message to send them in.
struct Items {
  explicit Items(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      addresses.push_back(text_of("node", i, "@plant.example"));
      names.push_back(text_of("X-Pump-", i, ""));
    }
    for (unsigned i = 0; i < count; ++i) {
      recipients.push_back({.address = addresses[i], .name = "Pump"});
      headers.push_back({.name = names[i], .value = "runs at 14:02"});
      references.push_back(addresses[i]);
    }
  }
  std::vector<std::string> addresses;
  std::vector<std::string> names;
  std::vector<Recipient> recipients;
  std::vector<Header> headers;
  std::vector<View> references;
};

Mail letter() { return {.from = {sender}, .to = recipient, .subject = subject, .text = text}; }

/// Counts the second message of a connection.
void count(const std::string& name, unsigned items, const Mail& mail, const Composer& composer,
           const Lmtp* lmtp_or_none = nullptr) {
  static Storage<Sizes{.recipients = many}> storage;
  SinkOptions options;
  options.lmtp = lmtp_or_none != nullptr;
  ScriptedSocket socket{options};
  PlainTransport wire{socket};
  Client client{wire, storage.memory()};
  const Server server{.host = "192.0.2.25",
                      .port = lmtp_or_none != nullptr ? std::uint16_t{24} : std::uint16_t{0},
                      .security = Security::None,
                      .lmtp = lmtp_or_none,
                      .keep_open = minutes(1)};
  for (int attempt = 0; attempt < 2; ++attempt) {
    CALLGRIND_ZERO_STATS;
    const OtherCount counted;
    if (!client.send(server, mail, composer)) std::exit(EXIT_FAILURE);
    const Report* report = nullptr;
    while ((report = client.take_report()) == nullptr) {
      if (!Millis{}.reached(client.poll_at())) {
        const OtherCount not_counted;
        socket.pass_round_trip();
      }
      client.poll({});
    }
    if (report->outcome != Outcome::Accepted) std::exit(EXIT_FAILURE);
  }
  const std::string label = name + std::to_string(items);
  CALLGRIND_DUMP_STATS_AT(label.c_str());
  std::cout << "{\"case\": \"" << label << "\", \"octets\": 1, \"mails\": " << items << "}"
            << std::endl;
}

void count_all(unsigned number) {
  const Items items{number};
  Mail mail = letter();
  mail.headers = items.headers;
  count("own header, of ", number, mail, text_mail);
  count("own header beside parts, of ", number, mail, MimeComposer{MimeContent{}});
  mail = letter();
  count("reference, of ", number, mail, MimeComposer{MimeContent{.references = items.references}});
  mail.to = items.recipients;
  count("recipient, of ", number, mail, text_mail);
  count("recipient beside parts, of ", number, mail, MimeComposer{MimeContent{}});
  count("recipient over LMTP, of ", number, mail, text_mail, &lmtp);
}

}  // namespace
}  // namespace postino::benchmark

int main() {
  postino::benchmark::count_all(postino::benchmark::few);
  postino::benchmark::count_all(postino::benchmark::many);
}
