// SPDX-License-Identifier: MIT
#include "smtp_session.hpp"

#include <iterator>

#include "smtp_text.hpp"

namespace postino::demo {
namespace {

constexpr std::size_t max_command_size = 4096;
/// RFC 4954 section 4: an AUTH command with its initial response is an ordinary command line.
constexpr std::size_t max_auth_size = 510;

}  // namespace

struct SmtpSession::Command {
  std::string_view verb;
  std::string (SmtpSession::*answer)(std::string_view rest);
  bool before_ehlo;
  bool ends_group;  // RFC 2920 3.1
};

void SmtpSession::run() {
  if (options_.tls_at_once) protect();
  const std::string greeting = options_.instead ? options_.instead("") : "";
  if (over_ || !say(greeting.empty() ? "220 localhost ESMTP" : greeting)) return;
  std::string line;
  while (!over_) {
    switch (lines_.next(line, max_command_size)) {
      case LineEnd::Whole:
        deliveries_.command(line);
        if (!say(answer(line))) return;
        break;
      case LineEnd::TooLong:
        if (!say(reply("500", "5.5.6", "The line is too long"))) return;
        break;
      case LineEnd::BareLineEnd:
        say(bare_line_end());
        return;
      case LineEnd::Closed:
        return;
    }
  }
}

std::string SmtpSession::answer(std::string_view line) {
  const std::string instead = options_.instead ? options_.instead(line) : "";
  return instead.empty() ? obey(line) : instead;
}

std::string SmtpSession::obey(std::string_view line) {
  static constexpr Command commands[] = {
      {"EHLO", &SmtpSession::ehlo, true, true},          {"HELO", &SmtpSession::helo, true, true},
      {"STARTTLS", &SmtpSession::starttls, false, true}, {"AUTH", &SmtpSession::auth, false, true},
      {"MAIL", &SmtpSession::mail, false, false},        {"RCPT", &SmtpSession::rcpt, false, false},
      {"DATA", &SmtpSession::data, false, true},         {"BDAT", &SmtpSession::bdat, false, false},
      {"RSET", &SmtpSession::rset, true, false},         {"NOOP", &SmtpSession::noop, true, true},
      {"QUIT", &SmtpSession::quit, true, true}};
  const std::size_t blank = line.find(' ');
  const std::string verb = upper(line.substr(0, blank));
  for (const Command& command : commands) {
    if (command.verb != verb) continue;
    const std::string misplaced = check_place(command, line.size());
    if (!misplaced.empty()) return misplaced;
    const bool alone = blank == std::string_view::npos;
    return (this->*command.answer)(alone ? std::string_view{} : line.substr(blank + 1));
  }
  return reply("500", "5.5.2", "No such command");
}

std::string SmtpSession::check_place(const Command& command, std::size_t length) {
  const bool pipelining = offers("PIPELINING") || command.verb == "BDAT";
  if (lines_.more_arrived() && (command.ends_group || !pipelining)) {
    over_ = true;
    return reply("521", "5.5.0", "Octets behind a command that has to wait for its reply");
  }
  if (!command.before_ehlo && mail_.client.empty()) return reply("503", "5.5.1", "EHLO first");
  if (command.verb == "AUTH" && length > max_auth_size) {
    return reply("500", "5.5.6", "The line is too long");
  }
  return {};
}

std::string SmtpSession::greet(std::string_view rest) {
  if (rest.empty() || rest.find(' ') != std::string_view::npos) return "501 Whose domain?";
  rset({});
  mail_.client = rest;
  return {};
}

std::string SmtpSession::ehlo(std::string_view rest) {
  const std::string wrong = greet(rest);
  if (!wrong.empty()) return wrong;
  std::string text = "localhost greets " + mail_.client;
  std::string answer;
  for (const std::string& line : offered(options_, facts())) {
    answer += "250-" + text + "\r\n";
    text = line;
  }
  return answer + "250 " + text;
}

std::string SmtpSession::helo(std::string_view rest) {
  const std::string wrong = greet(rest);
  return wrong.empty() ? "250 localhost" : wrong;
}

std::string SmtpSession::rset(std::string_view) {
  in_mail_ = in_chunks_ = false;
  mail_ = {.client = mail_.client,
           .user = mail_.user,
           .mechanism = mail_.mechanism,
           .tls = facts(),
           .sender = {},
           .recipients = {},
           .content = {}};
  return reply("250", "2.0.0", "Forgotten");
}

std::string SmtpSession::noop(std::string_view) { return reply("250", "2.0.0", "Nothing done"); }

std::string SmtpSession::quit(std::string_view) {
  over_ = true;
  return reply("221", "2.0.0", "Goodbye");
}

std::string SmtpSession::bare_line_end() {
  over_ = true;
  return reply("521", "5.5.2", "A CR or LF that is not part of a CRLF");
}

std::string SmtpSession::reply(std::string_view code, std::string_view enhanced,
                               std::string_view text) const {
  std::string result{code};
  if (!options_.capability("ENHANCEDSTATUSCODES").empty()) (result += ' ') += enhanced;
  return (result += ' ') += text;
}

bool SmtpSession::say(const std::string& reply) {
  // A command that said everything itself has none left.
  if (reply.empty()) return !over_;
  if (reply.substr(0, 3) == "421") over_ = true;
  return channel_->write(reply + "\r\n");
}

}  // namespace postino::demo
