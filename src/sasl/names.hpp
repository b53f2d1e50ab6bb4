// SPDX-License-Identifier: MIT
/// Credentials as text: RFC 4013 (SASLprep), RFC 5801 4 and RFC 5802 5.1 (saslname).
#pragma once

#include "postino/mechanism.hpp"

namespace postino::detail {

/// SASLprep as far as it goes without tables: UTF-8 without control characters, of at most
/// config::max_credential_size octets. Printable ASCII needs no more; anything else is not
/// normalised.
[[nodiscard]] Fault check_text(const View& credential);

/// check_text() for a user, who must not be empty.
[[nodiscard]] Objection check_user(const Login& credentials);

/// Of OAuth 2.0: 1 to config::max_token_size octets of printable ASCII (RFC 6749 A.12).
[[nodiscard]] Objection check_token(std::string_view token);

/// "a=b,c" as "a=3Db=2Cc".
void put_saslname(Writer& out, const View& name);

}  // namespace postino::detail
