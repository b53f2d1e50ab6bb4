// SPDX-License-Identifier: MIT
// RFC 2033 4.1 (LHLO), 4.2 (a reply for each recipient that was accepted, in their order), 5 (not
// on port 25).
#include "postino/lmtp.hpp"

#include <utility>

#include "postino/server.hpp"
#include "session/decision.hpp"

namespace postino {

using detail::Decision;
using detail::Heard;
using detail::LmtpMeaning;
using detail::LmtpReply;
using detail::outcome_of;
using detail::service_closing;

namespace {

constexpr std::uint16_t smtp_port = 25;

/// Moves `number` on to the first recipient from there whose final reply is not there; false when
/// there is none.
bool find_due(std::span<const RecipientReport> recipients, std::uint16_t& number) {
  for (; number < recipients.size(); ++number) {
    const RecipientReport& recipient = recipients[number];
    if (recipient.outcome == Outcome::Unknown) return true;
  }
  return false;
}

/// The outcome of a message once there is a reply for each recipient.
Outcome of_all(std::span<const RecipientReport> recipients) {
  constexpr Outcome best_first[] = {Outcome::Accepted, Outcome::Deferred};
  for (const Outcome outcome : best_first) {
    for (const RecipientReport& recipient : recipients) {
      if (recipient.outcome == outcome) return outcome;
    }
  }
  return Outcome::Rejected;
}

LmtpMeaning drop(const LmtpReply& reply, Outcome outcome, Fault fault, Decision& decision) {
  decision.blame(outcome, fault, reply.phase, reply.heard);
  return LmtpMeaning::Drop;
}

LmtpMeaning hear_end(const LmtpReply& reply, std::uint16_t& at, Decision& decision) {
  const Heard& heard = reply.heard;
  if (heard.code / 100 == 3) {
    return drop(reply, Outcome::Deferred, Fault::UnexpectedReply, decision);
  }
  // As for RCPT, the listening cursor knows whose reply it is. There is one: nothing ends a message
  // for nobody but what hear() drops.
  std::uint16_t number = std::exchange(at, std::uint16_t{0});
  static_cast<void>(find_due(reply.recipients, number));
  const Outcome outcome = outcome_of(heard.code);
  reply.recipients[number] = {outcome, heard.code, heard.enhanced};
  const bool closing = heard.code == service_closing;
  if (closing || decision.outranked_by(outcome, reply.phase)) {
    const Fault fault = closing ? Fault::ServiceClosing : Fault::NegativeReply;
    decision.blame(outcome, outcome == Outcome::Accepted ? Fault::None : fault, reply.phase, heard);
  }
  const bool more_due = find_due(reply.recipients, number);
  if (more_due && !closing) {
    at = number;
    return LmtpMeaning::More;
  }
  decision.outcome = more_due ? Outcome::Unknown : of_all(reply.recipients);
  return closing ? LmtpMeaning::Drop : LmtpMeaning::Over;
}

}  // namespace

void Lmtp::check(const Server& server, Objection& found) const {
  const bool fine = server.port != 0 && server.port != smtp_port;
  if (found.fault == Fault::None && !fine) found = {Fault::InvalidPort, Field::Port};
}

const char* Lmtp::greets() const { return "LHLO "; }

/// What differs from SMTP: a refused chunk after which the last one was said, and a go-ahead for
/// nobody, after which nobody knows how many replies come; and the replies to the end of the
/// message.
LmtpMeaning Lmtp::hear(const LmtpReply& reply, std::uint16_t& number, Decision& decision) const {
  const std::uint16_t code = reply.heard.code;
  const bool refused = code >= 400 && code != service_closing;
  switch (reply.phase) {
    case Phase::Data:
      if (code >= 400 || decision.deliverable) break;
      return drop(reply, Outcome::Deferred, Fault::UnexpectedReply, decision);
    case Phase::Chunk:
      if (!refused || !reply.last_said) break;
      return drop(reply, outcome_of(code), Fault::NegativeReply, decision);
    case Phase::EndOfData:
      return hear_end(reply, number, decision);
    default:
      break;
  }
  return LmtpMeaning::AsInSmtp;
}

constinit const Lmtp lmtp;

}  // namespace postino
