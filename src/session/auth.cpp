// SPDX-License-Identifier: MIT
// RFC 4954 4 (the exchange), 6 (its codes); RFC 3207 4.1 and 6 (what TLS forbids).
#include "codec/base64.hpp"
#include "postino/config.hpp"
#include "postino/detail/session.hpp"

namespace postino::detail {

std::span<const Mechanism* const> Session::allowed() const {
  if (!server_->login) return {};
  return server_->login->mechanisms;
}

/// What the server offers against what is required of it.
Then Session::check_offer() {
  const Security security = server_->security;
  const bool in_clear = !secured_ && security != Security::Tls;
  const bool wanted = in_clear && security != Security::None;
  facts_.starttls_due = wanted && capabilities_.offers(Capabilities::StartTls);
  if (facts_.starttls_due) return advance();
  reply_ = {};
  if (wanted && security == Security::StartTls) {
    return end(Outcome::Unsafe, Fault::StartTlsNotOffered, Then::Drop);
  }
  if (!facts_.login_due) return advance();
  if (wanted) return end(Outcome::Deferred, Fault::AuthNotOffered, Then::Quit);
  return choose_mechanism();
}

Then Session::choose_mechanism() {
  std::uint8_t chosen = 0;
  while ((capabilities_.mechanisms() & (1U << chosen)) == 0) {
    if (++chosen < allowed().size()) continue;
    const bool offered = capabilities_.offers(Capabilities::Auth);
    return end(Outcome::Unsafe, offered ? Fault::MechanismNotAllowed : Fault::AuthNotOffered,
               Then::Drop);
  }
  mechanism_ = allowed()[chosen];
  initial_response_ = mechanism_->has_initial_response();
  Writer length{{}, 0};
  write_auth(length);
  if (length.total() > config::command_line_octets - 2 - 5) initial_response_ = false;
  message_ = initial_response_ ? 1 : 0;
  return advance();
}

/// A 3yz, or a 2yz that ends the exchange.
Then Session::accept_auth() {
  if (cancelled_) return end(Outcome::Deferred, Fault::BadChallenge, Then::Drop);
  if (facts_.challenged) {
    Writer nowhere{{}, 0};
    cancelled_ = challenge_refused_ || !mechanism_->challenge(message_, {}, true) ||
                 message_ >= config::challenges ||
                 !mechanism_->write(*server_->login, message_, nowhere);
  } else {
    facts_.login_due = false;
  }
  return advance();
}

Then Session::refuse_auth() {
  if (cancelled_) return end(Outcome::Deferred, Fault::BadChallenge, Then::Quit);
  // Some servers refuse an initial response, and others the form in two steps.
  const bool syntax = reply_.code == 501 || reply_.code == 504;
  if (listen_.phase == Phase::Auth && initial_response_ && syntax) {
    initial_response_ = false;
    message_ = 0;
    facts_.retry_auth = true;
    return advance();
  }
  if (reply_.code < 500) return end(Outcome::Deferred, Fault::Refusal, Then::Quit);
  return end(Outcome::Rejected, Fault::AuthRefused, Then::Quit);
}

void Session::write_auth(Writer& out) const {
  out.put(mechanism_->name());
  if (!initial_response_) return;
  out.put(' ');
  const std::size_t before = out.total();
  write_message(out, 0);
  if (out.total() == before) out.put('=');
}

/// Base64 in pieces, so that a message of any size needs a small buffer only.
void Session::write_message(Writer& out, std::uint8_t number) const {
  char octets[48];
  bool complete = false;
  for (std::size_t skip = 0; !complete; skip += sizeof octets) {
    Writer piece{octets, skip};
    static_cast<void>(mechanism_->write(*server_->login, number, piece));
    put_base64(out, {octets, piece.written()});
    complete = piece.complete();
  }
  volatile char* const secret = octets;
  for (std::size_t i = 0; i < sizeof octets; ++i) secret[i] = 0;
}

}  // namespace postino::detail
