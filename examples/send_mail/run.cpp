// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iostream>
#include <optional>

#include "asked.hpp"
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

  void send(const Server& server, MailQueue& queue) {
    client_.send(server, queue);
    while (!client_.idle()) {
      if (stopped()) client_.abort();
      client_.poll(port_.now());
      if (!client_.idle()) sleep();
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
                   std::span<const Mechanism* const> mechanisms, const Asked& asked) {
  Server server{.host = options.host,
                .port = options.port,
                .security = options.security,
                .ehlo_name = options.helo,
                .pipelining = options.extensions.pipelining,
                .extensions = &asked.extensions(),
                .lmtp = options.extensions.lmtp ? &lmtp : nullptr,
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

/// The same mail again and again, each with a Message-ID of its own, until one is not accepted.
class Repeated final : public MailQueue {
 public:
  Repeated(const Options& options, const Letter& letter, const Text& text, const Asked& asked,
           Result& result)
      : options_{options}, letter_{letter}, text_{text}, asked_{asked}, result_{result} {}

  [[nodiscard]] QueuedMail at(std::uint16_t place) override {
    while (mails_.size() <= place) {
      if (over_ || stopped() || result_.mails + mails_.size() >= options_.count) return {};
      mails_.push_back(letter_.mail(text_));
      mails_.back().parameters = asked_.parameters();
    }
    return {&mails_[place], &letter_.composer()};
  }

  void ended(const Report& report) override {
    mails_.pop_front();
    ++result_.mails;
    if (report.outcome == Outcome::Accepted) ++result_.accepted;
    if (result_.mails == 1 || result_.exit() == Exit::Accepted) keep(result_, report);
    over_ = over_ || report.outcome != Outcome::Accepted;
  }

 private:
  const Options& options_;
  const Letter& letter_;
  const Text& text_;
  const Asked& asked_;
  Result& result_;
  std::deque<Mail> mails_;
  bool over_ = false;
};

}  // namespace

Result run(const Options& options, const Letter& letter, Body& body, const Credentials& credentials,
           const TlsFiles& files) {
  Result result{.text = {}, .addresses = letter.recipients(), .recipients = {}};
  Sender sender{options, files, result.addresses.size()};
  Mechanisms mechanisms{sender.tls().random(), sender.tls().transport()};
  const auto allowed = mechanisms.allowed(options.auth, credentials);
  const Asked asked{options.extensions, sender.tls().transport()};
  const Server server = make_server(options, credentials, allowed, asked);
  std::optional<ProgressSource> source;
  if (body.source() != nullptr) source.emplace(*body.source());
  const Text text = source ? Text{*source} : Text{body.text()};
  Repeated mails{options, letter, text, asked, result};
  sender.send(server, mails);
  result.resumed = sender.tls().transport().resumed();
  sender.quit();
  result.session = sender.tls().session();
  return result;
}

}  // namespace postino::demo
