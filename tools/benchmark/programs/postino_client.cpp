// SPDX-License-Identifier: MIT
#include "postino_client.hpp"

#include <cstddef>
#include <iostream>
#include <optional>
#include <vector>

#include "modes.hpp"
#include "postino/client.hpp"
#include "postino/mime.hpp"
#include "postino/posix_file_source.hpp"

namespace postino::benchmark {
namespace {

constexpr std::size_t packets = 4;

Server server_of(const Options& options, const Modes& modes, Security security) {
  return {.host = "127.0.0.1",
          .port = options.port,
          .security = security,
          .pipelining = modes.pipelining(),
          .extensions = modes.extensions(),
          .keep_open = minutes(1)};
}

/// The mail that the options ask for, and what it borrows.
class Letter {
 public:
  explicit Letter(const Options& options) : options_{options} {
    if (options.file.empty()) return;
    if (options.stream) source_.emplace(options.file.c_str());
    if (!options.stream) octets_ = read_file(options.file);
    attachments_[0] =
        Attachment{.name = "pump3.jpg", .type = "image/jpeg", .content = octets<Content>()};
    mime_.emplace(MimeContent{.attachments = attachments_});
  }

  [[nodiscard]] Mail mail() {
    Mail mail{.from = {sender}, .to = recipient};
    const bool raw = !options_.file.empty() && !options_.attach;
    if (!raw) mail.subject = subject;
    mail.text = raw ? octets<Text>() : Text{text};
    return mail;
  }
  [[nodiscard]] const Composer& composer() const {
    if (options_.file.empty()) return text_mail;
    return options_.attach ? static_cast<const Composer&>(*mime_) : raw_mail;
  }

 private:
  template <class Octets>
  [[nodiscard]] Octets octets() {
    return source_ ? Octets{*source_} : Octets{std::string_view{octets_}};
  }

  const Options& options_;
  std::string octets_;
  std::optional<FileSource> source_;
  Attachment attachments_[1];
  std::optional<MimeComposer> mime_;
};

class Sender {
 public:
  Sender(PosixPort& port, Transport& transport, std::uint16_t packet_bytes)
      : blocks_(packets * PacketPool::block_bytes(packet_bytes)),
        pool_{blocks_, packet_bytes},
        port_{port},
        client_{transport, Memory{pool_, recipients_, {}}} {}

  /// So many of the mail, one after the other.
  [[nodiscard]] bool send(const Server& server, const Mail& mail, const Composer& composer,
                          unsigned mails) {
    for (; mails > 0; --mails) {
      if (!client_.send(server, mail, composer)) return false;
      const Report* report = nullptr;
      while ((report = client_.take_report()) == nullptr) turn();
      if (!accepted(*report)) return false;
    }
    return true;
  }
  /// At once.
  [[nodiscard]] bool send(const Server& server, RepeatedMail queue) {
    if (!client_.send(server, queue)) return false;
    while (!client_.idle()) turn();
    return queue.all_accepted();
  }

  void quit() {
    client_.quit();
    while (client_.connected()) turn();
  }

 private:
  void turn() {
    if (const Millis now = port_.now(); !now.reached(client_.poll_at()))
      port_.wait(client_.poll_at());
    client_.poll(port_.now());
  }
  [[nodiscard]] static bool accepted(const Report& report) {
    if (report.outcome == Outcome::Accepted) return true;
    std::cerr << name(report.outcome) << ' ' << name(report.error.fault) << ' '
              << name(report.error.phase) << ' ' << report.error.code << '\n';
    return false;
  }

  std::vector<std::byte> blocks_;
  PacketPool pool_;
  RecipientReport recipients_[1];
  PosixPort& port_;
  Client client_;
};

}  // namespace

bool send_mails(const Options& options, PosixPort& port, Transport& transport, Security security) {
  const Modes modes{options.mode};
  const Server server = server_of(options, modes, security);
  Letter letter{options};
  const Mail mail = letter.mail();
  Sender sends{port, transport, options.packet_bytes};
  if (modes.across()) {
    const bool fine = sends.send(server, RepeatedMail{mail, letter.composer(), options.mails});
    return sends.quit(), fine;
  }
  bool fine = true;
  for (unsigned i = 0; fine && i < (options.each ? options.mails : 1); ++i) {
    fine = sends.send(server, mail, letter.composer(), options.each ? 1 : options.mails);
    sends.quit();
  }
  return fine;
}

}  // namespace postino::benchmark
