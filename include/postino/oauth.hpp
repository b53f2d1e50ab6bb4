// SPDX-License-Identifier: MIT
/// Bearer tokens of OAuth 2.0: OAUTHBEARER (RFC 7628) and XOAUTH2, its forerunner.
#pragma once

#include "postino/mechanism.hpp"

namespace postino::sasl {

/// Needs Login::token: 1 to config::max_token_size octets of printable ASCII (RFC 6749 A.12), or a
/// TokenSource.
/// Login::user is whom to act as, and may be empty where the token names one.
class OAuthBearer final : public Mechanism {
 public:
  constexpr OAuthBearer() : Mechanism{Strength::ShowsSecret} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  [[nodiscard]] Objection check(const Login& credentials) const override;
  bool begin(const MechanismOffer& offer) const override;
  Preparation prepare(const Login& credentials, std::uint8_t number) const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
  bool renew(const Login& credentials, std::uint16_t code) const override;
};

/// Needs Login::user and Login::token.
class XOAuth2 final : public Mechanism {
 public:
  constexpr XOAuth2() : Mechanism{Strength::ShowsSecret} {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] bool has_initial_response() const override;
  [[nodiscard]] Objection check(const Login& credentials) const override;
  bool begin(const MechanismOffer& offer) const override;
  Preparation prepare(const Login& credentials, std::uint8_t number) const override;
  bool write(const Login& credentials, std::uint8_t number, Writer& out) const override;
  bool renew(const Login& credentials, std::uint16_t code) const override;
};

/// The token itself goes out, so under TLS only, or where the user asked for it. A server that
/// refuses it says why in a challenge of its own; that is answered, and the message ends as
/// Rejected, Fault::LoginRejected: get a new token. A TokenSource is asked for one first.
extern const OAuthBearer oauth_bearer;
extern const XOAuth2 xoauth2;

}  // namespace postino::sasl
