// SPDX-License-Identifier: MIT
/// RFC 5321 4.2.1 (the first digit decides), 4.3.2 (codes by command), 3.8 (421 at any time),
/// 4.5.3.1.10 (552 to RCPT); RFC 3207 4.1 (STARTTLS).
#pragma once

#include "session/conversation.hpp"

namespace postino::detail {

/// RFC 5321 4.5.3.1.10: to RCPT it counts as 452, whatever its words say.
inline constexpr std::uint16_t too_many_recipients = 552;

template <Features f>
void Conversation<f>::read(std::uint16_t code, std::string_view text) {
  // RFC 5321 4.1.1.1: a refusal offers nothing, whatever its lines say.
  if (phase() == Phase::Ehlo && code < 300) {
    for (const char octet : text) standing_.offer.read(octet, *server());
  }
  if constexpr (f.mechanisms) {
    if (in_auth() && code == 334 && text.front() != '\n') judge(text, false);
  }
}

template <Features f>
bool Conversation<f>::reports(std::uint16_t code, bool asked) const {
  if (decision_.settled(phase())) return false;
  if constexpr (f.mechanisms) {
    if (is_unknown(code) && was_unknown()) return false;
  }
  if (!asked || code == service_closing || code / 100 == 3) return true;
  const bool of_recipient = phase() == Phase::RcptTo;
  if (!of_recipient && phase() != Phase::EndOfData) return true;
  if (of_recipient && (code < 400 || decision_.deliverable)) return false;
  const bool later = of_recipient && code == too_many_recipients;
  return decision_.outranked_by(later ? Outcome::Deferred : outcome_of(code), phase());
}

template <Features f>
Move Conversation<f>::hear(const Heard& heard) {
  heard_ = heard;
  const std::uint16_t code = heard.code;
  const Row& row = row_of(phase());
  // RFC 3030 2: a refused chunk leaves the transaction in a state that RSET ends.
  if (phase() == Phase::EndOfData && (code < 400 || chunking() == nullptr)) {
    standing_.in_transaction = false;
  }
  if constexpr (f.lmtp) {
    if (server()->lmtp != nullptr) {
      const LmtpMeaning meaning = hear_lmtp(heard);
      if (meaning == LmtpMeaning::More) return Move::More;
      if (meaning == LmtpMeaning::Over) return advance();
      if (meaning == LmtpMeaning::Drop) return Move::Drop;
    }
  }
  if (code == service_closing) {
    if (row.refusal == Refusal::Recipient) note_recipient(Outcome::Deferred);
    return interrupted(heard);
  }
  if (accepted(row.accepts, code) || challenged()) return accept();
  // A 4yz says that the server cannot now: nothing was said in clear, nor will be.
  if (f.tls && row.refusal == Refusal::Unsafe && code / 100 != 4) {
    return end(Outcome::Unsafe, Fault::StartTlsRejected, Move::Drop);
  }
  if (code >= 400) return refuse();
  // A 235 as greeting claims an authentication that nobody asked for; and what claims success of
  // AUTH in any other way is no server that knows it.
  const bool forged = in_auth() ? code < 300 : phase() == Phase::Greeting && code == 235;
  return end(forged ? Outcome::Unsafe : Outcome::Deferred, Fault::UnexpectedReply, Move::Drop);
}

template <Features f>
LmtpMeaning Conversation<f>::hear_lmtp(const Heard& heard) {
  const bool last_said = flight_.waiting && speak().phase == Phase::EndOfData;
  return server()->lmtp->hear({phase(), heard, last_said, recipients_.first(recipient_count_)},
                              flight_.listen.number, decision_);
}

template <Features f>
Move Conversation<f>::interrupted(const Heard& heard) {
  heard_ = heard;
  if (heard.code == service_closing) {
    return end(Outcome::Deferred, Fault::ServiceClosing, Move::Drop);
  }
  // Nothing reads between two messages, and any reply ends what QUIT began.
  const bool in_content = phase() >= Phase::Content;
  if (in_content && heard.code >= 400) {
    return end(refusal_of(heard.code), Fault::NegativeReply, Move::Drop);
  }
  return end(Outcome::Deferred, Fault::EarlyReply, Move::Drop);
}

template <Features f>
Move Conversation<f>::accept() {
  if (phase() <= Phase::AuthResponse) decision_ = {};
  switch (phase()) {
    case Phase::Ehlo:
      heard_ = {};  // what the offer lacks is no reply's code
      return check_offer();
    case Phase::Auth:
    case Phase::AuthResponse:
      return accept_auth();
    case Phase::Rset:
    case Phase::MailFrom:
      standing_.in_transaction = phase() == Phase::MailFrom;
      break;
    case Phase::RcptTo:
      return record_recipient(Outcome::Unknown);
    case Phase::EndOfData:
      if (decision_.deliverable) end(Outcome::Accepted, Fault::None, Move::Finish);
      break;
    default:
      break;
  }
  return advance();
}

template <Features f>
Move Conversation<f>::refuse() {
  const Outcome outcome = refusal_of(heard_.code);
  switch (row_of(phase()).refusal) {
    case Refusal::Greeting:
      return refuse_ehlo();
    case Refusal::Login:
      return refuse_auth();
    case Refusal::Recipient:
      return record_recipient(heard_.code == too_many_recipients ? Outcome::Deferred : outcome);
    case Refusal::Message:
      end(outcome, Fault::NegativeReply, Move::Finish);
      decision_.deliverable = false;
      return advance();
    default:
      return part();
  }
}

/// RFC 5321 4.1.1.10: QUIT ends a connection that stands, unless what was said ahead is still to be
/// answered.
template <Features f>
Move Conversation<f>::part() {
  const bool stands = !f.pipelining || flight_.together();
  return end(Outcome::Deferred, Fault::NegativeReply, stands ? Move::Quit : Move::Drop);
}

/// RFC 5321 4.2.4: by three codes a server says that it does not know EHLO, and so it offers
/// nothing. Any other 5yz is about us; HELO may do, but not where the offer is needed.
template <Features f>
Move Conversation<f>::refuse_ehlo() {
  const std::uint16_t code = heard_.code;
  const bool unknown = code == 500 || code == 502 || code == 504;
  const bool needed = needs_tls() || server()->login;
  // RFC 2033 4.1: after a refused LHLO there is no HELO.
  if (f.lmtp && server()->lmtp != nullptr) return part();
  if (unknown && (f.helo || needed)) return check_offer();
  if (f.helo && code >= 500 && !needed) {
    // It may be why HELO gets no reply.
    blame(Outcome::Deferred, Fault::NegativeReply);
    return advance();
  }
  return part();
}

/// What becomes of one that was accepted, the end of the message will tell: Unknown till then.
/// After a refused MAIL a RCPT is out of sequence, and its code says nothing of the recipient.
template <Features f>
Move Conversation<f>::record_recipient(Outcome outcome) {
  const bool counts = !f.pipelining || standing_.in_transaction;
  note_recipient(outcome);
  if (outcome == Outcome::Unknown) {
    if (counts) decision_.deliverable = true;
  } else if (reports(heard_.code, true)) {
    blame(outcome, Fault::AllRecipients);
  }
  return advance();
}

template <Features f>
void Conversation<f>::note_recipient(Outcome outcome) {
  if (f.pipelining && !standing_.in_transaction) return;
  recipients_[flight_.listen.number] = {outcome, heard_.code, heard_.enhanced};
}

template <Features f>
Move Conversation<f>::end(Outcome outcome, Fault fault, Move move) {
  end_exchange();
  blame(outcome, fault);
  return move;
}

/// The first refusal decides: what follows from it in a pipeline says no more.
template <Features f>
void Conversation<f>::blame(Outcome outcome, Fault fault) {
  decision_.blame(outcome, fault, phase(), heard_);
}

}  // namespace postino::detail
