// SPDX-License-Identifier: MIT
/// RFC 5321 4.1.2: mailboxes.
#pragma once

#include "postino/error.hpp"
#include "postino/view.hpp"

namespace postino::detail {

/// Fault::None for a mailbox that may go on the wire: a local part, dotted or quoted, and a domain
/// or an address literal. UTF-8 is allowed in all but the literal (RFC 6531 3.3).
[[nodiscard]] Fault check_address(const View& address);

/// Whether `text` is labels joined by dots.
[[nodiscard]] bool is_domain_name(const View& text);

}  // namespace postino::detail
