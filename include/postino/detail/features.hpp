// SPDX-License-Identifier: MIT
/// Private. What a client class has; what it lacks costs its image nothing.
#pragma once

#include <type_traits>

namespace postino::detail {

/// The features of one client class. The named sets are below; each neighbour of one is held to the
/// same tests.
struct Features {
  bool tls = true;         ///< STARTTLS and TLS, over a Transport; else in clear, over a Socket.
  bool in_clear = true;    ///< Security::None and Opportunistic.
  bool mechanisms = true;  ///< Any of SASL; else PLAIN and LOGIN.
  bool grammar = true;     ///< Arguments are held to their grammar; else to what can't inject.
  bool helo = true;        ///< HELO where EHLO is unknown.
  bool literal = true;     ///< The name for EHLO may be the literal of the local address.
  bool size = true;        ///< SIZE (RFC 1870).
  bool utf8 = true;        ///< SMTPUTF8 (RFC 6531).
  bool enhanced = true;    ///< Enhanced status codes (RFC 2034).
  bool extensions = true;  ///< Server::extensions, CHUNKING among them.
  bool lmtp = true;        ///< Server::lmtp.
  bool pipelining = true;  ///< Commands in one flight (RFC 2920).
  bool reuse = true;       ///< Further messages on an open connection.
  bool queue = true;       ///< MailQueue; needs `reuse`.
  bool addresses = true;   ///< The host's next address where one is of no use.
};

inline constexpr Features all{};
/// The least that logs in and sends.
inline constexpr Features small{.tls = false,
                                .in_clear = true,
                                .mechanisms = false,
                                .grammar = false,
                                .helo = false,
                                .literal = false,
                                .size = false,
                                .utf8 = false,
                                .enhanced = false,
                                .extensions = false,
                                .lmtp = false,
                                .pipelining = false,
                                .reuse = false,
                                .queue = false,
                                .addresses = false};

/// The same over TLS, which is required.
constexpr Features over_tls(Features features) {
  features.tls = true;
  features.in_clear = false;
  return features;
}
inline constexpr Features small_tls = over_tls(small);

/// In place of the field of a feature that is absent: always zero, and of no size.
template <class T, int number>
struct Absent {
  constexpr Absent() = default;
  constexpr Absent(const T&) {}
  constexpr operator T() const { return T{}; }

  friend constexpr bool operator==(const Absent&, const Absent&) = default;
};

/// A field of type `T` where `has`; `number` tells several in one value apart.
template <bool has, class T, int number = 0>
using If = std::conditional_t<has, T, Absent<T, number>>;

}  // namespace postino::detail
