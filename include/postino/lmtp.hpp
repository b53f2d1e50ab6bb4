// SPDX-License-Identifier: MIT
/// LMTP (RFC 2033): SMTP towards a mail store, which answers for each recipient on its own.
#pragma once

#include <cstdint>
#include <span>

#include "postino/detail/heard.hpp"
#include "postino/mechanism.hpp"
#include "postino/report.hpp"

namespace postino {

struct Server;

namespace detail {

/// A reply as Lmtp hears it.
struct LmtpReply {
  Phase phase;
  const Heard& heard;
  bool last_said;  ///< The last BDAT was said, and nothing after it.
  std::span<RecipientReport> recipients;
};

/// What it means.
enum class LmtpMeaning : std::uint8_t {
  AsInSmtp,
  More,  ///< The end of the message has a further reply.
  Over,  ///< It has none: the message is over.
  Drop,  ///< The message is over, and so is the connection.
};

}  // namespace detail

/// Named in Server::lmtp. After the end of a message the server says for each recipient that it
/// took whether it has delivered to him, and so does Report::recipients; the message is Accepted
/// when one of them got it. Messages of a queue go one by one, whatever Server::pipelining says,
/// and a chunk waits for an accepted recipient. A port has to be named, and it is not 25 (RFC 2033
/// 5).
class Lmtp {
 public:
  constexpr Lmtp() = default;

  /// Whether the port will do; for the client.
  virtual void check(const Server& server, Objection& found) const;

  // The same, during a conversation; virtual, so that an image that does not name an object of this
  // class has none of it.

  /// What it says in place of EHLO.
  [[nodiscard]] virtual const char* greets() const;
  /// Notes in `decision` what `reply` decides; `number`: of the recipient whose final reply is due.
  virtual detail::LmtpMeaning hear(const detail::LmtpReply& reply, std::uint16_t& number,
                                   detail::Decision& decision) const;
};

extern const Lmtp lmtp;

}  // namespace postino
