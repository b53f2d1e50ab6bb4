// SPDX-License-Identifier: MIT
// Postino alone, without a kernel and without a clock: to be run by callgrind, which is told what
// to count and under which name. Prints a line of JSON for each case: mails, round trips to the
// report, and octets on the wire.
#include <array>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#include "modes.hpp"
#include "options.hpp"
#include "postino/client.hpp"
#include "postino/mime.hpp"
#include "postino/source.hpp"
#include "postino/storage.hpp"
#include "scripted_socket.hpp"

namespace postino::benchmark {
namespace {

constexpr std::size_t large_octets = 1 << 20;
constexpr std::size_t picture_octets = 100 * 1024;

/// Octets in memory that pretend to come from elsewhere.
class PulledSource final : public Source {
 public:
  explicit PulledSource(std::string_view octets) : octets_{octets} {}
  Transfer pull(std::span<char> into) override {
    const OtherCount not_counted;
    const std::size_t count = octets_.copy(into.data(), into.size(), offset_);
    offset_ += count;
    return count != 0 ? Transfer::octets(count) : Transfer::end();
  }
  bool rewind() override { return (offset_ = 0, true); }
  [[nodiscard]] std::uint32_t size() const override {
    return static_cast<std::uint32_t>(octets_.size());
  }

 private:
  std::string_view octets_;
  std::size_t offset_ = 0;
};

/// A head, and lines of 76 letters as base64 has them, each behind `begin`.
std::string lines(std::string_view begin, std::string_view end) {
  std::string octets = small_message().substr(0, small_message().find("\r\n\r\n") + 4);
  unsigned state = 1;
  while (octets.size() < large_octets) {
    octets += begin;
    for (std::size_t column = begin.size(); column < 76; ++column) {
      state = state * 1103515245U + 12345U;
      octets += static_cast<char>('A' + (state >> 16) % 26);
    }
    octets += end;
  }
  return octets;
}

/// What a compressed picture looks like to a mail client.
std::string picture() {
  std::string octets;
  unsigned state = 1;
  while (octets.size() < picture_octets) {
    state = state * 1103515245U + 12345U;
    octets += static_cast<char>(state >> 16);
  }
  return octets;
}

/// A client and all that it needs, its server's offer beside PIPELINING, SIZE and 8BITMIME as
/// `modes` has it.
class Bench {
 public:
  explicit Bench(const std::string& modes = {}) : modes_{modes} {
    if (modes.find("chunking") != std::string::npos || modes.find("eager") != std::string::npos) {
      options_.offer.emplace_back("CHUNKING");
    }
    if (modes.find("binary") != std::string::npos) options_.offer.emplace_back("BINARYMIME");
  }

  void send(const Mail& mail, const Composer& composer = text_mail) {
    const OtherCount counted;
    if (!client_.send(server_, mail, composer)) std::exit(EXIT_FAILURE);
    const Report* report = nullptr;
    while ((report = client_.take_report()) == nullptr) turn();
    if (report->outcome == Outcome::Accepted) return;
    std::cerr << name(report->error.fault) << '\n';
    std::exit(EXIT_FAILURE);
  }

  void send(RepeatedMail queue) {
    const OtherCount counted;
    if (!client_.send(server_, queue)) std::exit(EXIT_FAILURE);
    while (!client_.idle()) turn();
    if (!queue.all_accepted()) std::exit(EXIT_FAILURE);
  }

  void quit() {
    const OtherCount counted;
    client_.quit();
    while (client_.connected()) turn();
  }

  /// Forgets what was counted so far.
  void begin() {
    CALLGRIND_ZERO_STATS;
    round_trips_ = socket_.round_trips();
    octets_ = socket_.octets();
  }

  /// What was counted since begin(): for so many octets of a message, or for so many mails.
  void end(const char* name, std::size_t octets = 1, unsigned mails = 1) {
    CALLGRIND_DUMP_STATS_AT(name);
    std::cout << "{\"case\": \"" << name << "\", \"octets\": " << octets << ", \"mails\": " << mails
              << ", \"round trips\": " << socket_.round_trips() - round_trips_
              << ", \"wire\": " << socket_.octets() - octets_ << "}" << std::endl;
  }

 private:
  void turn() {
    if (!now_.reached(client_.poll_at())) {
      const OtherCount not_counted;
      socket_.pass_round_trip();
    }
    client_.poll(now_);
  }

  Modes modes_;
  SinkOptions options_;
  Server server_{.host = "192.0.2.25",
                 .security = Security::None,
                 .pipelining = modes_.pipelining(),
                 .extensions = modes_.extensions(),
                 .keep_open = minutes(1)};
  ScriptedSocket socket_{options_};
  PlainTransport wire_{socket_};
  Storage<> storage_;
  Client client_{wire_, storage_.memory()};
  Millis now_{};
  unsigned round_trips_ = 0;
  std::uint64_t octets_ = 0;
};

constexpr Recipient named_recipient[] = {{recipient, "Operators"}};

Mail envelope() { return {.from = {sender}, .to = recipient}; }

Mail small_mail() {
  Mail mail = envelope();
  mail.subject = subject;
  mail.text = text;
  return mail;
}

/// As an alarm should be: with a date, an id, and the names of who sends it and who gets it.
Mail named_mail() {
  Mail mail = small_mail();
  mail.from.name = "Pump station 7";
  mail.to = named_recipient;
  mail.date.unix_seconds = 1'753'434'123;
  mail.message_id = {.seed = 0x9e3779b97f4a7c15, .domain = "plant.example"};
  return mail;
}

void count_named_mail() {
  const Mail mail = named_mail();
  Bench open;
  open.send(mail);
  open.begin();
  open.send(mail);
  open.end("small message with Date, Message-ID and names, open connection");
}

void count_small_mails() {
  const Mail mail = small_mail();
  Bench open;
  open.send(mail);
  open.begin();
  open.send(mail);
  open.end("small message, open connection");
  Bench fresh;
  fresh.send(mail);
  fresh.quit();
  fresh.begin();
  fresh.send(mail);
  fresh.end("small message, new connection, to its report");
  fresh.quit();
  fresh.begin();
  fresh.send(mail);
  fresh.quit();
  fresh.end("small message, new connection, with QUIT");
}

void count_queue(const char* name, const char* modes) {
  constexpr unsigned mails = 100;
  const Mail mail = small_mail();
  Bench bench{modes};
  bench.send(mail);
  bench.begin();
  bench.send(RepeatedMail{mail, text_mail, mails});
  bench.end(name, 1, mails);
}

void count_first_mail(const char* name, const char* modes) {
  const Mail mail = small_mail();
  Bench bench{modes};
  bench.send(mail);
  bench.quit();
  bench.begin();
  bench.send(mail);
  bench.end(name);
}

/// As the second mail of a connection.
void count_large_mail(const char* name, const Text& text, std::size_t octets) {
  Bench bench;
  bench.send(small_mail());
  Mail mail = envelope();
  mail.text = text;
  bench.begin();
  bench.send(mail, raw_mail);
  bench.end(name, octets);
}

void count_large_mails() {
  struct {
    const char *from_memory, *from_source;
    std::string octets;
  } const kinds[] = {
      {"raw message, CRLF, memory", "raw message, CRLF, source", lines("", "\r\n")},
      {"raw message, LF, memory", "raw message, LF, source", lines("", "\n")},
      {"raw message, dots, memory", "raw message, dots, source", lines(".", "\r\n")},
  };
  for (const auto& kind : kinds) {
    count_large_mail(kind.from_memory, std::string_view{kind.octets}, kind.octets.size());
    PulledSource source{kind.octets};
    count_large_mail(kind.from_source, source, kind.octets.size());
  }
}

void count_attachment(const char* name, const Content& content, const char* modes) {
  const Attachment attachments[] = {
      {.name = "pump3.jpg", .type = "image/jpeg", .content = content}};
  const MimeComposer composer{MimeContent{.attachments = attachments}};
  Bench bench{modes};
  Mail mail = small_mail();
  bench.send(mail);
  // A Source goes unencoded between boundaries that nobody can foresee.
  const bool binary = std::string_view{modes}.find("binary") != std::string_view::npos;
  if (binary) mail.message_id.seed = 0x9e3779b97f4a7c15;
  bench.begin();
  bench.send(mail, composer);
  bench.end(name, picture_octets);
}

void count_attachments() {
  const std::string octets = picture();
  const std::string_view memory{octets};
  count_attachment("picture, DATA, base64, memory", memory, "");
  count_attachment("picture, BDAT, base64, memory", memory, "chunking");
  count_attachment("picture, BDAT, binary, memory", memory, "chunking,binary");
  PulledSource source{octets};
  count_attachment("picture, DATA, base64, source", source, "");
  count_attachment("picture, BDAT, binary, source", source, "chunking,binary");
}

}  // namespace
}  // namespace postino::benchmark

int main() {
  using namespace postino::benchmark;
  count_small_mails();
  count_named_mail();
  count_queue("small message of a queue", "");
  count_queue("small message of a queue, across messages", "across");
  count_queue("small message of a queue, across messages, eager BDAT", "across,eager");
  count_first_mail("small message, new connection, eager BDAT, to its report", "eager");
  count_large_mails();
  count_attachments();
}
