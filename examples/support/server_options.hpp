// SPDX-License-Identifier: MIT
/// What the embedded server offers, and how a test makes it misbehave.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cutting_channel.hpp"
#include "tls_channel.hpp"

namespace postino::demo {

struct ServerOptions {
  /// Loopback addresses, each with a port of its own.
  std::vector<std::string> addresses = {"127.0.0.1"};
  /// Lines of the answer to EHLO, behind the first. What is not here is not accepted either.
  /// STARTTLS comes with `tls`, and of the mechanisms only those are shown that can succeed.
  std::vector<std::string> capabilities = {
      "PIPELINING",
      "SIZE 268435456",
      "8BITMIME",
      "CHUNKING",
      "BINARYMIME",
      "DSN",
      "SMTPUTF8",
      "ENHANCEDSTATUSCODES",
      "AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 OAUTHBEARER XOAUTH2 EXTERNAL "
      "PLAIN LOGIN"};
  /// Without it there is no TLS.
  std::shared_ptr<const TlsServer> tls{};
  /// TLS from the first octet instead of STARTTLS.
  bool tls_at_once = false;
  /// AUTH is there before TLS, too, where there is TLS.
  bool clear_text_login = false;
  /// Names, and passwords or tokens.
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
