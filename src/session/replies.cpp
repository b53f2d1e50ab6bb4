// SPDX-License-Identifier: MIT
// RFC 5321 4.2.1 (the first digit decides), 4.3.2 (codes by command), 3.8 (421 at any time);
// RFC 3207 4.1 (STARTTLS).
#include "postino/detail/session.hpp"
#include "session/table.hpp"

namespace postino::detail {
namespace {

constexpr std::uint16_t service_closing = 421;

/// Which of two outcomes is that of both together.
constexpr unsigned rank(Outcome outcome) {
  return outcome == Outcome::Accepted ? 2 : outcome == Outcome::Deferred;
}

}  // namespace

void Session::read(std::uint16_t code, std::string_view text) {
  if (listen_.phase == Phase::Ehlo) {
    for (const char octet : text) capabilities_.read(octet, *server_);
  }
  if (in_auth() && code / 100 == 3 && text.front() != '\n') judge(text, false);
}

bool Session::decided() const {
  if (facts_.deliverable) return false;
  switch (ending_.fault) {
    case Fault::None:
    case Fault::UnexpectedReply:
    case Fault::EarlyReply:
      return false;
    case Fault::AllRecipients:
      // As long as a recipient's reply is due, one may still be accepted.
      return listen_.phase != Phase::RcptTo;
    default:
      return true;
  }
}

bool Session::settled() const { return listen_.phase > Phase::AuthResponse && decided(); }

/// Of several replies that decide together, each recipient's, the first one with the message's
/// outcome is reported.
bool Session::outranks(Outcome outcome) const {
  return ending_.phase != listen_.phase || rank(outcome) > rank(outcome_);
}

bool Session::reports(std::uint16_t code, bool asked) const {
  if (settled()) return false;
  if (!asked || code == service_closing || code / 100 == 3) return true;
  switch (listen_.phase) {
    case Phase::RcptTo:
      return code >= 400 && !facts_.deliverable && outranks(outcome_of(code));
    case Phase::EndOfData:
      return outranks(outcome_of(code));
    default:
      return true;
  }
}

Then Session::hear(const Reply& reply) {
  reply_ = reply;
  facts_.negative = reply.code >= 400;
  facts_.challenged = in_auth() && reply.code / 100 == 3;
  facts_.retry_auth = false;
  const Phase phase = listen_.phase;
  // RFC 3030 2: a refused chunk leaves the transaction in a state that RSET ends.
  if (phase == Phase::EndOfData && !(chunking_ != nullptr && facts_.negative)) {
    in_transaction_ = false;
  }
  if (server_->lmtp != nullptr) {
    const Then then = server_->lmtp->hear(*this);
    if (then != Then::AsInSmtp) return then;
  }
  if (reply.code == service_closing && phase != Phase::StartTls) {
    if (phase == Phase::RcptTo) note_recipient(Outcome::Deferred);
    return interrupted(reply);
  }
  if (accepted(row_of(phase).accepts, reply.code) || facts_.challenged) return accept();
  if (phase == Phase::StartTls) return end(Outcome::Unsafe, Fault::StartTlsRejected, Then::Drop);
  if (facts_.negative) return refuse();
  // A 235 as greeting claims an authentication that nobody asked for.
  const bool forged = phase == Phase::Greeting && reply.code == 235;
  return end(forged ? Outcome::Unsafe : Outcome::Deferred, Fault::UnexpectedReply, Then::Drop);
}

Then Session::interrupted(const Reply& reply) {
  reply_ = reply;
  if (reply.code == service_closing) {
    return end(Outcome::Deferred, Fault::ServiceClosing, Then::Drop);
  }
  const bool in_content = listen_.phase >= Phase::Content && listen_.phase <= Phase::EndOfData;
  if (in_content && reply.code >= 400) {
    return end(outcome_of(reply.code), Fault::NegativeReply, Then::Drop);
  }
  return end(Outcome::Deferred, Fault::EarlyReply, Then::Drop);
}

Then Session::accept() {
  if (listen_.phase <= Phase::AuthResponse) ending_ = {};
  switch (listen_.phase) {
    case Phase::Ehlo:
      return check_offer();
    case Phase::Auth:
    case Phase::AuthResponse:
      return accept_auth();
    case Phase::Rset:
      facts_.rset_due = false;
      break;
    case Phase::MailFrom:
      in_transaction_ = true;
      break;
    case Phase::RcptTo:
      return record_recipient(Outcome::Unknown);
    case Phase::EndOfData:
      if (facts_.deliverable) end(Outcome::Accepted, Fault::None, Then::Keep);
      break;
    default:
      break;
  }
  return advance();
}

Then Session::refuse() {
  switch (listen_.phase) {
    case Phase::Ehlo:
      return refuse_ehlo();
    case Phase::Auth:
    case Phase::AuthResponse:
      return refuse_auth();
    case Phase::RcptTo:
      return record_recipient(outcome_of(reply_.code));
    case Phase::MailFrom:
    case Phase::Data:
    case Phase::Chunk:
    case Phase::EndOfData:
      end(outcome_of(reply_.code), Fault::NegativeReply, Then::Keep);
      facts_.deliverable = false;
      return advance();
    default:
      return end(Outcome::Deferred, Fault::NegativeReply, Then::Drop);
  }
}

Then Session::refuse_ehlo() {
  const bool tls = server_->security == Security::StartTls;
  if (reply_.code < 500) return end(Outcome::Deferred, Fault::NegativeReply, Then::Drop);
  if (!tls && !server_->login) {
    // Unlike these, the others are about us, and may be why HELO gets no reply.
    const bool unknown = reply_.code == 500 || reply_.code == 502 || reply_.code == 504;
    if (!unknown) blame(Outcome::Deferred, Fault::NegativeReply);
    return advance();
  }
  return end(Outcome::Unsafe, tls ? Fault::StartTlsNotOffered : Fault::AuthNotOffered, Then::Drop);
}

/// What becomes of one that was accepted, the end of the mail will tell: Unknown till then.
/// Behind a refused MAIL a RCPT is out of sequence, and its code says nothing of the recipient.
Then Session::record_recipient(Outcome outcome) {
  note_recipient(outcome);
  if (in_transaction_ && outcome == Outcome::Unknown) facts_.deliverable = true;
  if (outcome != Outcome::Unknown && reports(reply_.code, true)) {
    blame(outcome, Fault::AllRecipients);
  }
  return advance();
}

void Session::note_recipient(Outcome outcome) {
  if (in_transaction_) recipients_[listen_.number] = {outcome, reply_.code, reply_.enhanced};
}

Then Session::end(Outcome outcome, Fault fault, Then then) {
  end_exchange();
  blame(outcome, fault);
  return then;
}

/// The first refusal decides: what follows from it in a pipeline says no more.
void Session::blame(Outcome outcome, Fault fault) {
  if (settled()) return;
  outcome_ = outcome;
  ending_ = {fault, listen_.phase, reply_};
}

}  // namespace postino::detail
