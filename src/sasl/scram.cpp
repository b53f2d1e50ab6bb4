// SPDX-License-Identifier: MIT
// RFC 5802 5 (the exchange), 6 (channel binding and its flag), RFC 7677, RFC 9266.
#include "postino/scram.hpp"

#include "base/ascii.hpp"
#include "base/wipe.hpp"
#include "codec/base64.hpp"
#include "sasl/names.hpp"

namespace postino::sasl {
namespace {

constexpr std::string_view suffix = "-PLUS";

/// The mechanism with channel binding; empty where there is none with that hash.
std::string_view plus_name(const KeyedHash& hash) {
  if (hash.size() == 32) return "SCRAM-SHA-256-PLUS";
  if (hash.size() == 20) return "SCRAM-SHA-1-PLUS";
  return {};
}

}  // namespace

std::string_view Scram::name() const {
  const std::string_view name = plus_name(*exchange_->hash_);
  if (name.empty() || binding_ == Binding::TlsExporter) return name;
  return detail::front(name, name.size() - suffix.size());
}

bool Scram::has_initial_response() const { return true; }

Objection Scram::check(const Login& credentials) const {
  const Objection objection = detail::check_user(credentials);
  if (objection.fault != Fault::None) return objection;
  return {detail::check_text(credentials.password), Field::Password};
}

/// A server that has channel binding, and is told that we believe it has not, knows that somebody
/// on the way took it out of its offer.
bool Scram::begin(const MechanismOffer& offer) const {
  ScramExchange::State& state = exchange_->state_;
  ChannelBinding* const binding = exchange_->binding_;
  const bool bindable = binding != nullptr && binding->tls_exporter(state.binding_data);
  if (binding_ == Binding::TlsExporter) {
    state.flag = 'p';
    return bindable;
  }
  state.flag = bindable && offer.lacks(plus_name(*exchange_->hash_)) ? 'y' : 'n';
  return true;
}

Preparation Scram::prepare(const Login& credentials, std::uint8_t number) const {
  ScramExchange::State& state = exchange_->state_;
  if (number == 0) return make_nonce();
  if (state.stage == Stage::Challenged) {
    return start(credentials.password) ? Preparation::Working : Preparation::NoMemory;
  }
  if (state.stage != Stage::Iterating) return Preparation::Done;
  if (!iterate(credentials.password)) return Preparation::NoMemory;
  if (state.iterations_left != 0) return Preparation::Working;
  return prove(credentials) ? Preparation::Done : Preparation::NoMemory;
}

/// 0: client-first-message, 1: client-final-message, 2: nothing, to the server's proof. A refusal
/// is answered by nothing too, whenever it comes (RFC 4954 4: the server then says 535).
bool Scram::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  const ScramExchange::State& state = exchange_->state_;
  if (number == 0) {
    put_gs2_header(out);
    put_first_bare(credentials, out);
  } else if (number == 1 && state.stage != Stage::Refused) {
    put_final_without_proof(out);
    out.put(",p=");
    detail::put_base64(out, {state.last, exchange_->hash_->size()});
  }
  return number <= 2;
}

Verdict Scram::challenge(std::uint8_t number, std::string_view piece, bool last) const {
  if (number == 0 || number > 2) return Verdict::Answerable;  // write() decides
  ScramExchange::State& state = exchange_->state_;
  if (state.heard != number) {
    state.heard = number;
    state.message[0] = ',';
    state.size = 1;
    state.decoder = {};
  }
  Writer out{std::span{state.message}.subspan(state.size), 0};
  if (!state.decoder.read(piece, out)) return Verdict::Unanswerable;
  if (!out.complete()) return Verdict::Forged;
  state.size = static_cast<std::uint16_t>(state.size + out.written());
  if (!last) return Verdict::Answerable;
  if (!state.decoder.whole()) return Verdict::Unanswerable;
  return number == 1 ? server_first() : server_final();
}

bool Scram::convinced() const { return exchange_->state_.stage == Stage::Believed; }

void Scram::end() const { detail::wipe(&exchange_->state_, sizeof exchange_->state_); }

}  // namespace postino::sasl
