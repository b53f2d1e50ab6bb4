// SPDX-License-Identifier: MIT
// RFC 7628 3.1 (the message), 3.2.2 and 3.2.3 (a refusal is a challenge, whose answer is 0x01);
// RFC 6749 A.12 (tokens). XOAUTH2 is Google's and Microsoft's, and answers it by an empty line.
#include "postino/oauth.hpp"

#include "postino/config.hpp"
#include "sasl/names.hpp"

namespace postino::sasl {
namespace {

Objection check_token(const View& token) {
  if (token.size() > config::max_token_size) return {Fault::CredentialTooLong, Field::Token};
  bool fine = !token.empty();
  for (const char octet : token) fine = fine && octet >= ' ' && octet <= '~';
  return {fine ? Fault::None : Fault::InvalidCredential, Field::Token};
}

void put_token(Writer& out, const View& token) {
  out.put(
      "\x01"
      "auth=Bearer ");
  out.put(token);
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

bool XOAuth2::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  if (number != 0) return number == 1;
  out.put("user=");
  out.put(credentials.user);
  put_token(out, credentials.token);
  return true;
}

constinit const OAuthBearer oauth_bearer;
constinit const XOAuth2 xoauth2;

}  // namespace postino::sasl
