// SPDX-License-Identifier: MIT
/// Private. All that the choice of the next phase depends on.
#pragma once

namespace postino::detail {

/// Of whole words, so that copying one takes few instructions.
struct alignas(4) Facts {
  bool implicit_tls = false;     ///< Security::Tls.
  bool starttls_due = false;     ///< Wanted, offered, and not yet done.
  bool login_due = false;        ///< Configured, and not yet done.
  bool rset_due = false;         ///< A transaction of this connection was left open.
  bool negative = false;         ///< The reply was 4yz or 5yz.
  bool challenged = false;       ///< The reply to AUTH was 3yz.
  bool retry_auth = false;       ///< AUTH again, without an initial response.
  bool more_recipients = false;  ///< The one at the cursor is not the last.
  bool deliverable = false;      ///< MAIL was accepted, and at least one recipient.
  bool chunking = false;         ///< BDAT and not DATA (RFC 3030).
  bool chunk_due = false;        ///< A chunk comes that is not the last.
  bool exhausted = false;        ///< The connection can carry no further mail.

  friend constexpr bool operator==(const Facts&, const Facts&) = default;
};

}  // namespace postino::detail
