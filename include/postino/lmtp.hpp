// SPDX-License-Identifier: MIT
/// LMTP (RFC 2033): SMTP towards a mail store, which answers for each recipient on its own.
#pragma once

#include <cstdint>

#include "postino/mechanism.hpp"

namespace postino {

struct Server;

namespace detail {
class Session;
enum class Then : std::uint8_t;
}  // namespace detail

/// Named in Server::lmtp. Behind the end of a mail the server says for each recipient that it took
/// whether it has delivered to him, and so does Report::recipients; the mail is Accepted when one
/// of them got it. Mails of a queue go one by one, whatever Server::pipelining says, and a chunk
/// waits for an accepted recipient. A port has to be named, and it is not 25 (RFC 2033 5).
class Lmtp {
 public:
  constexpr Lmtp() = default;

  /// Whether the port will do; for the client.
  virtual void check(const Server& server, Objection& found) const;

 private:
  friend class detail::Session;

  // Virtual, so that an image that does not name an object of this class has none of it.
  [[nodiscard]] virtual const char* says(Phase phase, const char* in_smtp) const;
  virtual detail::Then hear(detail::Session& session) const;

  detail::Then hear_end(detail::Session& session) const;
};

extern const Lmtp lmtp;

}  // namespace postino
