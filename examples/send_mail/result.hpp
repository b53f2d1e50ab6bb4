// SPDX-License-Identifier: MIT
/// How the run ended: a Report that owns its words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "failure.hpp"
#include "postino/report.hpp"

namespace postino::demo {

/// About the last mail, or the first that was not accepted by all.
struct Result {
  Outcome outcome = Outcome::Deferred;
  Error error{};
  Protection protection = Protection::None;
  bool resumed = false;   ///< The last connection went on with the TLS session of an earlier one.
  std::string session{};  ///< Of TLS, for the next run.
  std::string text;
  std::string mechanism{};             ///< Of the login; empty where there was none.
  std::vector<std::string> addresses;  ///< Of `recipients`, which may be fewer.
  std::vector<RecipientReport> recipients;
  std::uint32_t mails = 0;     ///< That were tried.
  std::uint32_t accepted = 0;  ///< By the server, for some recipients at least.

  [[nodiscard]] Exit exit() const;
};

/// Why it was not 0, in one line of printable ASCII.
[[nodiscard]] std::string reason(const Result& result);

/// "5.1.1", or "" when there is none.
[[nodiscard]] std::string to_text(const EnhancedStatusCode& code);
/// "550 5.1.1", or "550".
[[nodiscard]] std::string to_text(std::uint16_t code, const EnhancedStatusCode& enhanced);

}  // namespace postino::demo
