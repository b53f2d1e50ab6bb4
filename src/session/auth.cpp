// SPDX-License-Identifier: MIT
// RFC 4954 4 (the exchange), 6 (its codes); RFC 3207 4.1 and 6 (what TLS forbids).
#include "base/wipe.hpp"
#include "codec/base64.hpp"
#include "postino/config.hpp"
#include "postino/detail/session.hpp"

namespace postino::detail {

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
  if (!find_mechanism()) {
    const bool offered = capabilities_.offers(Capabilities::Auth);
    return end(Outcome::Unsafe, offered ? Fault::MechanismNotAllowed : Fault::AuthNotOffered,
               Then::Drop);
  }
  initial_response_ = mechanism_->has_initial_response();
  Writer length{{}, 0};
  write_auth(length);
  if (length.total() > config::max_command_line_size - 2 - 5) initial_response_ = false;
  message_ = initial_response_ ? 1 : 0;
  verdict_ = {};
  return advance();
}

bool Session::find_mechanism() {
  const std::uint8_t offered = capabilities_.mechanisms();
  const std::span<const Mechanism* const> allowed = server_->login->mechanisms;
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    mechanism_ = allowed[i];
    if (((offered >> i) & 1U) != 0 && mechanism_->begin({allowed, offered})) return true;
  }
  mechanism_ = nullptr;
  return false;
}

Preparation Session::prepare() const {
  if (!in_auth() || cancelled_) return Preparation::Done;
  return mechanism_->prepare(*server_->login, speak_.phase == Phase::Auth ? 0 : message_);
}

void Session::judge(std::string_view piece, bool last) {
  const Verdict verdict = mechanism_->challenge(message_, piece, last);
  if (verdict > verdict_) verdict_ = verdict;
}

/// A 3yz, or a 2yz that ends the exchange.
Then Session::accept_auth() {
  if (cancelled_) return end(Outcome::Deferred, Fault::BadChallenge, Then::Drop);
  if (facts_.challenged) return answer_challenge();
  if (!mechanism_->convinced()) {
    return end(Outcome::Unsafe, Fault::ServerNotAuthentic, Then::Drop);
  }
  end_exchange();
  facts_.login_due = false;
  return advance();
}

Then Session::answer_challenge() {
  judge({}, true);
  if (verdict_ == Verdict::Forged) {
    return end(Outcome::Unsafe, Fault::ServerNotAuthentic, Then::Drop);
  }
  Writer nowhere{{}, 0};
  cancelled_ = verdict_ != Verdict::Answerable || message_ >= config::max_challenges ||
               !mechanism_->write(*server_->login, message_, nowhere);
  verdict_ = {};
  return advance();
}

/// However it ended; what it knew of secrets is wiped.
void Session::end_exchange() {
  if (mechanism_ != nullptr) mechanism_->end();
  mechanism_ = nullptr;
}

Then Session::refuse_auth() {
  if (cancelled_) return end(Outcome::Deferred, Fault::BadChallenge, Then::Quit);
  // Some servers refuse an initial response, and others the form in two steps.
  const bool syntax = reply_.code == 501 || reply_.code == 504;
  if (listen_.phase == Phase::Auth && initial_response_ && syntax) {
    initial_response_ = false;
    message_ = 0;
    facts_.retry_auth = true;
    blame(Outcome::Deferred, Fault::NegativeReply);
    return advance();
  }
  if (reply_.code < 500) return end(Outcome::Deferred, Fault::NegativeReply, Then::Quit);
  return end(Outcome::Rejected, Fault::LoginRejected, Then::Quit);
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
  wipe(octets, sizeof octets);
}

}  // namespace postino::detail
