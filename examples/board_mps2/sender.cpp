// SPDX-License-Identifier: MIT
#include "sender.hpp"

#include "board/clock.hpp"
#include "board/print.hpp"
#include "client.hpp"
#include "network/ethernet.hpp"

namespace board {
namespace {

using postino::demo::Exit;

constexpr std::uint32_t pause_before_retry = 1000;  // milliseconds

constexpr std::string_view text =
    "Dry run at 14:02.\r\n"
    ".A line that begins with a dot\r\n"
    ".\r\n"
    "Pump 3\r\n";

postino::Timeouts timeouts(std::uint32_t seconds) {
  if (seconds == 0) return {};
  const postino::Millis each = postino::seconds(seconds);
  return {.connect = each,
          .greeting = each,
          .command = each,
          .handshake = each,
          .auth = each,
          .data = each,
          .block = each,
          .end_of_data = each,
          .quit = each,
          .packet_wait = each};
}

postino::Server server_of(const Settings& settings) {
  postino::Server server{.host = settings.server,
                         .port = settings.port,
                         .security = settings.security,
                         .keep_open = postino::minutes(1),
                         .timeouts = timeouts(settings.timeout)};
  if (settings.user.empty()) return server;
  server.login = postino::Login{.user = settings.user,
                                .password = settings.password,
                                .mechanisms = postino::sasl::passwords,
                                .allow_clear_text = true};
  return server;
}

postino::Mail mail_of(const Settings& settings, LogSource& log) {
  postino::Mail mail{.from = {.address = "node7@plant.example"},
                     .to = postino::Recipient{.address = settings.to, .name = "Leitwarte Süd"}};
  if (settings.content == Content::Log) {
    mail.text = postino::Text{log};
    return mail;
  }
  mail.from.name = "Pump 3";
  mail.subject = "Pump 3 stopped";
  // A product has its serial number here, and keeps the count of its mails in flash.
  mail.message_id.device = "board_mps2 0001";
  mail.text = postino::Text{text};
  return mail;
}

void print_report(std::uint32_t number, std::uint32_t attempt, const postino::Report& report) {
  print("mail ", number, " try ", attempt, ' ', name(report.outcome), ' ', name(report.error.fault),
        ' ', name(report.error.phase), ' ', report.error.code);
}

}  // namespace

Sender::Sender(const Settings& settings, postino::Client& client)
    : settings_{settings},
      client_{client},
      log_{settings.octets},
      server_{server_of(settings)},
      mail_{mail_of(settings, log_)},
      files_{postino::Attachment{.name = "pump3.log", .content = log_}},
      with_files_{postino::MimeContent{.attachments = files_}} {}

Exit Sender::run() {
  Exit status = Exit::Accepted;
  for (std::uint32_t number = 1; number <= settings_.mails && status == Exit::Accepted; ++number) {
    status = send(number);
    if (settings_.reconnect) quit();
  }
  quit();
  return status;
}

/// A mail that is Deferred is tried again, as often as the settings say.
Exit Sender::send(std::uint32_t number) {
  if (settings_.content != Content::Log) mail_.message_id.seed = number;
  for (std::uint32_t attempt = 1;; ++attempt) {
    const postino::Report& report = try_once();
    print_report(number, attempt, report);
    if (report.outcome != postino::Outcome::Deferred || attempt >= settings_.tries) {
      return postino::demo::exit_of(report);
    }
    const std::uint32_t again = milliseconds() + pause_before_retry;
    while (static_cast<std::int32_t>(again - milliseconds()) > 0) step();
  }
}

const postino::Report& Sender::try_once() {
  static_cast<void>(client_.send(server_, mail_, composer()));
  for (;;) {
    step();
    if (const postino::Report* const report = client_.take_report()) return *report;
  }
}

const postino::Composer& Sender::composer() const {
  if (settings_.content == Content::Log) return postino::raw_mail;
  if (settings_.content == Content::Attachment) return with_files_;
  return postino::text_mail;
}

void Sender::quit() {
  client_.quit();
  while (client_.connected()) step();
}

/// One turn of the super-loop.
void Sender::step() {
  poll_network();
  poll_client({milliseconds()});
  cut_wire_when_due();
  idle(client_.poll_at().value);
}

void Sender::cut_wire_when_due() {
  if (cut_ || settings_.cut_for == 0 || log_.pulled() < settings_.cut_at) return;
  cut_ = true;
  cut_wire(settings_.cut_for);
}

}  // namespace board
