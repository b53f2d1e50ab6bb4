// SPDX-License-Identifier: MIT
// RFC 4954.
#include "base64_text.hpp"
#include "sasl_exchange.hpp"
#include "smtp_session.hpp"
#include "smtp_text.hpp"

namespace postino::demo {
namespace {

constexpr std::size_t max_response_size = 12286;
constexpr std::string_view not_base64 = "Not the base64 of a response, or cancelled";

}  // namespace

std::string SmtpSession::auth(std::string_view rest) {
  if (!mail_.user.empty() || in_mail_) return reply("503", "5.5.1", "Not now");
  const std::vector<std::string> arguments = words(rest);
  const std::string mechanism = upper(arguments.front());
  if (!offers_mechanism(mechanism) || arguments.size() > 2) {
    return reply("504", "5.5.4", "No such mechanism");
  }
  std::optional<std::string> response;
  if (arguments.size() == 2) {
    // Many real servers take none here, and so do we.
    if (mechanism == "LOGIN") return reply("501", "5.5.4", "LOGIN has no initial response");
    response = arguments[1] == "=" ? std::string{} : from_base64(arguments[1]);
    if (!response) return reply("501", "5.5.2", not_base64);
  }
  return exchange(mechanism, std::move(response));
}

bool SmtpSession::offers_mechanism(std::string_view mechanism) const {
  for (const std::string& line : offered(options_, facts())) {
    const std::vector<std::string> list = words(line);
    if (list.front() != "AUTH") continue;
    for (const std::string& word : list) {
      if (word == mechanism && word != "AUTH") return true;
    }
  }
  return false;
}

std::string SmtpSession::exchange(const std::string& mechanism,
                                  std::optional<std::string> response) {
  const SaslFacts facts{
      .users = options_.users,
      .tls = this->facts(),
      .binds = mechanism.starts_with("SCRAM-") &&
               (offers_mechanism(mechanism + "-PLUS") || mechanism.ends_with("-PLUS"))};
  const std::unique_ptr<SaslExchange> sasl = begin_exchange(mechanism, facts);
  if (!sasl) return reply("504", "5.5.4", "No such mechanism");
  while (true) {
    const SaslStep step = sasl->step(response);
    if (step.step == Step::Malformed) return reply("501", "5.5.2", "Not such a response");
    if (step.step == Step::Refused) return refuse_user();
    if (step.step == Step::Challenge || !step.challenge.empty()) {
      response = ask(step.challenge);
      if (!response) return reply("501", "5.5.2", not_base64);
    }
    if (step.step == Step::Challenge) continue;
    // Last words of the server's are answered with an empty line.
    if (!step.challenge.empty() && !response->empty()) return refuse_user();
    mail_.user = sasl->user();
    mail_.mechanism = mechanism;
    return reply("235", "2.7.0", "Authentication successful");
  }
}

std::optional<std::string> SmtpSession::ask(std::string_view challenge) {
  std::string line;
  if (!say("334 " + to_base64(challenge))) return std::nullopt;
  if (lines_.next(line, max_response_size) != LineEnd::Whole) return std::nullopt;
  return from_base64(line);
}

std::string SmtpSession::refuse_user() const {
  return reply("535", "5.7.8", "Authentication credentials invalid");
}

}  // namespace postino::demo
