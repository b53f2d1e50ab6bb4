// SPDX-License-Identifier: MIT
/// Every mailbox of a Mail by its field.
#pragma once

#include <cstddef>

#include "postino/error.hpp"
#include "postino/mail.hpp"

namespace postino::detail {

/// Mailbox number `index` of a field from Field::From to Field::Bcc; nullptr behind the last one.
/// A single mailbox without an address is none.
[[nodiscard]] const Mailbox* mailbox_at(const Mail& mail, Field field, std::size_t index);

}  // namespace postino::detail
