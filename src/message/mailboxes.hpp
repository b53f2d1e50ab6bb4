// SPDX-License-Identifier: MIT
/// Every mailbox of a Mail by its field.
#pragma once

#include <span>

#include "postino/error.hpp"
#include "postino/mail.hpp"

namespace postino::detail {

/// The mailboxes of a field from Field::From to Field::Bcc. From, Sender and ReplyTo have one each,
/// be it an empty one.
[[nodiscard]] std::span<const Mailbox> mailboxes(const Mail& mail, Field field);

/// Whether `rule` finds nothing; else `error` is what it finds first, and about which mailbox.
[[nodiscard]] bool check_mailboxes(const Mail& mail, Fault (*rule)(const Mailbox&, Field),
                                   Error& error);

}  // namespace postino::detail
