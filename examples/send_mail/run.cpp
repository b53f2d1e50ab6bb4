// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <deque>
#include <optional>

#include "asked.hpp"
#include "mail_sender.hpp"
#include "mechanisms.hpp"
#include "progress.hpp"
#include "stop.hpp"

namespace postino::demo {
namespace {

void keep(Result& result, const Report& report) {
  result.outcome = report.outcome;
  result.error = report.error;
  result.protection = report.protection;
  result.text = report.text;
  result.mechanism = report.mechanism;
  result.recipients.assign(report.recipients.begin(), report.recipients.end());
}

/// The same mail again and again, each with a Message-ID of its own, until one is not accepted.
/// Those that run ahead of its reply (RFC 2920 3.1) can't be taken back: the server may have them
/// already.
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
  MailSender sender{options, files, result.addresses.size()};
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
