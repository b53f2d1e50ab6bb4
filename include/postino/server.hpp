// SPDX-License-Identifier: MIT
/// Where a mail goes, and how.
#pragma once

#include <cstdint>
#include <optional>

#include "postino/extension.hpp"
#include "postino/mechanism.hpp"
#include "postino/time.hpp"
#include "postino/view.hpp"

namespace postino {

/// How the connection is protected.
enum class Security : std::uint8_t {
  StartTls,       ///< Required: without it no mail, no credentials (RFC 3207). Port 587.
  Tls,            ///< From the first octet (RFC 8314 3.3). Port 465.
  Opportunistic,  ///< STARTTLS when offered, else in clear, and then without AUTH. Port 25. A
                  ///< message ends, and does not go on in clear, when an offered STARTTLS is
                  ///< refused (Deferred by a 4yz, else Unsafe) or its handshake fails; and, with a
                  ///< login, when none is offered (Deferred).
  None,           ///< In clear. Port 25.
};

/// How far commands run ahead of their replies, where the server offers PIPELINING (RFC 2920).
enum class Pipelining : std::uint8_t {
  WithinMail,   ///< MAIL, RCPT and DATA in one flight: two round trips a mail.
  Off,          ///< One command at a time.
  AcrossMails,  ///< The next mail of a MailQueue right behind the end of the one before: one round
                ///< trip a mail. Legal (RFC 2920 3.1), but Dovecot 2.3 aborts on it, and Haraka
                ///< 3.3 answers 503 to every other mail.
};

class Lmtp;

/// A server, and who we are to it. Borrowed while a message is under way. A connection that is kept
/// open is bound to host, port, security, lmtp, ehlo_name, extensions and the login but for its
/// password and token: it serves the next message of any Server that has the same.
struct Server {
  View host{};             ///< Name, IPv4 or IPv6 address without brackets. Required.
  std::uint16_t port = 0;  ///< 0: the one that `security` names.
  Security security = Security::StartTls;
  std::optional<Login> login{};
  /// What EHLO says: a domain or an address literal. Empty: the literal of the local end, or
  /// [127.0.0.1] when the port knows no address.
  View ehlo_name{};
  Pipelining pipelining = Pipelining::WithinMail;
  /// The extensions that may be used beside the library's own: a named array of pointers to them.
  Extensions extensions{};
  /// &postino::lmtp: it speaks LMTP (RFC 2033); nullptr: SMTP.
  const Lmtp* lmtp = nullptr;
  /// How long the connection stays open for a further message once a report was made, at most
  /// config::max_timeout. A further send() to such a Server before the next poll() uses the open
  /// connection in any case.
  Millis keep_open{};
  Timeouts timeouts{};
};

/// `server.port`, or the default for its security.
[[nodiscard]] constexpr std::uint16_t port_of(const Server& server) {
  if (server.port != 0) return server.port;
  if (server.security == Security::StartTls) return 587;
  return server.security == Security::Tls ? 465 : 25;
}

}  // namespace postino
