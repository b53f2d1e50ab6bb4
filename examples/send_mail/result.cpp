// SPDX-License-Identifier: MIT
#include "result.hpp"

#include <algorithm>

namespace postino::demo {
namespace {

bool breaks_protocol(Fault fault) {
  return fault >= Fault::MalformedReply && fault <= Fault::BadChallenge;
}

bool any(const Result& result, Outcome outcome) {
  return std::any_of(result.recipients.begin(), result.recipients.end(),
                     [outcome](const RecipientReport& one) { return one.outcome == outcome; });
}

}  // namespace

Exit Result::exit() const {
  const bool bad_login = error.fault == Fault::AuthRefused && outcome == Outcome::Rejected;
  if (outcome == Outcome::Unsafe || bad_login || error.fault == Fault::CredentialsInClear) {
    return Exit::Security;
  }
  if (outcome == Outcome::Refused) return Exit::Refused;
  if (outcome == Outcome::Unknown || breaks_protocol(error.fault)) return Exit::Protocol;
  if (error.fault == Fault::HostNotFound) return Exit::NoHost;
  if (error.fault == Fault::SourceFailed) return Exit::NoInput;
  if (outcome == Outcome::Rejected || any(*this, Outcome::Rejected)) return Exit::Rejected;
  if (outcome == Outcome::Deferred || any(*this, Outcome::Deferred)) return Exit::Deferred;
  return Exit::Accepted;
}

std::string to_text(const EnhancedStatusCode& code) {
  if (code == EnhancedStatusCode{}) return {};
  return std::to_string(code.status_class) + "." + std::to_string(code.subject) + "." +
         std::to_string(code.detail);
}

}  // namespace postino::demo
