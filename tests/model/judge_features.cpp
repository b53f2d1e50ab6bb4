// SPDX-License-Identifier: MIT
// What a client has, and what it makes of a host with several addresses.
#include "model/judge.hpp"

#include <algorithm>

namespace postino::model {
namespace {

/// Whether it can be the end of a connection that was of no use.
bool is_end(Fault fault) {
  return fault == Fault::ConnectionLost || fault == Fault::Timeout ||
         fault == Fault::ServiceClosing || fault == Fault::NegativeReply ||
         fault == Fault::TlsOrLoginRequired;
}

/// What a client meets that waits for such a server's greeting; None: nothing in particular.
Fault fault_of(Address address) {
  switch (address) {
    case Address::Closes:
    case Address::ClosesInIt:
    case Address::Resets:
      return Fault::ConnectionLost;
    case Address::Silent:
      return Fault::Timeout;
    default:
      return Fault::None;
  }
}

}  // namespace

/// docs/client-small.md: what is asked for, and the client lacks.
Fault Judge::refused_feature() const {
  const Settings& settings = script_->settings;
  if (!is_small()) return Fault::None;
  const bool tls = settings.security == Security::StartTls || settings.security == Security::Tls;
  if (settings.who == Who::SmallTlsClient && !tls) return Fault::NotForThisClient;
  if (settings.extending != Extending::None || settings.lmtp) return Fault::NotForThisClient;
  const bool knows = settings.login == LoginBy::None || settings.login == LoginBy::Plain ||
                     settings.login == LoginBy::Login || settings.login == LoginBy::PlainOrLogin;
  if (!knows) return Fault::NotForThisClient;
  const bool clear = settings.security == Security::None;
  return settings.who == Who::SmallClient && !clear ? Fault::TlsUnavailable : Fault::None;
}

/// That were heard after the refusal that counts so far: of this connection, or of a greeting.
std::uint32_t Judge::further_octets() const {
  const Said& refusal = *provisional_;
  std::uint32_t most = truth_->received[refusal.connection] - refusal.end;
  if (refusal.phase != Phase::Greeting) return most;
  for (unsigned i = refusal.connection + 1U; i < truth_->connections; ++i) {
    most = std::max(most, truth_->received[i]);
  }
  return most;
}

/// A host's address that is of no use is followed by the next one, and the last one decides.
const char* Judge::check_addresses(const Report& report, const Absences& absences) const {
  if (message_->addresses == 1 || is_small()) return nullptr;
  const Fate& fate = truth_->fate[number_];
  const Error& error = report.error;
  const bool opens = error.phase == Phase::Greeting || error.phase == Phase::ImplicitTls;
  if (!opens || absences.has(Fault::Aborted)) return nullptr;
  const bool over = absences.has(Fault::SessionTimeout);
  if (fate.untried != 0 && is_end(error.fault) && !over) return "an address was not tried";
  const bool disturbed = message_->cut.what != After::GoOn || message_->step_at != 0 || over;
  const Fault due = fault_of(fate.last);
  if (decision_.made || disturbed || due == Fault::None) return nullptr;
  return error.fault == due ? nullptr : "the fault of the last address";
}

}  // namespace postino::model
