// SPDX-License-Identifier: MIT
/// Private. All that the choice of the next phase depends on.
#pragma once

namespace postino::detail {

struct Facts {
  bool implicit_tls = false;     ///< Security::Tls.
  bool starttls_due = false;     ///< Wanted, offered, and not yet done.
  bool login_due = false;        ///< Configured, and not yet done.
  bool rset_due = false;         ///< A transaction of this connection was left open.
  bool refused = false;          ///< The reply was 4yz or 5yz.
  bool challenged = false;       ///< The reply to AUTH was 3yz.
  bool retry_auth = false;       ///< AUTH again, without an initial response.
  bool more_recipients = false;  ///< The one at the cursor is not the last.
  bool deliverable = false;      ///< MAIL was accepted, and at least one recipient.
};

}  // namespace postino::detail
