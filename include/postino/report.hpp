// SPDX-License-Identifier: MIT
/// What the application learns of a mail.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "postino/error.hpp"

namespace postino {

/// How the connection was protected when the report was made.
enum class Protection : std::uint8_t {
  None,            ///< In clear.
  Unverified,      ///< TLS with whoever answered: verification was switched off.
  DatesUnchecked,  ///< TLS with the server named, though its certificate may have expired.
  Verified,        ///< TLS with the server named.
};

/// What became of one recipient.
struct RecipientReport {
  Outcome outcome = Outcome::Deferred;
  std::uint16_t code = 0;  ///< The reply to RCPT; 0 when none came.
  EnhancedStatusCode enhanced{};
};

/// What became of one mail. The spans lie in the client's Memory and hold until its next send().
struct Report {
  Outcome outcome = Outcome::Deferred;
  Protection protection = Protection::None;
  /// Connections on which the message was begun: 0 with InvalidArgument, as a rule 1; one more for
  /// each address of the host that was of no use, if a connection that was kept open ended before
  /// it had answered MAIL, and if a TokenSource had another token after a refused one.
  std::uint8_t attempts = 0;
  Error error{};
  /// The server's words behind the reply code, lines joined by LF, cut at Sizes::reply_text.
  /// Untrusted: print it through escape(). Words that echo credentials are "***".
  std::string_view text{};
  /// The name of the mechanism that this reply answers, or else of the one that was tried last on
  /// the connection; empty when none was, and with SmallClient and SmallTlsClient.
  std::string_view mechanism{};
  /// In the order of Mail::recipient(): to, cc, bcc. Empty with InvalidArgument.
  std::span<const RecipientReport> recipients{};
};

/// `text` fit for a log: printable ASCII as it is, anything else and the backslash as \xNN, cut
/// between characters at what `into` holds; the number of octets written.
std::size_t escape(std::string_view text, std::span<char> into);

}  // namespace postino
