// SPDX-License-Identifier: MIT
#include "sasl/names.hpp"

#include "base/utf8.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

bool has_controls(const View& text) {
  for (const char octet : text) {
    const auto value = static_cast<unsigned char>(octet);
    if (value < ' ' || value == 0x7f) return true;
  }
  return false;
}

}  // namespace

Fault check_text(const View& credential) {
  if (credential.size() > config::max_credential_size) return Fault::CredentialTooLong;
  const bool fine = is_utf8(credential) && !has_controls(credential);
  return fine ? Fault::None : Fault::InvalidCredential;
}

Objection check_user(const Login& credentials) {
  if (credentials.user.empty()) return {Fault::InvalidCredential, Field::User};
  return {check_text(credentials.user), Field::User};
}

Objection check_token(std::string_view token) {
  if (token.size() > config::max_token_size) return {Fault::CredentialTooLong, Field::Token};
  bool fine = !token.empty();
  for (const char octet : token) fine = fine && octet >= ' ' && octet <= '~';
  return {fine ? Fault::None : Fault::InvalidCredential, Field::Token};
}

void put_saslname(Writer& out, const View& name) {
  for (const char octet : name) {
    if (octet == '=') {
      out.put("=3D");
    } else if (octet == ',') {
      out.put("=2C");
    } else {
      out.put(octet);
    }
  }
}

}  // namespace postino::detail
