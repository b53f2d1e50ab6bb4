// SPDX-License-Identifier: MIT
/// Every mailbox of a Mail by its field.
#pragma once

#include <cstddef>

#include "postino/error.hpp"
#include "postino/mail.hpp"

namespace postino::detail {

/// Mailbox number `index` of a field from Field::From to Field::Bcc; nullptr behind the last one.
/// From, Sender and ReplyTo have one each, be it an empty one.
[[nodiscard]] const Mailbox* mailbox_at(const Mail& mail, Field field, std::size_t index);

/// Whether `rule` finds nothing; else `error` is what it finds first, and about which mailbox.
[[nodiscard]] bool check_mailboxes(const Mail& mail, Fault (*rule)(const Mailbox&, Field),
                                   Error& error);

}  // namespace postino::detail
