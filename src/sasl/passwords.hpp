// SPDX-License-Identifier: MIT
/// PLAIN (RFC 4616) and LOGIN for a client that has no other mechanism.
#pragma once

#include <cstdint>

#include "postino/mechanism.hpp"

namespace postino::detail {

/// Bits of a set of mechanisms.
inline constexpr unsigned plain_bit = 1;
inline constexpr unsigned login_bit = 2;
inline constexpr unsigned other_bit = 4;

/// The mechanism that a word with that hash names.
[[nodiscard]] unsigned mechanism_bit(std::uint32_t hash);

/// Those of Login::mechanisms; with an empty list PLAIN and LOGIN.
[[nodiscard]] unsigned allowed_mechanisms(const Login& login);

/// How many messages PLAIN has, where it is in `offered`, else LOGIN.
[[nodiscard]] constexpr std::uint8_t password_messages(unsigned offered) {
  return (offered & plain_bit) != 0 ? 1 : 2;
}

/// Writes message `number` of these, which is one of them, in base64.
void write_password(const Login& login, unsigned offered, std::uint8_t number, Writer& out);

}  // namespace postino::detail
