// SPDX-License-Identifier: MIT
/// Time is an argument: Postino has no clock of its own.
#pragma once

#include <cstdint>

namespace postino {

/// A point on the caller's millisecond clock, or a distance between two. The clock may start
/// anywhere and wraps at 2^32; points compare rightly up to 24 days apart.
struct Millis {
  std::uint32_t value = 0;

  friend constexpr Millis operator+(Millis a, Millis b) { return {a.value + b.value}; }
  friend constexpr Millis operator-(Millis a, Millis b) { return {a.value - b.value}; }
  friend constexpr bool operator==(Millis, Millis) = default;

  /// Whether this point lies at or after `other` on the wrapping clock.
  [[nodiscard]] constexpr bool reached(Millis other) const {
    return static_cast<std::int32_t>(value - other.value) >= 0;
  }
};

/// What is too long for a Millis is all of it, which is no timeout, and not what is left of it.
constexpr Millis seconds(std::uint32_t count) {
  return {count <= 0xffffffffU / 1000U ? count * 1000U : 0xffffffffU};
}
constexpr Millis minutes(std::uint32_t count) {
  return {count <= 0xffffffffU / 60000U ? count * 60000U : 0xffffffffU};
}

/// How long each phase may take: from the moment its command was handed over to the whole reply;
/// no octet in between restarts it. Each from 1 ms to config::max_timeout, else
/// Fault::InvalidTimeout. Defaults: RFC 5321 4.5.3.2, and 30 s to connect.
struct Timeouts {
  Millis connect = seconds(30);      ///< Looking up the name and trying all its addresses.
  Millis greeting = minutes(5);      ///< The server's first reply.
  Millis command = minutes(5);       ///< EHLO, HELO, STARTTLS, MAIL, RCPT, RSET.
  Millis handshake = seconds(60);    ///< The whole TLS handshake.
  Millis auth = minutes(2);          ///< Each round of an authentication exchange.
  Millis data = minutes(2);          ///< DATA to its 354.
  Millis block = minutes(3);         ///< Each packet of the mail, until the transport took it.
  Millis end_of_data = minutes(10);  ///< The end of the mail to its final reply.
  Millis quit = seconds(5);          ///< QUIT to the close; its outcome never matters.
  Millis packet_wait = seconds(2);   ///< An empty pool while no packet of ours is in flight.
  Millis session = minutes(60);      ///< The whole of one message, from the first poll() on.
  Millis first_reply = seconds(30);  ///< The first one on a connection that was kept open.
};

/// NetX Duo's defaults: NX_SMTP_CLIENT_CONNECTION_TIMEOUT 10 s, _DISCONNECT_TIMEOUT 5 s,
/// NX_SMTP_GREETING_TIMEOUT and NX_SMTP_ENVELOPE_TIMEOUT 10 s, NX_SMTP_MESSAGE_TIMEOUT 30 s,
/// NX_SMTP_CLIENT_PACKET_TIMEOUT 2 s.
inline constexpr Timeouts netx_timeouts{.connect = seconds(10),
                                        .greeting = seconds(10),
                                        .command = seconds(10),
                                        .handshake = seconds(10),
                                        .auth = seconds(10),
                                        .data = seconds(30),
                                        .block = seconds(30),
                                        .end_of_data = seconds(30),
                                        .quit = seconds(5),
                                        .packet_wait = seconds(2),
                                        .session = minutes(60),
                                        .first_reply = seconds(10)};

}  // namespace postino
