// SPDX-License-Identifier: MIT
#include "support/sent.hpp"

namespace postino::test {
namespace {

bool is_about_a_code(Fault fault) {
  return fault == Fault::NegativeReply || fault == Fault::ServiceClosing ||
         fault == Fault::LoginRejected || fault == Fault::AllRecipients ||
         fault == Fault::UnexpectedReply || fault == Fault::TlsOrLoginRequired;
}

std::string in_words(Outcome outcome) { return std::string{name(outcome)}; }

}  // namespace

Sent::Sent(const Report& report, Millis time)
    : reported{true},
      outcome{report.outcome},
      error{report.error},
      attempts{report.attempts},
      text{report.text},
      mechanism{report.mechanism},
      each{report.recipients.begin(), report.recipients.end()},
      took{time} {}

std::string Sent::what() const {
  if (!reported) return "no report";
  std::string words = in_words(outcome);
  if (outcome == Outcome::Accepted && error.fault == Fault::None) return words;
  words.append(": ").append(name(error.fault));
  if (outcome == Outcome::InvalidArgument) {
    words.append(" in ").append(name(error.field));
    if (error.index != 0) words.append(" ").append(std::to_string(error.index));
  }
  if (is_about_a_code(error.fault)) words.append(" ").append(std::to_string(error.code));
  return words;
}

std::string Sent::what_and_where() const { return what().append(" in ").append(name(error.phase)); }

std::string Sent::recipients() const {
  std::string words;
  for (const RecipientReport& one : each) {
    if (!words.empty()) words += ", ";
    words.append(in_words(one.outcome)).append(" ").append(std::to_string(one.code));
  }
  return words;
}

std::string Sent::enhanced() const {
  const EnhancedStatusCode& e = error.enhanced;
  if (e == EnhancedStatusCode{}) return {};
  return std::to_string(e.status_class) + "." + std::to_string(e.subject) + "." +
         std::to_string(e.detail);
}

}  // namespace postino::test
