// SPDX-License-Identifier: MIT
// The envelope and the content: RFC 5321 4.1.1.2 to 4.1.1.4 and 4.5.2, RFC 1870, 6152, 6531.
#include <algorithm>

#include "smtp_session.hpp"
#include "smtp_text.hpp"

namespace postino::demo {
std::uint64_t SmtpSession::size_limit() const {
  const std::vector<std::string> line = words(options_.capability("SIZE"));
  const std::uint64_t limit = line.size() == 2 ? number(line[1]).value_or(0) : 0;
  return limit != 0 ? limit : UINT64_MAX;
}

bool SmtpSession::declared(std::string_view parameter) const {
  for (const std::string& one : mail_.sender.parameters) {
    if (upper(one) == parameter) return true;
  }
  return false;
}

std::string SmtpSession::mail(std::string_view rest) {
  if (in_mail_) return reply("503", "5.5.1", "A mail is under way");
  if (options_.login_required && mail_.user.empty()) return reply("530", "5.7.0", "AUTH first");
  const std::optional<EnvelopeLine> line = read_envelope(rest, "FROM:");
  if (!line) return reply("501", "5.5.4", "MAIL FROM:<path> [parameter ...]");
  std::string wrong = check_parameters(*line);
  if (!wrong.empty()) return wrong;
  mail_.sender = *line;
  wrong = line->path.empty() ? "" : check_path(line->path, declared("SMTPUTF8"));
  if (!wrong.empty()) return wrong;
  in_mail_ = true;
  return reply("250", "2.1.0", "Sender OK");
}

std::string SmtpSession::check_parameters(const EnvelopeLine& line) const {
  std::vector<std::string> seen;
  for (const std::string& parameter : line.parameters) {
    const std::string keyword = upper(parameter.substr(0, parameter.find('=')));
    for (const std::string& before : seen) {
      if (before == keyword) return reply("501", "5.5.4", "The same parameter twice");
    }
    seen.push_back(keyword);
    const std::string_view value =
        std::string_view{parameter}.substr(std::min(keyword.size() + 1, parameter.size()));
    if (offers("DSN") && is_dsn_of_mail(keyword, value)) continue;
    const std::string wrong = check_parameter(upper(parameter));
    if (!wrong.empty()) return wrong;
  }
  return {};
}

std::string SmtpSession::check_parameter(std::string_view parameter) const {
  if (parameter == "SMTPUTF8" && offers("SMTPUTF8")) return {};
  if ((parameter == "BODY=7BIT" || parameter == "BODY=8BITMIME") && offers("8BITMIME")) return {};
  if (parameter == "BODY=BINARYMIME" && offers("BINARYMIME")) return {};
  if (parameter.substr(0, 5) != "SIZE=" || !offers("SIZE")) {
    return reply("555", "5.5.4", "A parameter that is not offered");
  }
  const std::optional<std::uint64_t> size = number(parameter.substr(5));
  if (!size) return reply("501", "5.5.4", "SIZE is a number");
  return *size <= size_limit() ? "" : reply("552", "5.3.4", "The mail is too large");
}

std::string SmtpSession::check_path(const std::string& path, bool utf8) const {
  if (!utf8 && !is_ascii(path)) return reply("553", "5.6.7", "The address needs SMTPUTF8");
  const std::size_t at = path.rfind('@');
  const bool plain = path.find_first_of(" <>") == std::string::npos || path.front() == '"';
  if (at == 0 || at == std::string::npos || at + 1 == path.size() || !plain) {
    return reply("553", "5.1.3", "Not an address");
  }
  return {};
}

std::string SmtpSession::rcpt(std::string_view rest) {
  if (!in_mail_) return reply("503", "5.5.1", "MAIL first");
  const std::optional<EnvelopeLine> line = read_envelope(rest, "TO:");
  if (!line || line->path.empty()) return reply("501", "5.5.4", "RCPT TO:<path>");
  for (const std::string& parameter : line->parameters) {
    const std::size_t equals = std::min(parameter.find('='), parameter.size() - 1);
    const std::string keyword = upper(parameter.substr(0, equals));
    if (!offers("DSN") || !is_dsn_of_rcpt(keyword, parameter.substr(equals + 1))) {
      return reply("555", "5.5.4", "A parameter that is not offered");
    }
  }
  std::string wrong = check_path(line->path, declared("SMTPUTF8"));
  if (!wrong.empty()) return wrong;
  mail_.recipients.push_back(*line);
  return reply("250", "2.1.5", "Recipient OK");
}

std::string SmtpSession::data(std::string_view rest) {
  if (!rest.empty()) return reply("501", "5.5.4", "DATA stands alone");
  if (!in_mail_) return reply("503", "5.5.1", "MAIL first");
  if (in_chunks_ || declared("BODY=BINARYMIME")) return reply("503", "5.5.1", "BDAT, not DATA");
  if (mail_.recipients.empty()) return reply("554", "5.5.1", "No valid recipients");
  if (!say("354 The mail, then a line with nothing but a dot")) return {};
  return read_content();
}

std::string SmtpSession::read_content() {
  std::string line;
  while (true) {
    const LineEnd end = lines_.next(line, size_limit());
    if (end == LineEnd::BareLineEnd) return bare_line_end();
    if (end != LineEnd::Whole) {
      over_ = true;
      return reply("421", "4.3.0", "The mail did not end");
    }
    if (line == ".") break;
    const std::string_view unstuffed = std::string_view{line}.substr(line[0] == '.' ? 1 : 0);
    if (mail_.content.size() <= size_limit()) (mail_.content += unstuffed) += "\r\n";
  }
  return deliver();
}

std::string SmtpSession::deliver() {
  std::string verdict = options_.instead ? options_.instead(".") : "";
  if (verdict.empty()) verdict = judge_content();
  if (verdict.empty()) {
    verdict = reply("250", "2.0.0", "Taken");
    deliveries_.mail(mail_);
  }
  rset({});
  return verdict;
}

std::string SmtpSession::judge_content() const {
  if (mail_.content.size() > size_limit()) return reply("552", "5.3.4", "The mail is too large");
  if (declared("BODY=BINARYMIME")) return {};
  if (has_long_line(mail_.content)) return reply("554", "5.6.0", "A line over 998 octets");
  if (mail_.content.find('\0') != std::string::npos) return reply("554", "5.6.0", "A NUL");
  if (!declared("BODY=8BITMIME") && !is_ascii(mail_.content)) {
    return reply("554", "5.6.1", "8-bit content without BODY=8BITMIME");
  }
  return {};
}

}  // namespace postino::demo
