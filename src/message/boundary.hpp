// SPDX-License-Identifier: MIT
/// RFC 2046 5.1.1.
#pragma once

#include <cstddef>

#include "postino/mail.hpp"
#include "postino/writer.hpp"

namespace postino::detail {

/// Octets of what write_boundary() writes.
inline constexpr std::size_t boundary_octets = 34;

/// What the mail's boundaries begin with: "=_", which neither base64 nor quoted-printable can
/// contain (RFC 2045 6.7), and 128 bits in hexadecimal; a letter for the level follows. As the
/// Message-ID, it is made of the seed, the date and the sender, so it is the same on every retry;
/// where the seed is random nobody can foresee it.
void write_boundary(Writer& out, const Mail& mail);

}  // namespace postino::detail
