// SPDX-License-Identifier: MIT
#include "exit.hpp"

#include <algorithm>

namespace postino::demo {
namespace {

bool breaks_protocol(Fault fault) {
  return fault >= Fault::MalformedReply && fault <= Fault::BadChallenge;
}

/// True if the message, or one of its recipients, has this outcome.
bool any(const Report& report, Outcome outcome) {
  return report.outcome == outcome ||
         std::any_of(report.recipients.begin(), report.recipients.end(),
                     [outcome](const RecipientReport& one) { return one.outcome == outcome; });
}

/// Returns why nobody got a message that may be tried again.
Exit exit_of_deferred(Fault fault) {
  if (breaks_protocol(fault)) return Exit::Protocol;
  if (fault == Fault::HostNotFound) return Exit::NoHost;
  if (fault == Fault::SourceFailed) return Exit::NoInput;
  return Exit::Deferred;
}

}  // namespace

Exit exit_of(const Report& report) {
  const Fault fault = report.error.fault;
  const bool of_login = fault == Fault::LoginRejected || fault == Fault::TlsOrLoginRequired;
  const bool bad_login = of_login && report.outcome == Outcome::Rejected;
  if (report.outcome == Outcome::Unsafe || bad_login || fault == Fault::CredentialsInClear) {
    return Exit::Security;
  }
  if (report.outcome == Outcome::InvalidArgument) return Exit::InvalidArgument;
  if (any(report, Outcome::Unknown)) return Exit::Protocol;
  if (report.outcome == Outcome::Deferred) return exit_of_deferred(fault);
  if (any(report, Outcome::Deferred)) return Exit::Deferred;
  return any(report, Outcome::Rejected) ? Exit::Rejected : Exit::Accepted;
}

}  // namespace postino::demo
