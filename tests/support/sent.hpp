// SPDX-License-Identifier: MIT
/// What a mail came to, kept for a test to look at.
#pragma once

#include <string>
#include <vector>

#include "postino/report.hpp"
#include "postino/time.hpp"

namespace postino::test {

/// A Report and all that it refers to.
struct Sent {
  Sent() = default;
  Sent(const Report& report, Millis took);

  /// "Accepted", "Deferred: Timeout", "Rejected: NegativeReply 552", "InvalidArgument: LineBreak in
  /// Cc 2".
  [[nodiscard]] std::string what() const;
  /// what(), and " in RcptTo".
  [[nodiscard]] std::string what_and_where() const;
  /// "Accepted 250, Rejected 550, Deferred 0": one for each recipient.
  [[nodiscard]] std::string recipients() const;
  /// "5.7.8", or "" when there was none.
  [[nodiscard]] std::string enhanced() const;

  bool reported = false;
  Outcome outcome = Outcome::Deferred;
  Error error{};
  unsigned attempts = 0;
  std::string text;
  std::string mechanism{};
  std::vector<RecipientReport> each;
  Millis took{};  ///< From the first poll() on.
};

}  // namespace postino::test
