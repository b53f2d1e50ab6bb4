// SPDX-License-Identifier: MIT
#include "exit.hpp"

#include <algorithm>

namespace postino::demo {
namespace {

bool breaks_protocol(Fault fault) {
  return fault >= Fault::MalformedReply && fault <= Fault::BadChallenge;
}

bool any(std::span<const RecipientReport> recipients, Outcome outcome) {
  return std::any_of(recipients.begin(), recipients.end(),
                     [outcome](const RecipientReport& one) { return one.outcome == outcome; });
}

}  // namespace

Exit exit_of(Outcome outcome, const Error& error, std::span<const RecipientReport> recipients) {
  const bool bad_login = error.fault == Fault::LoginRejected && outcome == Outcome::Rejected;
  if (outcome == Outcome::Unsafe || bad_login || error.fault == Fault::CredentialsInClear) {
    return Exit::Security;
  }
  if (outcome == Outcome::InvalidArgument) return Exit::InvalidArgument;
  if (outcome == Outcome::Unknown || breaks_protocol(error.fault)) return Exit::Protocol;
  if (error.fault == Fault::HostNotFound) return Exit::NoHost;
  if (error.fault == Fault::SourceFailed) return Exit::NoInput;
  if (outcome == Outcome::Rejected || any(recipients, Outcome::Rejected)) return Exit::Rejected;
  if (outcome == Outcome::Deferred || any(recipients, Outcome::Deferred)) return Exit::Deferred;
  return Exit::Accepted;
}

}  // namespace postino::demo
