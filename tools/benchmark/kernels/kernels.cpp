// SPDX-License-Identifier: MIT
// The work that is counted: each piece twice, small and large, so that what both have in common
// cancels out. kernels.py runs it under callgrind.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "canned_socket.hpp"
#include "contents.hpp"
#include "counted.hpp"
#include "postino/postino.hpp"

namespace {

using namespace postino;

constexpr ContentRules offered{.eight_bit = true, .size = true};
constexpr ContentRules seven_bit{.size = true};
constexpr std::size_t packet_octets = 1460;
constexpr std::size_t few = 128 * 1024;
constexpr std::size_t many = 640 * 1024;

const Mail letter{.from = {"node7@plant.example", "Node 7"},
                  .to = "ops@plant.example",
                  .subject = "Pump 3 stopped",
                  .date = {1'793'635'445, 60},
                  .message_id = {4711},
                  .text = test::prose};

/// What a client does with a composer; octets on the wire.
std::size_t compose(const Composer& composer, const Mail& mail, ContentRules rules) {
  Composition composition{};
  composition.mail = &mail;
  composition.rules = rules;
  if (!composer.begin(composition).ready) std::abort();
  char packet[packet_octets];
  std::size_t total = 0;
  std::size_t filled = 0;
  while (true) {
    if (sizeof packet - filled < 16) filled = 0;
    const Transfer pulled = composer.pull(composition, {packet + filled, sizeof packet - filled});
    if (pulled == Transfer::end()) return total;
    if (pulled.count() == 0) std::abort();
    filled += pulled.count();
    total += pulled.count();
  }
}

/// Counts `composer` with a text of `size` octets, which `make` turns into a mail's.
template <class Make>
void count_text(const char* name, const Composer& composer, ContentRules rules, Make make) {
  for (const std::size_t size : {few, many}) {
    const std::string text = make(size);
    Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = text};
    std::size_t wire = 0;
    test::counted(std::string{name} + ", view", size,
                  [&] { wire = compose(composer, mail, rules); });
    std::printf("%s, view/%zu %zu\n", name, size, wire);
    test::PulledText source{text};
    mail.text = source;
    test::counted(std::string{name} + ", source", size,
                  [&] { wire = compose(composer, mail, rules); });
    std::printf("%s, source/%zu %zu\n", name, size, wire);
  }
}

void count_raw(const char* name, std::string_view line, ContentRules rules = offered) {
  count_text(name, raw_mail, rules, [line](std::size_t size) { return test::lines(line, size); });
}

void count_attachment(const char* name, ContentRules rules) {
  for (const std::size_t size : {few, many}) {
    const std::string octets = test::noise(size);
    test::PulledText source{octets};
    for (const bool pulled : {false, true}) {
      const Attachment files[] = {{.content = pulled ? Content{source} : Content{octets}}};
      const MimeComposer composer{MimeContent{.attachments = files}};
      const std::string label = std::string{name} + (pulled ? ", source" : ", view");
      std::size_t wire = 0;
      test::counted(label, size, [&] { wire = compose(composer, letter, rules); });
      std::printf("%s/%zu %zu\n", label.c_str(), size, wire);
    }
  }
}

/// `count` mails composed, and nothing else.
void count_composed(const char* name, const Composer& composer) {
  for (const std::size_t count : {10U, 110U}) {
    test::counted(name, count, [&] {
      for (std::size_t i = 0; i < count; ++i) {
        if (composer.check(letter).fault != Fault::None) std::abort();
        compose(composer, letter, offered);
      }
    });
    std::printf("%s/%zu 0\n", name, count);
  }
}

/// `count` mails sent over one connection, from send() to the report.
void count_sent(const char* name, const Composer& composer, const Mail& mail) {
  for (const std::size_t count : {10U, 110U}) {
    test::CannedSocket socket;
    PlainTransport wire{socket};
    Storage<> storage;
    Client client{wire, storage.memory()};
    const Server server{
        .host = "mail.example", .security = Security::None, .ehlo_name = "node7.plant.example"};
    test::counted(name, count, [&] {
      for (std::size_t i = 0; i < count; ++i) {
        if (!client.send(server, mail, composer)) std::abort();
        const Report* report = nullptr;
        while (report == nullptr) {
          client.poll({});
          report = client.take_report();
        }
        if (report->outcome != Outcome::Accepted) std::abort();
      }
    });
    std::printf("%s/%zu 0\n", name, count);
  }
}

}  // namespace

int main() {
  count_raw("raw, CRLF", test::digits_crlf);
  count_raw("raw, LF", test::digits_lf);
  count_raw("raw, CRLF, no 8BITMIME", test::digits_crlf, seven_bit);
  count_raw("raw, dots", test::dots_crlf);
  count_raw("raw, prose", test::prose);
  count_raw("raw, UTF-8", test::umlauts);
  const auto prose = [](std::size_t size) { return test::lines(test::prose, size); };
  count_text("text", text_mail, offered, prose);
  const auto umlauts = [](std::size_t size) { return test::lines(test::umlauts, size); };
  count_text("quoted-printable", text_mail, seven_bit, umlauts);
  count_attachment("base64", offered);
  count_composed("text mail, composed", text_mail);
  count_composed("MIME mail, composed", MimeComposer{MimeContent{}});
  count_sent("text mail, sent", text_mail, letter);
  const Mail raw{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = test::prose};
  count_sent("raw mail, sent", raw_mail, raw);
}
