// SPDX-License-Identifier: MIT
/// The state machine: one row a phase.
#pragma once

#include <cstdint>

#include "postino/error.hpp"
#include "postino/time.hpp"

namespace postino::detail {

/// What a phase does before it listens.
enum class Does : std::uint8_t {
  Nothing,
  Connect,
  Handshake,
  Ask,       ///< Says a command, and waits for its reply (the last of a group, RFC 2920 3.1).
  AskAhead,  ///< Says a command; the next may follow at once.
  Content,   ///< Says the message itself; no reply.
};

/// What a 4yz or 5yz ends.
enum class Refusal : std::uint8_t {
  Connection,  ///< The connection, in order where nothing more is to be answered.
  Unsafe,      ///< So it is; by a 5yz, what was offered to protect it is not to be had.
  Greeting,    ///< HELO may do, or what the offer was to have is missing.
  Login,       ///< The login, and the connection in order.
  Recipient,   ///< One recipient.
  Message,     ///< The message; the connection can carry another.
};

/// The codes that a phase accepts: what only() gives, or any_2yz (RFC 5321 4.2.1); 0: no reply is
/// due.
using Accepts = std::uint8_t;
inline constexpr Accepts any_2yz = 2;
/// An octet holds no code, but how far one is beyond 100.
[[nodiscard]] consteval Accepts only(std::uint16_t code) {
  return static_cast<Accepts>(code - 100);
}

struct Row {
  Does does;
  Accepts accepts;
  Refusal refusal;
  std::uint8_t says;      ///< Offset of the command among all.
  std::uint8_t deadline;  ///< Offset in Timeouts, in units of Millis.
  Phase next;             ///< What follows unless the facts have it otherwise.
};

[[nodiscard]] const Row& row_of(Phase phase);
/// The command, as far as it is the same each time.
[[nodiscard]] const char* command_of(Phase phase);
[[nodiscard]] Millis timeout_of(const Timeouts& timeouts, Phase phase);

/// Whether `code` is among those that `accepts` means.
[[nodiscard]] constexpr bool accepted(Accepts accepts, std::uint16_t code) {
  return code - 100 == accepts || code / 100 == accepts;
}

// All that the choice of the next phase depends on is asked of `facts` when it is needed:
// implicit_tls(): Security::Tls.
// starttls_due(): wanted, offered, and not yet done.
// login_due(): configured.
// rset_due(): a transaction of this connection was left open.
// negative(): the reply was 4yz or 5yz.
// challenged(): the reply to AUTH was 334.
// retry_auth(): AUTH again, without an initial response.
// more_recipients(): the one at the cursor is not the last.
// deliverable(): MAIL was accepted, and at least one recipient.
// chunking(): BDAT and not DATA (RFC 3030).
// chunk_due(): a chunk comes that is not the last.
// exhausted(): the connection can carry no further message.

/// What follows while there is no transaction, unless the row's own does.
template <class Facts>
[[nodiscard, gnu::always_inline]] constexpr Phase next_of_connection(Phase phase,
                                                                     const Facts& facts) {
  switch (phase) {
    case Phase::Connect:
      if (facts.implicit_tls()) return Phase::ImplicitTls;
      break;
    case Phase::Ehlo:
      if (facts.negative()) return Phase::Helo;
      if (facts.starttls_due()) return Phase::StartTls;
      if (facts.login_due()) return Phase::Auth;
      break;
    case Phase::Auth:
      if (facts.retry_auth()) return Phase::Auth;
      [[fallthrough]];
    case Phase::AuthResponse:
      if (facts.challenged()) return Phase::AuthResponse;
      if (facts.negative()) return Phase::Quit;
      break;
    case Phase::Done:
      if (facts.exhausted()) return Phase::Quit;
      if (facts.rset_due()) return Phase::Rset;
      break;
    default:
      break;
  }
  return row_of(phase).next;
}

/// Where the conversation goes from `phase`. What follows a reply is chosen here and nowhere else.
template <class Facts>
[[nodiscard, gnu::always_inline]] constexpr Phase next_phase(Phase phase, const Facts& facts) {
  switch (phase) {
    case Phase::RcptTo:
      if (facts.more_recipients()) return Phase::RcptTo;
      [[fallthrough]];
    case Phase::Chunk:
      // RFC 3030 2: after a refused chunk nothing of the message follows.
      if (!facts.deliverable()) return Phase::Done;
      if (phase == Phase::RcptTo && !facts.chunking()) break;
      return facts.chunk_due() ? Phase::Chunk : Phase::EndOfData;
    case Phase::Rset:
    case Phase::MailFrom:
    case Phase::Data:
      // A message that the server's offer forbids is given up, as after a refused MAIL.
      if (facts.negative()) return Phase::Done;
      // A server that wants a message although it refused every recipient gets a lone dot.
      if (phase == Phase::Data && !facts.deliverable()) return Phase::EndOfData;
      break;
    default:
      break;
  }
  return next_of_connection(phase, facts);
}

}  // namespace postino::detail
