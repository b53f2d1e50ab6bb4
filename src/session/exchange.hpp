// SPDX-License-Identifier: MIT
/// RFC 4954 4 (the exchange), 6 (its codes); RFC 3207 4.1 and 6 (what TLS forbids).
#pragma once

#include "base/wipe.hpp"
#include "codec/base64.hpp"
#include "postino/config.hpp"
#include "sasl/passwords.hpp"
#include "session/conversation.hpp"

namespace postino::detail {

/// What the server offers against what is required of it; nothing is offered where EHLO is unknown.
template <Features f>
Move Conversation<f>::check_offer() {
  if constexpr (f.tls) {
    if (lacks_tls() && offers(Offer::StartTls)) return advance();
    if (needs_tls()) return end(Outcome::Unsafe, Fault::StartTlsNotOffered, Move::Drop);
    if (lacks_tls() && server()->login) {
      return end(Outcome::Deferred, Fault::AuthNotOffered, Move::Quit);
    }
  }
  return server()->login ? choose_mechanism() : advance();
}

template <Features f>
Move Conversation<f>::choose_mechanism() {
  if (!find_mechanism()) {
    const bool offered = offers(Offer::Auth);
    return end(Outcome::Unsafe, offered ? Fault::MechanismNotAllowed : Fault::AuthNotOffered,
               Move::Drop);
  }
  if constexpr (f.mechanisms) standing_.mechanism = exchange_.mechanism;
  return advance();
}

/// With the mechanism that is the exchange's.
template <Features f>
void Conversation<f>::begin_exchange() {
  const bool initial = exchange_.mechanism->has_initial_response() && fits_command_line();
  exchange_ = {.message = initial ? std::uint8_t{1} : std::uint8_t{0},
               .initial = initial,
               .mechanism = exchange_.mechanism};
}

/// Whether AUTH does with the mechanism's first message: "AUTH NAME base64" and CRLF.
template <Features f>
bool Conversation<f>::fits_command_line() const {
  Writer octets{{}, 0};
  static_cast<void>(exchange_.mechanism->write(*server()->login, 0, octets));
  const std::size_t size = 5 + exchange_.mechanism->name().size() + 1 + 2;
  return size + (octets.total() + 2) / 3 * 4 <= config::max_command_line_size;
}

/// The next one that may be tried, after the exchange's if there is one: whoever answers 504 must
/// not have us give away more by it. Each is found once a connection, and its exchange begins.
template <Features f>
bool Conversation<f>::find_mechanism() {
  const std::uint8_t offered = standing_.offer.mechanisms();
  if constexpr (!f.mechanisms) {
    return offered != 0;
  } else {
    const std::span<const Mechanism* const> allowed = server()->login->mechanisms;
    Strength least = Strength::ShowsSecret;
    if (exchange_.mechanism != nullptr) least = exchange_.mechanism->strength();
    if (least == Strength::HidesSecret && standing_.verified) least = Strength::ShowsSecret;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      exchange_.mechanism = allowed[i];
      const unsigned bit = offered & 1U << i;
      if (bit != 0 && exchange_.mechanism->strength() >= least &&
          exchange_.mechanism->begin({*server()->login, offered})) {
        standing_.offer.withdraw(static_cast<std::uint8_t>(bit));
        begin_exchange();
        return true;
      }
    }
    exchange_.mechanism = nullptr;
    return false;
  }
}

template <Features f>
Preparation Conversation<f>::prepare() const {
  if constexpr (f.mechanisms) {
    if (in_auth() && !exchange_.cancelled) {
      return exchange_.mechanism->prepare(*server()->login,
                                          speak().phase == Phase::Auth ? 0 : exchange_.message);
    }
  }
  return Preparation::Done;
}

template <Features f>
void Conversation<f>::judge(std::string_view piece, bool last) {
  const Verdict verdict = exchange_.mechanism->challenge(exchange_.message, piece, last);
  if (verdict > exchange_.verdict) exchange_.verdict = verdict;
}

/// A challenge, or a 235 that ends the exchange.
template <Features f>
Move Conversation<f>::accept_auth() {
  if constexpr (f.mechanisms) {
    standing_.mechanism = exchange_.mechanism;
    if (exchange_.cancelled) return end(Outcome::Deferred, Fault::BadChallenge, Move::Drop);
    if (challenged()) return answer_challenge();
    if (!exchange_.mechanism->convinced()) {
      return end(Outcome::Unsafe, Fault::ServerNotAuthentic, Move::Drop);
    }
    end_exchange();
  } else if (challenged()) {
    if (exchange_.message == password_messages(standing_.offer.mechanisms())) {
      return end(Outcome::Deferred, Fault::BadChallenge, Move::Drop);
    }
  }
  return advance();
}

template <Features f>
Move Conversation<f>::answer_challenge() {
  judge({}, true);
  if (exchange_.verdict == Verdict::Forged) {
    return end(Outcome::Unsafe, Fault::ServerNotAuthentic, Move::Drop);
  }
  Writer nowhere{{}, 0};
  exchange_.cancelled = exchange_.verdict != Verdict::Answerable ||
                        exchange_.message >= config::max_challenges ||
                        !exchange_.mechanism->write(*server()->login, exchange_.message, nowhere);
  exchange_.verdict = {};
  return advance();
}

/// Ends the exchange, however it went, and has its secrets wiped.
template <Features f>
void Conversation<f>::end_exchange() {
  if constexpr (f.mechanisms) {
    if (exchange_.mechanism != nullptr) exchange_.mechanism->end();
    exchange_ = {};
  }
}

template <Features f>
Move Conversation<f>::refuse_auth() {
  if constexpr (f.mechanisms) {
    if (exchange_.cancelled) return end(Outcome::Deferred, Fault::BadChallenge, Move::Quit);
    if (is_unknown(heard_.code)) {
      if (!was_unknown()) blame(Outcome::Deferred, Fault::NegativeReply);
      if (begin_another()) return advance();
      heard_ = decision_.heard;
    } else {
      standing_.mechanism = exchange_.mechanism;
      if (standing_.mechanism->renew(*server()->login, heard_.code)) return Move::Anew;
    }
  } else if (phase() == Phase::Auth && heard_.code == 504 &&
             standing_.offer.mechanisms() == (plain_bit | login_bit)) {
    standing_.offer.withdraw(plain_bit);
    flight_.waiting = false;
    blame(Outcome::Deferred, Fault::NegativeReply);
    return Move::GoOn;
  }
  const Outcome outcome = refusal_of(heard_.code);
  const bool rejected = outcome == Outcome::Rejected && heard_.code != 530;
  return end(outcome, rejected ? Fault::LoginRejected : Fault::NegativeReply, Move::Quit);
}

/// Whether a reply with that code says that the mechanism, or the form of the command, is unknown.
/// RFC 4954 4: 504 is about the mechanism. Some servers refuse an initial response by it or by 501,
/// and others the form in two steps.
template <Features f>
bool Conversation<f>::is_unknown(std::uint16_t code) const {
  if (phase() != Phase::Auth) return false;
  return code == 504 || (exchange_.initial && code == 501);
}

/// Whether a mechanism before this one was unknown: that refusal is reported if all are.
template <Features f>
bool Conversation<f>::was_unknown() const {
  return standing_.mechanism != exchange_.mechanism;
}

/// The same mechanism without an initial response, or the next one; false: there is none.
template <Features f>
bool Conversation<f>::begin_another() {
  if (exchange_.initial) {
    exchange_ = {.mechanism = exchange_.mechanism};
    return true;
  }
  exchange_.mechanism->end();
  return find_mechanism();
}

template <Features f>
std::string_view Conversation<f>::mechanism() const {
  if (standing_.mechanism == nullptr) return {};
  return standing_.mechanism->name();
}

template <Features f>
void Conversation<f>::write_auth(Writer& out) const {
  if constexpr (f.mechanisms) {
    out.put(exchange_.mechanism->name());
    if (!exchange_.initial) return;
    out.put(' ');
    const std::size_t before = out.total();
    write_message(out, 0);
    if (out.total() == before) out.put('=');
  } else {
    out.put((standing_.offer.mechanisms() & plain_bit) != 0 ? "PLAIN" : "LOGIN");
  }
}

/// Base64 in pieces, so that a message of any size needs a small buffer only.
template <Features f>
void Conversation<f>::write_message(Writer& out, std::uint8_t number) const {
  if constexpr (f.mechanisms) {
    char octets[48];
    bool complete = false;
    for (std::size_t skip = 0; !complete; skip += sizeof octets) {
      Writer piece{octets, skip};
      static_cast<void>(exchange_.mechanism->write(*server()->login, number, piece));
      put_base64(out, {octets, piece.written()});
      complete = piece.complete();
    }
    wipe(octets, sizeof octets);
  } else {
    write_password(*server()->login, standing_.offer.mechanisms(), number, out);
  }
}

}  // namespace postino::detail
