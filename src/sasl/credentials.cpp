// SPDX-License-Identifier: MIT
// What most mechanisms have in common: RFC 4954 4, RFC 4616 2.
#include "postino/mechanism.hpp"

#include "base/ascii.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

Fault check_credential(const View& credential) {
  if (credential.size() > config::max_credential_size) return Fault::CredentialTooLong;
  return contains(credential, '\0') ? Fault::InvalidCredential : Fault::None;
}

}  // namespace

Objection check_user_and_password(const Login& credentials) {
  Objection found{Fault::InvalidCredential, Field::User};
  if (!credentials.user.empty()) found.fault = check_credential(credentials.user);
  if (found.fault != Fault::None) return found;
  return {check_credential(credentials.password), Field::Password};
}

}  // namespace postino::detail
