// SPDX-License-Identifier: MIT
/// What a server echoes of our credentials is not shown. Linked only where its words are.
#pragma once

#include <cstddef>
#include <span>

#include "postino/mechanism.hpp"

namespace postino::detail {

/// Shows as "***" each word of the `size` octets of text in `room` that has a part in the password,
/// in the token, or in eight octets in a row of one of our AUTH lines, as they are on the wire: in
/// base64. A text that fills the room was cut, and what it ends with may be the beginning of these.
/// Where one of the secrets is too short to be told from a part of any word, nothing is left.
/// Returns the size of the text that is left; the rest of the room is wiped.
///
/// The lines are those of the mechanisms of `login` that show the secret, and of `live`, whose
/// exchange is under way; nullptr: none is.
[[nodiscard]] std::size_t mask(std::span<char> room, std::size_t size, const Login& login,
                               const Mechanism* live);

/// The same for a client whose PLAIN and LOGIN are its own.
[[nodiscard]] std::size_t mask_passwords(std::span<char> room, std::size_t size,
                                         const Login& login);

}  // namespace postino::detail
