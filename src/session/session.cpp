// SPDX-License-Identifier: MIT
// The two cursors (RFC 2920 3.1: what may be said before what was said is answered).
#include "postino/detail/session.hpp"

#include "session/table.hpp"

namespace postino::detail {

void Session::open(const Server& server) {
  server_ = &server;
  forget_offer();
  facts_.implicit_tls = server.security == Security::Tls;
  facts_.login_due = server.login.has_value();
  enter(Phase::Connect);
}

void Session::forget_offer() {
  capabilities_ = {};
  const Extensions& extensions = server_->extensions;
  if (!extensions.empty()) extensions.calls().forget(extensions);
}

void Session::close() {
  end_exchange();
  static_cast<SessionState&>(*this) = {};
}

void Session::set_mail(const Mail& mail, const Composer& composer, bool needs_utf8) {
  ending_ = {};
  mail_ = &mail;
  composer_ = &composer;
  recipient_count_ = static_cast<std::uint16_t>(mail.recipient_count());
  needs_utf8_ = needs_utf8;
}

Then Session::begin_mail() { return listen_.phase == Phase::Done ? advance() : Then::GoOn; }

void Session::enter(Phase phase) {
  listen_ = {phase};
  meet();
}

/// Both cursors are where the listening one is.
void Session::meet() {
  speak_ = listen_;
  waiting_ = row_of(speak_.phase).does < Does::Ask;
  begins_ = false;
}

Phase Session::speaking() const {
  const bool silent = waiting_ || (chunking_ != nullptr && chunking_->holds_back(*this));
  return silent ? Phase::Idle : speak_.phase;
}

bool Session::said(Transfer what) {
  if (chunking_ != nullptr) return chunking_->said(*this, what);
  if (speak_.phase != Phase::Content) return said_command();
  if (what == Transfer::end()) enter(Phase::EndOfData);
  return false;
}

bool Session::said_command() {
  if (speak_.phase == Phase::AuthResponse) ++message_;
  waiting_ = row_of(speak_.phase).does != Does::AskAhead || !pipelines();
  if (!waiting_) follow(speak_, false);
  return true;
}

bool Session::pipelines() const {
  return server_->pipelining != Pipelining::Off && capabilities_.offers(Capabilities::Pipelining);
}

/// Moves `cursor` on to the next phase, recipient or chunk: by the facts when all is answered, else
/// as if every reply were an acceptance.
void Session::follow(Cursor& cursor, bool answered) const {
  const Phase before = cursor.phase;
  const bool counts = before == Phase::RcptTo || before == Phase::Chunk;
  const auto number = static_cast<std::uint16_t>(counts ? cursor.number + 1 : 0);
  const bool ran_on = ahead_ != 0 && &cursor == &speak_;
  Facts facts{};
  facts.deliverable = true;
  if (answered) facts = facts_;
  facts.more_recipients = number < (ran_on ? mail_->recipient_count() : recipient_count_);
  if (chunking_ != nullptr) chunking_->look(*this, cursor, number, facts);
  cursor.phase = row_of(before).next(facts);
  cursor.number = cursor.phase == before ? number : std::uint16_t{0};
}

/// Behind a reply, or a step that has none. The listening cursor takes the way that the speaking
/// one took, as if every reply were an acceptance, until it has caught up: then the facts decide.
Then Session::advance() {
  const Phase before = listen_.phase;
  if (together()) {
    follow(listen_, true);
    meet();
  } else {
    follow(listen_, false);
    const bool ended = chunking_ != nullptr && chunking_->give_up(*this);
    if (!ended) return listen_.phase == Phase::Done ? Then::Keep : Then::GoOn;
  }
  const Phase now = listen_.phase;
  if (now == Phase::Done) {
    facts_.rset_due = in_transaction_;
    return Then::Keep;
  }
  begins_ = now == Phase::Rset || (now == Phase::MailFrom && before != Phase::Rset);
  return Then::GoOn;
}

/// The replies that come from here on are for another mail.
void Session::forget_mail() {
  facts_.deliverable = false;
  in_transaction_ = false;
  outcome_ = Outcome::Accepted;
}

Then Session::begin_transaction() {
  begins_ = false;
  forget_mail();
  const Fault fault = check_mail(*mail_);
  if (fault == Fault::None) return Then::GoOn;
  reply_ = {};
  const Outcome outcome = fault == Fault::SourceFailed ? Outcome::Deferred : Outcome::Rejected;
  const Then then = end(outcome, fault, Then::Keep);
  facts_.negative = true;
  follow(listen_, true);
  meet();
  return then;
}

bool Session::end_is_out(std::uint16_t replies) const {
  if (listen_.phase == Phase::EndOfData) return facts_.deliverable && replies != 0;
  return chunking_ != nullptr && chunking_->end_is_out(*this, replies);
}

Fault Session::check_mail(const Mail& mail) {
  composition_ = {};
  composition_.mail = &mail;
  ContentRules& rules = composition_.rules;
  rules.eight_bit = capabilities_.offers(Capabilities::EightBitMime);
  rules.utf8 = needs_utf8_;
  // RFC 6531 3.1, 8: a server that offers SMTPUTF8 takes 8-bit octets, or it offers neither.
  if (needs_utf8_ && !(rules.eight_bit && capabilities_.offers(Capabilities::SmtpUtf8))) {
    return Fault::Utf8NotOffered;
  }
  rules.size = capabilities_.offers(Capabilities::Size);
  if (!server_->extensions.empty()) {
    Terms terms{.rules = rules};
    const Fault fault = server_->extensions.calls().apply(server_->extensions,
                                                          capabilities_.extensions(), mail, terms);
    if (fault != Fault::None) return fault;
    chunking_ = terms.chunking;
    facts_.exhausted = terms.last;
  }
  content_ = composer_->begin(composition_);
  if (!content_.ready) return Fault::SourceFailed;
  const std::uint32_t limit = capabilities_.size_limit();
  const bool known = content_.size != ContentFacts::unknown_size;
  if (limit != 0 && known && content_.size > limit) return Fault::SizeExceeded;
  // A chunk with nothing in it could not show that there is more than nothing after all.
  const bool unsized = !known || content_.size == 0;
  chunks_ = {.unsized = unsized, .more = unsized};
  return Fault::None;
}

/// The one place where the composer is called, which has the room that it is promised.
Transfer Session::compose(std::span<char> into) {
  if (into.size() < Composer::min_room) return Transfer::pending();
  return composer_->pull(composition_, into);
}

Then Session::stepped() {
  if (row_of(listen_.phase).does == Does::Handshake) {
    secured_ = true;
    forget_offer();  // RFC 3207 4.2: nothing said before TLS is believed after it
    facts_.starttls_due = false;
  }
  return advance();
}

}  // namespace postino::detail
