// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <optional>

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
  result.recipients.assign(report.recipients.begin(), report.recipients.end());
}

}  // namespace

Result run(const Options& options, const Letter& letter, Body& body, const Credentials& credentials,
           const TlsFiles& files) {
  Result result{.text = {}, .addresses = letter.recipients(), .recipients = {}};
  MailSender sender{options, files, result.addresses.size()};
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
