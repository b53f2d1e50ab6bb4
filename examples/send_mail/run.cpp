// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <optional>

#include "mechanisms.hpp"
#include "postino/posix_port.hpp"
#include "progress.hpp"
#include "stop.hpp"
#include "tls.hpp"

namespace postino::demo {
namespace {

constexpr std::size_t reply_text_octets = 512;
/// A signal that comes just before a sleep is seen after it.
constexpr Millis longest_sleep{250};

class StandardErrorTrace final : public TraceSink {
 public:
  void line(Direction direction, std::string_view text) override {
    std::cerr << (direction == Direction::Sent ? "> " : "< ") << text << '\n';
  }
};

/// A client with memory of the size that the options want.
class Sender {
 public:
  Sender(const Options& options, const TlsFiles& files, std::size_t recipients)
      : blocks_(options.packets * PacketPool::block_bytes(options.packet_bytes)),
        pool_{blocks_, options.packet_bytes},
        recipients_(recipients),
        tls_{port_, options, files},
        client_{options.trace ? static_cast<Transport&>(traced_) : tls_.transport(),
                Memory{pool_, recipients_, reply_text_}} {}

  [[nodiscard]] Report send(const Server& server, const Mail& mail, const Composer& composer) {
    client_.send(server, mail, composer);
    while (true) {
      if (stopped()) client_.abort();
      client_.poll(port_.now());
      if (const Report* const report = client_.take_report()) return *report;
      sleep();
    }
  }

  void quit() {
    client_.quit();
    client_.poll(port_.now());
    while (client_.connected() && !stopped()) {
      sleep();
      client_.poll(port_.now());
    }
  }

  [[nodiscard]] Tls& tls() { return tls_; }

 private:
  void sleep() {
    const Millis soon = port_.now() + longest_sleep;
    const Millis next = client_.poll_at();
    port_.wait(soon.reached(next) ? next : soon);
  }

  std::vector<std::byte> blocks_;
  PacketPool pool_;
  std::vector<RecipientReport> recipients_;
  std::vector<char> reply_text_ = std::vector<char>(reply_text_octets);
  PosixPort port_;
  Tls tls_;
  StandardErrorTrace sink_;
  TracingTransport traced_{tls_.transport(), sink_};
  Scoped<Client> client_;
};

Server make_server(const Options& options, const Credentials& credentials,
                   std::span<const Mechanism* const> mechanisms) {
  Server server{.host = options.host,
                .port = options.port,
                .security = options.security,
                .ehlo_name = options.helo,
                .timeouts = options.timeouts};
  if (!options.logs_in()) return server;
  server.login = Login{.user = options.user,
                       .password = credentials.password,
                       .token = credentials.token,
                       .mechanisms = mechanisms,
                       .allow_clear_text = options.clear_text_named};
  return server;
}

void keep(Result& result, const Report& report) {
  result.outcome = report.outcome;
  result.error = report.error;
  result.protection = report.protection;
  result.text = report.text;
  result.recipients.assign(report.recipients.begin(), report.recipients.end());
}

}  // namespace

Result run(const Options& options, const Letter& letter, Body& body, const Credentials& credentials,
           const TlsFiles& files) {
  Result result{.text = {}, .addresses = letter.recipients(), .recipients = {}};
  Sender sender{options, files, result.addresses.size()};
  Mechanisms mechanisms{sender.tls().random(), sender.tls().transport()};
  const auto allowed = mechanisms.allowed(options.auth, credentials);
  const Server server = make_server(options, credentials, allowed);
  std::optional<ProgressSource> source;
  if (body.source() != nullptr) source.emplace(*body.source());
  const Text text = source ? Text{*source} : Text{body.text()};
  Exit exit = Exit::Accepted;
  while (result.mails < options.count && !stopped()) {
    const Mail mail = letter.mail(text);
    const Report report = sender.send(server, mail, letter.composer());
    ++result.mails;
    if (report.outcome == Outcome::Accepted) ++result.accepted;
    if (exit == Exit::Accepted) keep(result, report);
    exit = result.exit();
    if (report.outcome != Outcome::Accepted) break;
  }
  result.resumed = sender.tls().transport().resumed();
  sender.quit();
  result.session = sender.tls().session();
  return result;
}

}  // namespace postino::demo
