// SPDX-License-Identifier: MIT
// The life of a connection: RFC 5321 3.1 (initiation), 3.8 (termination).
#include "postino/detail/connection.hpp"

#include "client/arguments.hpp"
#include "postino/config.hpp"
#include "session/table.hpp"

namespace postino::detail {

bool Connection::send(const Server& server, const Mail& mail, const Composer& composer) {
  if (!idle()) return false;
  next_server_ = &server;
  report_ready_ = !take_on(mail, composer);
  return true;
}

/// False: an argument is wrong, and the report says so.
bool Connection::take_on(const Mail& mail, const Composer& composer) {
  report_ = {};
  poll_at_ = now_;
  pool_->provide(packets_, packet_bytes_);
  bool needs_utf8 = false;
  const bool known = connected() && next_server_ == session_.server();
  report_.error = check_arguments(*next_server_, mail, composer, known ? nullptr : transport_,
                                  *pool_, session_.recipients().size(), needs_utf8);
  if (report_.error.fault != Fault::None) {
    report_.outcome = Outcome::InvalidArgument;
    return false;
  }
  session_.set_mail(mail, composer, needs_utf8);
  hear_of(mail);
  return true;
}

/// From here on replies are for that mail.
void Connection::hear_of(const Mail& mail) {
  mail_ = &mail;
  begun_ = false;
  const auto recipients = session_.recipients().first(mail.recipient_count());
  for (RecipientReport& recipient : recipients) recipient = {};
}

const Report* Connection::take_report() {
  if (!report_ready_) return nullptr;
  report_ready_ = false;
  return &report_;
}

void Connection::quit() {
  quit_ = true;
  poll_at_ = now_;
}

void Connection::abort() {
  if (mail_ != nullptr) return break_off(Outcome::Deferred, Fault::Aborted);
  queue_ = nullptr;
  drop();
}

void Connection::poll(Millis now) {
  now_ = now;
  working_ = false;
  bool more = true;
  for (std::uint8_t turn = 0; more && !working_ && turn < config::max_packets_per_poll; ++turn) {
    const bool had_mail = mail_ != nullptr;
    more = step();
    if (check_deadlines()) more = true;
    // The caller may have a further mail for this connection, so it is asked before QUIT is said.
    if (had_mail && mail_ == nullptr && queue_ == nullptr) break;
  }
  plan(more || working_);
}

/// Whether there is more to do at once.
bool Connection::step() {
  if (mail_ != nullptr && !begun_) {
    session_deadline_ = now_ + next_server_->timeouts.session;
    begun_ = true;
  }
  if (session_.begins_transaction()) {
    settle(session_.begin_transaction());
    return true;
  }
  const Phase phase = session_.phase();
  const Server* const server = session_.server();
  switch (row_of(phase).does) {
    case Does::Connect:
      return advance_socket(transport_->socket().connect(server->host, port_of(*server)),
                            Fault::ConnectFailed);
    case Does::Handshake:
      return advance_socket(transport_->secure(server->host), Fault::ConnectionLost);
    default:
      return phase == Phase::Idle || phase == Phase::Done ? step_idle() : speak();
  }
}

/// No conversation under way: a mail begins one, and an open connection ends at last.
bool Connection::step_idle() {
  const bool open = session_.phase() == Phase::Done;
  if (open && hear()) return true;
  if (mail_ == nullptr && queue_ != nullptr) {
    queue_->pull(*this);
    // The caller may have a further mail, as behind a report.
    if (mail_ == nullptr) return false;
  }
  const bool reusable = next_server_ == session_.server() && !quit_;
  if (open && (mail_ != nullptr ? !reusable : (quit_ || now_.reached(deadline_)))) {
    session_.quit();
    set_deadline();
    return true;
  }
  if (mail_ == nullptr) return false;
  begin();
  return true;
}

void Connection::begin() {
  quit_ = false;
  if (session_.phase() == Phase::Idle) {
    session_.open(*next_server_);
  }
  settle(session_.begin_mail());
}

/// Connecting and handshakes.
bool Connection::advance_socket(Progress progress, Fault fault) {
  working_ = progress == Progress::Working;
  if (progress == Progress::Pending || working_) return false;
  if (progress == Progress::Done) {
    settle(session_.stepped());
    return true;
  }
  if (progress == Progress::Closed) {
    fail(Fault::ConnectionLost);
  } else {
    fail_as_transport(progress == Progress::NotFound ? Fault::HostNotFound : fault);
  }
  return true;
}

/// Acts on what the session found, and starts the clock of the phase that it is in now.
void Connection::settle(Then then) {
  if (then != Then::GoOn) return finish(session_.outcome(), session_.ending().fault, then);
  if (session_.phase() == Phase::Greeting) traffic_.awaited = 1;
  set_deadline();
}

/// What was under way can't go on. A mail that still waits for its connection is not touched.
void Connection::fail(Fault fault) {
  if (session_.phase() == Phase::Quit || session_.phase() == Phase::Done) return drop();
  const bool unsafe = fault >= Fault::StartTlsNotOffered;
  finish(unsafe ? Outcome::Unsafe : Outcome::Deferred, fault, Then::Drop);
}

/// For the reason that the transport gives, if it has one.
void Connection::fail_as_transport(Fault otherwise) {
  const Fault fault = transport_->fault();
  fail(fault != Fault::None ? fault : otherwise);
}

/// The mail has ended; the connection goes on as `then` says.
void Connection::finish(Outcome outcome, Fault fault, Then then) {
  if (then == Then::Drop) return break_off(outcome, fault);
  make_report(outcome, fault);
  if (then == Then::Quit) {
    if (queue_ != nullptr) queue_->lost(*this);
    session_.quit();
  }
  set_deadline();
}

/// A reply that has decided outlives whatever followed it; but before MAIL an alarm comes first.
void Connection::make_report(Outcome outcome, Fault fault) {
  Error& error = report_.error;
  const Ending& ending = session_.ending();
  const bool decided = outcome == Outcome::Unsafe ? session_.settled() : session_.decided();
  if (decided) {
    outcome = session_.outcome();
    fault = ending.fault;
  }
  error = {};
  error.fault = fault;
  error.phase = session_.phase();
  if (ending.fault == fault) {
    error.phase = ending.phase;
    error.code = ending.reply.code;
    error.enhanced = ending.reply.enhanced;
  } else {
    error.native_code = transport_->native_code();
  }
  // Words that are not all there say nothing.
  if (error.code == 0 || (traffic_.worded && traffic_.parser.begun())) text_size_ = 0;
  // After the end of the message only the server's own word says what became of it (RFC 1047).
  const bool answered = decided || outcome == Outcome::Accepted || outcome == Outcome::Rejected ||
                        fault == Fault::NegativeReply || fault == Fault::ServiceClosing;
  report_.protection = transport_->protection();
  report_.outcome = session_.end_is_out(traffic_.awaited) && !answered ? Outcome::Unknown : outcome;
  report_.text = {reply_text_.data(), text_size_};
  report_recipients();
  mail_ = nullptr;
  report_ready_ = queue_ == nullptr;
  if (queue_ != nullptr) queue_->report(*this);
}

/// Those that have no outcome of their own share the message's.
void Connection::report_recipients() {
  const Outcome rest = report_.outcome;
  const bool final_reply_each = next_server_->lmtp != nullptr;
  const auto recipients = session_.recipients().first(mail_->recipient_count());
  for (RecipientReport& recipient : recipients) {
    if (recipient.code == 0 || recipient.outcome == Outcome::Unknown) {
      recipient.outcome = rest;
      if (rest == Outcome::Unknown && final_reply_each) recipient = {.outcome = rest};
    }
    if (recipient.outcome == Outcome::Accepted) report_.outcome = Outcome::Accepted;
  }
  report_.recipients = recipients;
}

/// The mail under way ends, and the connection with it.
void Connection::break_off(Outcome outcome, Fault fault) {
  make_report(outcome, fault);
  if (queue_ != nullptr) queue_->lost(*this);
  drop();
}

void Connection::drop() {
  transport_->abort();
  closed();
}

void Connection::closed() {
  traffic_ = {};
  Packet::adopt(*pool_, std::exchange(packet_, nullptr)).give_back();
  session_.close();
}

}  // namespace postino::detail
