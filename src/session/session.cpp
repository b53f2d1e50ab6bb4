// SPDX-License-Identifier: MIT
// The two cursors (RFC 2920 3.1: what may be said before what was said is answered).
#include "postino/detail/session.hpp"

#include "session/table.hpp"

namespace postino::detail {

void Session::open(const Server& server) {
  server_ = &server;
  capabilities_ = {};
  facts_ = {};
  secured_ = false;
  cancelled_ = false;
  facts_.implicit_tls = server.security == Security::Tls;
  facts_.login_due = server.login.has_value();
  enter(Phase::Connect);
}

void Session::close() {
  end_exchange();
  enter(Phase::Idle);
}

void Session::set_mail(const Mail& mail, const Composer& composer,
                       std::span<RecipientReport> recipients, bool needs_utf8) {
  mail_ = &mail;
  composer_ = &composer;
  recipients_ = recipients;
  needs_utf8_ = needs_utf8;
}

Then Session::begin_mail() {
  error_ = {};
  return listen_.phase == Phase::Done ? advance() : Then::GoOn;
}

void Session::enter(Phase phase) {
  listen_ = {phase};
  meet();
}

/// Both cursors are where the listening one is.
void Session::meet() {
  speak_ = listen_;
  waiting_ = row_of(speak_.phase).does < Does::Ask;
}

Phase Session::speaking() const { return waiting_ ? Phase::Idle : speak_.phase; }

void Session::said() {
  const Does does = row_of(speak_.phase).does;
  if (speak_.phase == Phase::AuthResponse) ++message_;
  if (does == Does::Content) {
    enter(Phase::EndOfData);
  } else if (does == Does::AskAhead && server_->pipelining != Pipelining::Off &&
             capabilities_.offers(Capabilities::Pipelining)) {
    follow(speak_, false);
  } else {
    waiting_ = true;
  }
}

/// Moves `cursor` on to the next phase, or to the next recipient: by the facts when all is
/// answered, else as if every reply were an acceptance.
void Session::follow(Cursor& cursor, bool answered) const {
  Facts facts = answered ? facts_ : Facts{.deliverable = true};
  std::size_t recipient = cursor.recipient;
  recipient = cursor.phase == Phase::RcptTo ? recipient + 1 : 0;
  facts.more_recipients = recipient < recipients_.size();
  cursor.phase = row_of(cursor.phase).next(facts);
  cursor.recipient = cursor.phase == Phase::RcptTo ? static_cast<std::uint16_t>(recipient) : 0;
}

/// Behind a reply, or a step that has none. The listening cursor takes the way that the speaking
/// one took, as if every reply were an acceptance, until it has caught up: then the facts decide.
Then Session::advance() {
  const Phase before = listen_.phase;
  if (listen_ != speak_) {
    follow(listen_, false);
    return Then::GoOn;
  }
  follow(listen_, true);
  meet();
  const Phase now = listen_.phase;
  if (now == Phase::Done) {
    facts_.rset_due = in_transaction_;
    return Then::Keep;
  }
  const bool begins = now == Phase::Rset || (now == Phase::MailFrom && before != Phase::Rset);
  return begins ? start_transaction() : Then::GoOn;
}

/// Everything that the server's offer forbids is found before MAIL.
/// The same steps that the cursors take, for as many replies as are due.
bool Session::ends_within(std::uint16_t replies) const {
  if (listen_.phase == Phase::EndOfData && !facts_.deliverable) return false;
  Cursor cursor = listen_;
  while (replies != 0 && cursor.phase != Phase::Done) {
    if (cursor.phase == Phase::EndOfData) return true;
    --replies;
    follow(cursor, false);
  }
  return false;
}

Then Session::start_transaction() {
  facts_.deliverable = false;
  in_transaction_ = false;
  outcome_ = Outcome::Accepted;
  const Fault fault = check_mail();
  if (fault == Fault::None) return Then::GoOn;
  reply_ = {};
  const Outcome outcome = fault == Fault::SourceFailed ? Outcome::Deferred : Outcome::Rejected;
  const Then then = end(outcome, fault, Then::Keep);
  enter(Phase::Done);
  return then;
}

Fault Session::check_mail() {
  if (needs_utf8_ && !capabilities_.offers(Capabilities::SmtpUtf8)) return Fault::Utf8NotOffered;
  composition_ = {};
  composition_.mail = mail_;
  composition_.rules.eight_bit = capabilities_.offers(Capabilities::EightBitMime);
  composition_.rules.utf8 = needs_utf8_;
  composition_.rules.size = capabilities_.offers(Capabilities::Size);
  content_ = composer_->begin(composition_);
  if (!content_.ready) return Fault::SourceFailed;
  const std::uint32_t limit = capabilities_.size_limit();
  const bool known = limit != 0 && content_.size != ContentFacts::unknown_size;
  return known && content_.size > limit ? Fault::SizeExceeded : Fault::None;
}

Then Session::stepped() {
  if (row_of(listen_.phase).does == Does::Handshake) {
    secured_ = true;
    capabilities_ = {};  // RFC 3207 4.2: nothing said before TLS is believed after it
    facts_.starttls_due = false;
  }
  return advance();
}

}  // namespace postino::detail
