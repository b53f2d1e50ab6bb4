// SPDX-License-Identifier: MIT
// RFC 7628 3.1 (the message), 3.2.2 and 3.2.3 (a refusal is a challenge, whose answer is 0x01);
// RFC 6749 A.12 (tokens). XOAUTH2 is Google's and Microsoft's, and answers it by an empty line.
#include "postino/oauth.hpp"

#include "sasl/names.hpp"

namespace postino::sasl {
namespace {

/// What a source has is known when it is asked, and that is for each message anew.
Objection check_token(const Token& token) {
  token.restart();
  return token.is_asked_for() ? Objection{} : detail::check_token(token.view());
}

void put_token(Writer& out, const Token& token) {
  out.put(
      "\x01"
      "auth=Bearer ");
  out.put(token.view());
  out.put("\x01\x01");
}

}  // namespace

std::string_view OAuthBearer::name() const { return "OAUTHBEARER"; }
bool OAuthBearer::has_initial_response() const { return true; }

Objection OAuthBearer::check(const Login& credentials) const {
  const Fault fault = detail::check_text(credentials.user);
  if (fault != Fault::None) return {fault, Field::User};
  return check_token(credentials.token);
}

bool OAuthBearer::begin(const MechanismOffer& offer) const {
  offer.login().token.begin();
  return true;
}

Preparation OAuthBearer::prepare(const Login& credentials, std::uint8_t) const {
  return credentials.token.prepare();
}

bool OAuthBearer::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  if (number != 0) {
    out.put('\x01');
    return number == 1;
  }
  out.put("n,");
  if (!credentials.user.empty()) out.put("a=");
  detail::put_saslname(out, credentials.user);
  out.put(',');
  put_token(out, credentials.token);
  return true;
}

std::string_view XOAuth2::name() const { return "XOAUTH2"; }
bool XOAuth2::has_initial_response() const { return true; }

Objection XOAuth2::check(const Login& credentials) const {
  const Objection objection = detail::check_user(credentials);
  return objection.fault != Fault::None ? objection : check_token(credentials.token);
}

bool XOAuth2::begin(const MechanismOffer& offer) const {
  offer.login().token.begin();
  return true;
}

Preparation XOAuth2::prepare(const Login& credentials, std::uint8_t) const {
  return credentials.token.prepare();
}

bool XOAuth2::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  if (number != 0) return number == 1;
  out.put("user=");
  out.put(credentials.user);
  put_token(out, credentials.token);
  return true;
}

bool OAuthBearer::renew(const Login& credentials, std::uint16_t code) const {
  return code == 535 && credentials.token.renew();
}

bool XOAuth2::renew(const Login& credentials, std::uint16_t code) const {
  return code == 535 && credentials.token.renew();
}

constinit const OAuthBearer oauth_bearer;
constinit const XOAuth2 xoauth2;

}  // namespace postino::sasl
