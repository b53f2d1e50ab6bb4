// SPDX-License-Identifier: MIT
/// What the embedded server offers, and how a test makes it misbehave.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cutting_channel.hpp"

namespace postino::demo {

struct ServerOptions {
  /// Loopback addresses, each with a port of its own.
  std::vector<std::string> addresses = {"127.0.0.1"};
  /// Lines of the answer to EHLO, behind the first. What is not here is not accepted either.
  std::vector<std::string> capabilities = {"PIPELINING", "SIZE 268435456",      "8BITMIME",
                                           "SMTPUTF8",   "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN"};
  /// Names and passwords.
  std::map<std::string, std::string> users{};
  /// MAIL needs AUTH before.
  bool login_required = false;
  /// Asked about each command line, and with "." when a mail has ended and "" for the greeting: a
  /// reply (several lines are joined by CRLF, no CRLF at the end) that is given instead of doing
  /// what the command says, or "" to do it. After a 421 the connection ends.
  std::function<std::string(std::string_view line)> instead{};
  /// Where each connection ends.
  Cut cut{};

  /// The line of `capabilities` whose keyword that is, "" when there is none.
  [[nodiscard]] std::string_view capability(std::string_view keyword) const;
};

}  // namespace postino::demo
