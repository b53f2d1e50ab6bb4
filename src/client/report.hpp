// SPDX-License-Identifier: MIT
/// How a message ends.
#pragma once

#include "postino/detail/client_of.hpp"
#include "sasl/mask.hpp"

namespace postino::detail {

/// What was under way can't go on. A message that still waits for its connection is not touched.
template <Features f>
void ClientOf<f>::fail(Fault fault) {
  if (phase() == Phase::Quit || (f.reuse && phase() == Phase::Done)) return drop();
  const bool unsafe = fault >= Fault::StartTlsNotOffered;
  finish(unsafe ? Outcome::Unsafe : Outcome::Deferred, fault, Move::Drop);
}

/// For the reason that the transport gives, if it has one.
template <Features f>
void ClientOf<f>::fail_as_transport(Fault otherwise) {
  Fault fault = Fault::None;
  if constexpr (f.tls) fault = wire_->fault();
  fail(fault != Fault::None ? fault : otherwise);
}

/// The message has ended; the connection goes on as `move` says.
template <Features f>
void ClientOf<f>::finish(Outcome outcome, Fault fault, Move move) {
  if (f.mechanisms && move == Move::Anew) return drop();
  if (begins_anew(fault)) return;
  if (move == Move::Drop) return break_off(outcome, fault);
  make_report(outcome, fault);
  if constexpr (f.reuse) quit_timeout_ = conversation_.server()->timeouts.quit;
  if (move == Move::Quit) {
    if constexpr (f.queue) {
      if (queue_ != nullptr) queue_calls_->lost(*this);
    }
    conversation_.quit();
  }
  set_deadline();
}

/// Drops the connection and returns true if the message is to be begun anew: on the next address of
/// a host that has not said 220, or once on a fresh connection, where a kept one ended before it
/// had answered MAIL.
template <Features f>
bool ClientOf<f>::begins_anew(Fault fault) {
  const bool ended =
      fault == Fault::ConnectionLost || fault == Fault::Timeout || fault == Fault::ServiceClosing;
  if constexpr (f.addresses) {
    const bool opens = phase() == Phase::ImplicitTls || phase() == Phase::Greeting;
    const bool refused = fault == Fault::NegativeReply || fault == Fault::TlsOrLoginRequired;
    const bool useless = opens && (ended || refused);
    if (useless && socket().go_on_after_this_address()) {
      const Decision decided = conversation_.decision();
      // Of this greeting, which will not be whole.
      if (traffic_.worded && traffic_.parser.begun()) text_size_ = 0;
      drop();
      conversation_.stand_by(decided);
      return true;
    }
  }
  if constexpr (f.reuse) {
    const bool kept = sending_.kept != Kept::Not && phase() <= Phase::MailFrom;
    if (ended && kept && conversation_.can_repeat(traffic_.awaited)) {
      drop();
      return true;
    }
  }
  return false;
}

/// Makes the report. A reply that decided outlives what followed it; before MAIL a security fault
/// comes first.
template <Features f>
void ClientOf<f>::make_report(Outcome outcome, Fault fault) {
  Error& error = report_.error;
  const Decision& decision = conversation_.decision();
  const bool decided =
      outcome == Outcome::Unsafe ? decision.settled(phase()) : decision.decided(phase());
  if (decided) {
    outcome = decision.outcome;
    fault = decision.fault;
  } else if (f.tls && may_be_for_tls(fault)) {
    fault = Fault::SpeaksTls;
  }
  error = {.fault = fault, .phase = phase()};
  if (decision.fault == fault) {
    error.phase = decision.phase;
    error.code = decision.heard.code;
    error.enhanced = decision.heard.enhanced;
  } else {
    error.native_code = wire_->native_code();
  }
  // Words that are not all there say nothing.
  if (error.code == 0 || (traffic_.worded && traffic_.parser.begun())) text_size_ = 0;
  if (mask_ != nullptr) mask_(*this);
  // After the end of the message only the server's own word says what became of it (RFC 1047).
  const bool answered = decided || outcome == Outcome::Accepted || outcome == Outcome::Rejected ||
                        (fault >= Fault::NegativeReply && fault <= Fault::TlsOrLoginRequired);
  if constexpr (f.tls) report_.protection = wire_->protection();
  report_.outcome =
      !answered && conversation_.end_is_out(traffic_.awaited) ? Outcome::Unknown : outcome;
  report_.attempts = f.reuse ? sending_.attempts : std::uint8_t{sending_.begun};
  if constexpr (f.mechanisms) report_.mechanism = conversation_.mechanism();
  report_.text = {reply_text_.data(), text_size_};
  report_recipients();
  sending_ = {};
  report_ready_ = !queued();
  if constexpr (f.queue) {
    if (queue_ != nullptr) queue_calls_->report(*this);
  }
}

/// Whether nothing came in place of the greeting, from the port that speaks TLS from the first
/// octet (RFC 8314 7.3) and was spoken to in clear: each end waited for the other.
template <Features f>
bool ClientOf<f>::may_be_for_tls(Fault fault) const {
  const bool nothing_came = fault >= Fault::ConnectionLost && fault <= Fault::SessionTimeout;
  return nothing_came && phase() == Phase::Greeting && !traffic_.parser.begun() &&
         next_server_->security != Security::Tls &&
         next_server_->port == port_of(Server{.security = Security::Tls});
}

/// Hides what the words that are kept echo of the credentials. The client refers to it by a
/// pointer, so that one that keeps none is linked without.
template <Features f>
void ClientOf<f>::mask_words(ClientOf& client) {
  const Server& server = *client.next_server_;
  if (!server.login) return;
  std::size_t left = client.text_size_;
  if constexpr (f.mechanisms) {
    left = mask(client.reply_text_, left, *server.login, client.conversation_.exchanging());
  } else {
    left = mask_passwords(client.reply_text_, left, *server.login);
  }
  client.text_size_ = static_cast<std::uint16_t>(left);
}

/// Those that have no outcome of their own share the message's.
template <Features f>
void ClientOf<f>::report_recipients() {
  const Outcome rest = report_.outcome;
  const auto recipients = conversation_.recipients().first(sending_.mail->recipient_count());
  for (RecipientReport& recipient : recipients) {
    if (recipient.code == 0 || recipient.outcome == Outcome::Unknown) {
      recipient.outcome = rest;
      if constexpr (f.lmtp) {
        const bool final_reply_each = next_server_->lmtp != nullptr;
        if (rest == Outcome::Unknown && final_reply_each) recipient = {.outcome = rest};
      }
    }
    if (recipient.outcome == Outcome::Accepted) report_.outcome = Outcome::Accepted;
  }
  report_.recipients = recipients;
}

/// The message under way ends, and the connection with it.
template <Features f>
void ClientOf<f>::break_off(Outcome outcome, Fault fault) {
  make_report(outcome, fault);
  if constexpr (f.queue) {
    if (queue_ != nullptr) queue_calls_->lost(*this);
  }
  drop();
}

}  // namespace postino::detail
