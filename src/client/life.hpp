// SPDX-License-Identifier: MIT
/// The life of a connection: RFC 5321 3.1 (initiation), 3.8 (termination).
#pragma once

#include <memory>
#include <utility>

#include "client/arguments.hpp"
#include "client/fingerprint.hpp"
#include "postino/config.hpp"
#include "postino/detail/client_of.hpp"
#include "sasl/passwords.hpp"
#include "session/table.hpp"

namespace postino::detail {

template <Features f>
Socket& ClientOf<f>::socket() const {
  if constexpr (f.tls) {
    return wire_->socket();
  } else {
    return *wire_;
  }
}

template <Features f>
bool ClientOf<f>::send(const Server& server, const Mail& mail, const Composer& composer) {
  if (!idle()) return false;
  next_server_ = &server;
  report_ready_ = !take_on(mail, composer);
  return true;
}

/// False: an argument is wrong, and the report says so.
template <Features f>
bool ClientOf<f>::take_on(const Mail& mail, const Composer& composer) {
  std::construct_at(&report_);
  poll_at_ = now_;
  pool_->provide(packets_, packet_bytes_);
  bool needs_utf8 = false;
  bool bound = false;
  if constexpr (f.reuse) {
    bound = connected() && fingerprint(*next_server_) == traffic_.bound_to;
  }
  check(mail, composer, bound, needs_utf8);
  if (report_.error.fault != Fault::None) {
    report_.outcome = Outcome::InvalidArgument;
    return false;
  }
  conversation_.set_mail(mail, composer, needs_utf8);
  hear_of(mail);
  if (!bound) quit_ = true;  // the connection that there may be
  return true;
}

/// What is wrong goes to the report's error.
template <Features f>
void ClientOf<f>::check(const Mail& mail, const Composer& composer, bool bound, bool& needs_utf8) {
  const Server& server = *next_server_;
  Error& error = report_.error;
  error.field = absent_feature(server, mail);
  error.fault = Fault::NotForThisClient;
  if (error.field != Field::None) return;
  Fault tls = Fault::None;
  if constexpr (f.tls) {
    if (server.security != Security::None) tls = wire_->check();
  } else {
    if (server.security != Security::None) tls = Fault::TlsUnavailable;
  }
  const Setting setting{server, bound, tls, *pool_, conversation_.recipients().size()};
  if constexpr (f.grammar) {
    error = check_arguments(setting, mail, composer, needs_utf8);
    if (!f.utf8 && needs_utf8 && error.fault == Fault::None) error.fault = Fault::NotForThisClient;
  } else {
    check_words(setting, mail, composer, error);
  }
}

/// The argument that asks for a feature which this client lacks; None: none does.
template <Features f>
Field ClientOf<f>::absent_feature(const Server& server, const Mail& mail) {
  if (!f.literal && server.ehlo_name.empty()) return Field::EhloName;
  if (!f.in_clear) {
    const bool secure = server.security == Security::StartTls || server.security == Security::Tls;
    if (!secure) return Field::Security;
  }
  if (!f.extensions && !server.extensions.empty()) return Field::Extensions;
  if (!f.extensions && !mail.parameters.empty()) return Field::Parameters;
  if (!f.lmtp && server.lmtp != nullptr) return Field::Lmtp;
  if constexpr (!f.mechanisms) {
    if (server.login && (allowed_mechanisms(*server.login) & other_bit) != 0) {
      return Field::Mechanisms;
    }
  }
  return Field::None;
}

/// From here on replies are for that message.
template <Features f>
void ClientOf<f>::hear_of(const Mail& mail) {
  sending_ = {.mail = &mail};
  const std::size_t count = mail.recipient_count();
  for (std::size_t i = 0; i != count; ++i) conversation_.recipients()[i] = {};
}

template <Features f>
const Report* ClientOf<f>::take_report() {
  return std::exchange(report_ready_, false) ? &report_ : nullptr;
}

template <Features f>
void ClientOf<f>::quit() {
  quit_ = true;
  poll_at_ = now_;
}

template <Features f>
void ClientOf<f>::abort() {
  if (sending_.mail != nullptr) return break_off(Outcome::Deferred, Fault::Aborted);
  queue_ = nullptr;
  drop();
}

template <Features f>
void ClientOf<f>::poll(Millis now) {
  now_ = now;
  const bool before = connected();
  Turn turn = Turn::Moved;
  for (std::uint8_t i = 0; turn == Turn::Moved && i < config::max_packets_per_poll; ++i) {
    const bool had_mail = sending_.mail != nullptr;
    turn = step();
    if (check_deadlines() && turn == Turn::Waiting) turn = Turn::Moved;
    // The caller may have a further message for this connection, so it is asked before QUIT is
    // said.
    if (f.reuse && had_mail && sending_.mail == nullptr && !queued()) break;
  }
  if constexpr (f.tls) {
    // A Server is borrowed until the report only.
    if (sending_.mail == nullptr && !queued()) wire_->conceal(nullptr);
  }
  // One more poll is asked for after the close, so that a loop that waits for it need not sleep.
  plan(turn != Turn::Waiting || (before && !connected()));
}

template <Features f>
Turn ClientOf<f>::step() {
  if (sending_.mail != nullptr && !sending_.begun) {
    sending_.deadline = now_ + next_server_->timeouts.session;
    sending_.begun = true;
  }
  if (conversation_.begins_transaction()) {
    settle(conversation_.begin_transaction());
    return Turn::Moved;
  }
  const Server* const server = conversation_.server();
  switch (row_of(phase()).does) {
    case Does::Connect:
      return advance_socket(socket().connect(server->host, port_of(*server)), Fault::ConnectFailed);
    case Does::Handshake:
      if constexpr (f.tls) {
        return advance_socket(wire_->secure(server->host), Fault::ConnectionLost);
      }
      [[fallthrough]];
    default:
      if (phase() != Phase::Idle && !(f.reuse && phase() == Phase::Done)) return speak();
      return step_idle() ? Turn::Moved : Turn::Waiting;
  }
}

/// No conversation under way: a message begins one, and an open connection ends at last.
template <Features f>
bool ClientOf<f>::step_idle() {
  const bool open = f.reuse && phase() == Phase::Done;
  if constexpr (f.queue) {
    if (sending_.mail == nullptr && queue_ != nullptr) {
      queue_calls_->pull(*this);
      // The caller may have a further message, as after a report.
      if (sending_.mail == nullptr) return false;
    }
  }
  if (open) {
    if (quit_ || (sending_.mail == nullptr && now_.reached(deadline_))) {
      conversation_.quit();
      deadline_ = now_ + quit_timeout_;
      return true;
    }
    // What lies there with a message to be sent is found before anything of it is handed over.
    if (sending_.mail == nullptr) {
      const Turn heard = hear();
      if (heard == Turn::Working) drop();
      return heard != Turn::Waiting;
    }
  }
  if (sending_.mail == nullptr) return false;
  begin();
  return true;
}

template <Features f>
void ClientOf<f>::begin() {
  quit_ = false;
  if constexpr (f.tls) {
    wire_->conceal(next_server_->login ? &*next_server_->login : nullptr);
  }
  if (phase() == Phase::Idle) {
    conversation_.open(*next_server_);
    if constexpr (f.reuse) traffic_.bound_to = fingerprint(*next_server_);
    sending_.kept = Kept::Not;
  } else {
    conversation_.serve(*next_server_);
    sending_.kept = Kept::Silent;
  }
  if constexpr (f.reuse) ++sending_.attempts;
  settle(conversation_.begin_mail());
}

/// Connecting and handshakes.
template <Features f>
Turn ClientOf<f>::advance_socket(Progress progress, Fault fault) {
  if (progress == Progress::Pending) return Turn::Waiting;
  if (progress == Progress::Working) return Turn::Working;
  if (progress == Progress::Done) {
    bool verified = false;
    if constexpr (f.tls && f.mechanisms) verified = wire_->protection() == Protection::Verified;
    settle(conversation_.stepped(verified));
  } else if (progress == Progress::Closed) {
    fail(Fault::ConnectionLost);
  } else {
    fail_as_transport(progress == Progress::NotFound ? Fault::HostNotFound : fault);
  }
  return Turn::Moved;
}

/// Acts on what the conversation found, and starts the clock of the phase that it is in now.
template <Features f>
void ClientOf<f>::settle(Move move) {
  if (move != Move::GoOn && move != Move::More) {
    return finish(conversation_.decision().outcome, conversation_.decision().fault, move);
  }
  if (phase() == Phase::Greeting) traffic_.awaited = 1;
  set_deadline();
}

template <Features f>
void ClientOf<f>::drop() {
  wire_->abort();
  closed();
}

template <Features f>
void ClientOf<f>::closed() {
  std::construct_at(&traffic_);
  static_cast<void>(Packet::adopt(*pool_, std::exchange(packet_, nullptr)));
  conversation_.close();
}

}  // namespace postino::detail
