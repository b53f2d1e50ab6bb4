// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <optional>

#include "postino/posix_port.hpp"
#include "progress.hpp"
#include "stop.hpp"

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
  Sender(const Options& options, std::size_t recipients)
      : blocks_(options.packets * PacketPool::block_bytes(options.packet_bytes)),
        pool_{blocks_, options.packet_bytes},
        recipients_(recipients),
        client_{options.trace ? static_cast<Transport&>(traced_) : plain_,
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
  PlainTransport plain_{port_};
  StandardErrorTrace sink_;
  TracingTransport traced_{plain_, sink_};
  Scoped<Client> client_;
};

std::span<const Mechanism* const> mechanisms(Auth auth) {
  const std::span<const Mechanism* const> all = sasl::passwords;
  if (auth == Auth::Plain) return all.first(1);
  return auth == Auth::Login ? all.last(1) : all;
}

Server make_server(const Options& options, const std::string& password) {
  Server server{.host = options.host,
                .port = options.port,
                .security = options.security,
                .ehlo_name = options.helo,
                .timeouts = options.timeouts};
  if (!options.logs_in()) return server;
  server.login = Login{.user = options.user,
                       .password = password,
                       .mechanisms = mechanisms(options.auth),
                       .allow_clear_text = options.clear_text_named};
  return server;
}

void keep(Result& result, const Report& report) {
  result.outcome = report.outcome;
  result.error = report.error;
  result.text = report.text;
  result.recipients.assign(report.recipients.begin(), report.recipients.end());
}

}  // namespace

Result run(const Options& options, const Letter& letter, Body& body, const std::string& password) {
  Result result{.text = {}, .addresses = letter.recipients(), .recipients = {}};
  const Server server = make_server(options, password);
  Sender sender{options, result.addresses.size()};
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
  sender.quit();
  return result;
}

}  // namespace postino::demo
