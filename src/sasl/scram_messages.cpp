// SPDX-License-Identifier: MIT
// RFC 5802 5.1 (attributes), 7 (grammar).
#include "base/ascii.hpp"
#include "codec/base64.hpp"
#include "postino/scram.hpp"
#include "sasl/names.hpp"

namespace postino::sasl {
namespace {

/// Octets of ",r=".
constexpr std::size_t before_value = 3;

/// Takes "<name>=<value>", and the comma before it, off the front of `rest`, or nothing. No value
/// is empty. A comma begins all that is left, as it does the message.
bool take(std::string_view& rest, char name, std::string_view& value) {
  if (rest.size() < 4 || rest[1] != name || rest[2] != '=' || rest[3] == ',') {
    return false;
  }
  rest.remove_prefix(3);
  std::size_t size = 0;
  while (size < rest.size() && rest[size] != ',') ++size;
  value = detail::front(rest, size);
  rest.remove_prefix(size);
  return true;
}

/// Whether nothing but extensions is left, and none that has to be understood.
bool may_be_ignored(std::string_view rest) {
  std::string_view value;
  while (rest.size() > 1 && detail::is_letter(rest[1]) && rest[1] != 'm') {
    if (!take(rest, rest[1], value)) return false;
  }
  return rest.empty();
}

/// Whether the server's nonce is ours and more.
bool extends(std::string_view nonce, std::span<const char> ours) {
  char digits[32];
  Writer out{digits, 0};
  detail::put_base64(out, ours);
  const std::string_view begin{digits, out.written()};
  if (nonce.size() <= begin.size() || detail::front(nonce, begin.size()) != begin) return false;
  for (const char octet : nonce) {
    if (octet <= ' ' || octet > '~') return false;
  }
  return true;
}

bool is_base64(std::string_view text) {
  detail::Base64Decoder decoder;
  Writer nowhere{{}, 0};
  return decoder.read(text, nowhere) && decoder.whole();
}

/// posit-number, as far as `most`; 0 for any other.
std::uint32_t number(std::string_view digits, std::uint32_t most) {
  if (digits[0] == '0') return 0;
  std::uint32_t value = 0;
  for (const char digit : digits) {
    if (!detail::is_digit(digit)) return 0;
    const auto unit = static_cast<std::uint32_t>(digit - '0');
    if (unit > most || value > (most - unit) / 10) return 0;
    value = value * 10 + unit;
  }
  return value;
}

/// In a time that does not depend on where they differ.
bool equal(std::string_view a, const char* b) {
  unsigned difference = 0;
  for (const char octet : a) difference |= static_cast<unsigned char>(octet ^ *b++);
  return difference == 0;
}

}  // namespace

/// "r=<nonce>,s=<salt>,i=<iterations>", and extensions.
Verdict Scram::server_first() const {
  ScramExchange::State& state = exchange_->state_;
  std::string_view rest{state.message, state.size};
  std::string_view nonce;
  std::string_view salt;
  std::string_view digits;
  if (take(rest, 'e', digits)) return server_error(digits);
  const bool complete = take(rest, 'r', nonce) && take(rest, 's', salt) &&
                        take(rest, 'i', digits) && may_be_ignored(rest);
  if (!complete || !extends(nonce, state.nonce) || !is_base64(salt)) return Verdict::Forged;
  state.iterations_left = number(digits, exchange_->max_iterations);
  if (state.iterations_left < ScramExchange::min_iterations) return Verdict::Forged;
  state.nonce_size = static_cast<std::uint16_t>(nonce.size());
  state.salt_size = static_cast<std::uint16_t>(salt.size());
  state.stage = Stage::Challenged;
  return Verdict::Answerable;
}

/// "v=<signature>" or "e=<reason>", and extensions.
Verdict Scram::server_final() const {
  ScramExchange::State& state = exchange_->state_;
  std::string_view rest{state.message, state.size};
  std::string_view value;
  if (take(rest, 'e', value)) return server_error(value);
  if (!take(rest, 'v', value) || !may_be_ignored(rest)) return Verdict::Forged;
  char signature[KeyedHash::max_size];
  Writer out{signature, 0};
  detail::Base64Decoder decoder;
  const bool valid = decoder.read(value, out) && decoder.whole() &&
                     out.total() == exchange_->hash_->size() && state.stage == Stage::Proven;
  if (!valid || !equal({signature, out.written()}, state.sum)) return Verdict::Forged;
  state.stage = Stage::Believed;
  return Verdict::Answerable;
}

/// Two reasons mean that somebody on the way changed what the two of us said (RFC 5802 6); two that
/// the credentials are wrong, and the reply that follows says so.
Verdict Scram::server_error(std::string_view reason) const {
  if (reason == "server-does-support-channel-binding" || reason == "channel-bindings-dont-match") {
    return Verdict::Forged;
  }
  if (reason != "invalid-proof" && reason != "unknown-user") return Verdict::Unanswerable;
  exchange_->state_.stage = Stage::Refused;
  return Verdict::Answerable;
}

void Scram::put_gs2_header(Writer& out) const {
  out.put(exchange_->state_.flag);
  if (binding_ == Binding::TlsExporter) out.put("=tls-exporter");
  out.put(",,");
}

void Scram::put_first_bare(const Login& credentials, Writer& out) const {
  out.put("n=");
  detail::put_saslname(out, credentials.user);
  out.put(",r=");
  detail::put_base64(out, exchange_->state_.nonce);
}

void Scram::put_final_without_proof(Writer& out) const {
  const ScramExchange::State& state = exchange_->state_;
  char octets[16 + ChannelBinding::octets];
  Writer bound{octets, 0};
  put_gs2_header(bound);
  if (binding_ == Binding::TlsExporter) bound.put({state.binding_data, sizeof state.binding_data});
  out.put("c=");
  detail::put_base64(out, {octets, bound.written()});
  out.put(",r=");
  out.put(nonce());
}

std::string_view Scram::nonce() const {
  const ScramExchange::State& state = exchange_->state_;
  return {state.message + before_value, state.nonce_size};
}

std::string_view Scram::salt() const {
  const ScramExchange::State& state = exchange_->state_;
  return {state.message + before_value + state.nonce_size + before_value, state.salt_size};
}

}  // namespace postino::sasl
