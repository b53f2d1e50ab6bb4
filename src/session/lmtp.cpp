// SPDX-License-Identifier: MIT
// RFC 2033 4.1 (LHLO), 4.2 (a reply for each recipient that was accepted, in their order), 5 (not
// on port 25).
#include "postino/lmtp.hpp"

#include "postino/detail/session.hpp"

namespace postino {
namespace {

constexpr std::uint16_t smtp_port = 25;
constexpr std::uint16_t service_closing = 421;

/// Moves `number` on to the first recipient from there whose final reply is not there; false when
/// there is none.
bool find_due(std::span<const RecipientReport> recipients, std::uint16_t& number) {
  for (; number < recipients.size(); ++number) {
    const RecipientReport& recipient = recipients[number];
    if (recipient.code != 0 && recipient.outcome == Outcome::Unknown) return true;
  }
  return false;
}

/// The outcome of a message once there is a reply for each recipient.
Outcome of_all(std::span<const RecipientReport> recipients) {
  constexpr Outcome best_first[] = {Outcome::Accepted, Outcome::Deferred};
  for (const Outcome outcome : best_first) {
    for (const RecipientReport& recipient : recipients) {
      if (recipient.code != 0 && recipient.outcome == outcome) return outcome;
    }
  }
  return Outcome::Rejected;
}

}  // namespace

void Lmtp::check(const Server& server, Objection& found) const {
  const bool fine = server.port != 0 && server.port != smtp_port;
  if (found.fault == Fault::None && !fine) found = {Fault::InvalidPort, Field::Port};
}

const char* Lmtp::says(Phase phase, const char* in_smtp) const {
  return phase == Phase::Ehlo ? "LHLO " : in_smtp;
}

/// What differs from SMTP: HELO is no way out after a refused LHLO; a refused chunk after which the
/// last one was said, and a go-ahead for nobody, after which nobody knows how many replies come;
/// and the replies to the end of the message.
detail::Then Lmtp::hear(detail::Session& session) const {
  const bool refused = session.facts_.negative && session.reply_.code != service_closing;
  switch (session.listen_.phase) {
    case Phase::Ehlo:
      if (!refused) break;
      return session.end(Outcome::Deferred, Fault::NegativeReply, detail::Then::Drop);
    case Phase::Data:
      if (session.facts_.negative || session.facts_.deliverable) break;
      return session.end(Outcome::Deferred, Fault::UnexpectedReply, detail::Then::Drop);
    case Phase::Chunk:
      if (!refused || session.speak_.phase != Phase::EndOfData || !session.waiting_) break;
      return session.end(detail::outcome_of(session.reply_.code), Fault::NegativeReply,
                         detail::Then::Drop);
    case Phase::EndOfData:
      return hear_end(session);
    default:
      break;
  }
  return detail::Then::AsInSmtp;
}

detail::Then Lmtp::hear_end(detail::Session& session) const {
  const detail::Reply& reply = session.reply_;
  if (reply.code / 100 == 3) {
    return session.end(Outcome::Deferred, Fault::UnexpectedReply, detail::Then::Drop);
  }
  const auto recipients = session.recipients_.first(session.recipient_count_);
  // As for RCPT, the listening cursor knows whose reply it is.
  std::uint16_t number = session.listen_.number;
  session.listen_.number = 0;
  if (!find_due(recipients, number)) return session.advance();
  const Outcome outcome = detail::outcome_of(reply.code);
  recipients[number] = {outcome, reply.code, reply.enhanced};
  const bool closing = reply.code == service_closing;
  if (closing || session.outranks(outcome)) {
    const Fault fault = closing ? Fault::ServiceClosing : Fault::NegativeReply;
    session.blame(outcome, outcome == Outcome::Accepted ? Fault::None : fault);
  }
  const bool more_due = find_due(recipients, number);
  if (more_due && !closing) {
    session.listen_.number = number;
    return detail::Then::More;
  }
  session.outcome_ = more_due ? Outcome::Unknown : of_all(recipients);
  return closing ? detail::Then::Drop : session.advance();
}

constinit const Lmtp lmtp;

}  // namespace postino
