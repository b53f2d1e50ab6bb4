// SPDX-License-Identifier: MIT
// RFC 3207, RFC 8314 3.3, and what is offered with and without TLS.
#include "smtp_session.hpp"
#include "smtp_text.hpp"

namespace postino::demo {
namespace {

bool can_be_had(const std::string& mechanism, const TlsFacts& tls) {
  if (mechanism.ends_with("-PLUS")) return !tls.exporter.empty();
  return mechanism != "EXTERNAL" || !tls.client.empty();
}

/// The line without the mechanisms that are impossible on this connection.
std::string possible(const std::string& line, const TlsFacts& tls) {
  std::string result;
  for (const std::string& word : words(line)) {
    if (can_be_had(word, tls)) result += (result.empty() ? "" : " ") + word;
  }
  return result;
}

}  // namespace

std::vector<std::string> offered(const ServerOptions& options, const TlsFacts& tls) {
  const bool protectable = options.tls != nullptr && tls.version.empty();
  std::vector<std::string> lines;
  if (protectable && !options.tls_at_once) lines.emplace_back("STARTTLS");
  for (const std::string& line : options.capabilities) {
    if (words(line).front() != "AUTH") {
      lines.push_back(line);
    } else if (!protectable || options.clear_text_login) {
      lines.push_back(possible(line, tls));
    }
  }
  return lines;
}

const TlsFacts& SmtpSession::facts() const {
  static const TlsFacts none{};
  return tls_ ? tls_->facts() : none;
}

std::string SmtpSession::starttls(std::string_view rest) {
  if (!rest.empty()) return reply("501", "5.5.4", "STARTTLS stands alone");
  if (options_.tls == nullptr) return reply("502", "5.5.1", "No TLS");
  if (tls_) return reply("503", "5.5.1", "TLS already");
  if (say(reply("220", "2.0.0", "Go ahead"))) protect();
  return {};
}

void SmtpSession::protect() {
  tls_ = options_.tls->accept(*channel_);
  if (!tls_) {
    over_ = true;
    return;
  }
  channel_ = tls_.get();
  lines_ = LineReader{*channel_};
  // RFC 3207 4.2: whatever was said before is forgotten.
  in_mail_ = false;
  mail_ = {};
}

}  // namespace postino::demo
