// SPDX-License-Identifier: MIT
/// Logins, and the mechanisms that need nothing but the credentials.
///
///     relay.login.given = true;
///     relay.login.value.user = postino_text_of("pump3");
///     relay.login.value.password = postino_text_of("secret");
#pragma once

#include "postino/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A mechanism of SASL. Its content is the library's.
typedef struct postino_mechanism {
  const void* is;
} postino_mechanism;

/// The ones allowed, best first; the first that the server offers is used.
typedef struct POSTINO_SHARED postino_mechanisms {
  const postino_mechanism* const* list;
  size_t count;
} postino_mechanisms;

/// Who sends. A changed password or token counts from the next connection on.
typedef struct POSTINO_SHARED postino_login {
  postino_text user;
  postino_text password;
  postino_text token;  ///< Of OAuth 2.0 (RFC 6750).
  postino_mechanisms mechanisms;
  bool allow_clear_text;  ///< Lets the credentials go out without TLS.
} postino_login;

/// PLAIN, then LOGIN.
extern const postino_mechanism* const postino_passwords[2];
#define POSTINO_PASSWORDS \
  { postino_passwords, 2 }
/// Nobody yet, by PLAIN or LOGIN.
#define POSTINO_LOGIN_INIT \
  { POSTINO_TEXT_INIT, POSTINO_TEXT_INIT, POSTINO_TEXT_INIT, POSTINO_PASSWORDS, false }

/// PLAIN (RFC 4616) and LOGIN: the password itself, so under TLS only, or where the user asked for
/// it.
const postino_mechanism* postino_plain(void);
const postino_mechanism* postino_login_mechanism(void);
/// OAUTHBEARER (RFC 7628) and XOAUTH2 need postino_login::token.
const postino_mechanism* postino_oauth_bearer(void);
const postino_mechanism* postino_xoauth2(void);
/// EXTERNAL: for a transport that shows the server a client certificate. The user may be empty.
const postino_mechanism* postino_external(void);

#ifdef __cplusplus
}
#endif
