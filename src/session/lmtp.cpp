// SPDX-License-Identifier: MIT
// RFC 2033 4.1 (LHLO), 4.2 (a reply for each recipient that was accepted, in their order), 5 (not
// on port 25).
#include "postino/lmtp.hpp"

#include "postino/detail/session.hpp"

namespace postino {
namespace {

constexpr std::uint16_t smtp_port = 25;

/// The first recipient whose final reply is not there.
RecipientReport* first_due(std::span<RecipientReport> recipients) {
  for (RecipientReport& recipient : recipients) {
    if (recipient.code != 0 && recipient.outcome == Outcome::Unknown) return &recipient;
  }
  return nullptr;
}

bool any(std::span<const RecipientReport> recipients, Outcome outcome) {
  for (const RecipientReport& recipient : recipients) {
    if (recipient.code != 0 && recipient.outcome == outcome) return true;
  }
  return false;
}

}  // namespace

void Lmtp::check(const Server& server, Objection& found) const {
  const bool fine = server.port != 0 && server.port != smtp_port;
  if (found.fault == Fault::None && !fine) found = {Fault::InvalidPort, Field::Port};
}

const char* Lmtp::says(Phase phase, const char* in_smtp) const {
  return phase == Phase::Ehlo ? "LHLO " : in_smtp;
}

/// What differs from SMTP: a refused LHLO, behind which HELO is no way out, and the replies to the
/// end of the mail.
detail::Then Lmtp::hear(detail::Session& session) const {
  if (session.listen_.phase == Phase::EndOfData) return hear_end(session);
  const bool no_lmtp = session.listen_.phase == Phase::Ehlo && session.facts_.refused;
  if (!no_lmtp) return detail::Then::AsInSmtp;
  return session.end(Outcome::Deferred, Fault::Refusal, detail::Then::Drop);
}

detail::Then Lmtp::hear_end(detail::Session& session) const {
  const detail::Reply& reply = session.reply_;
  const unsigned digit = reply.code / 100;
  if (digit == 3) {
    return session.end(Outcome::Deferred, Fault::UnexpectedReply, detail::Then::Drop);
  }
  RecipientReport* const due = first_due(session.recipients_);
  if (due == nullptr) return session.advance();
  const Outcome outcome = digit == 2   ? Outcome::Accepted
                          : digit == 4 ? Outcome::Deferred
                                       : Outcome::Rejected;
  *due = {outcome, reply.code, reply.enhanced};
  const bool last = first_due(session.recipients_) == nullptr;
  return last ? conclude(session) : detail::Then::More;
}

/// The words are of the last reply, so they are told of a mail that has the same outcome only.
detail::Then Lmtp::conclude(detail::Session& session) const {
  Outcome outcome =
      any(session.recipients_, Outcome::Deferred) ? Outcome::Deferred : Outcome::Rejected;
  if (any(session.recipients_, Outcome::Accepted)) outcome = Outcome::Accepted;
  const bool accepted = outcome == Outcome::Accepted;
  if (accepted && session.facts_.refused) session.reply_ = {};
  session.end(outcome, accepted ? Fault::None : Fault::Refusal, detail::Then::Keep);
  return session.advance();
}

constinit const Lmtp lmtp;

}  // namespace postino
