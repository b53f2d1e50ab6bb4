// SPDX-License-Identifier: MIT
/// Says what a report has to be, from docs/errors.md ("What decides") and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postino/error.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"

namespace postino::test {

/// A reply that reached the client, or what left its command without one.
struct Answer {
  /// The command. Of a reply that none asked for (EarlyReply): Content once the content may be
  /// said, else Idle.
  Phase to = Phase::Idle;
  Fault absence = Fault::None;  ///< None: it is a reply.
  std::uint16_t code = 0;       ///< Of an absence: 0, unless a reply was the cause.
  EnhancedStatusCode enhanced{};
  std::string words{};
  bool begun = false;             ///< Of an absence: a reply had begun.
  bool initial_response = false;  ///< Of an AUTH that had one.
  bool secured = false;           ///< It came under TLS.
};

/// All that a report follows from.
struct Conversation {
  bool lmtp = false;
  Security security = Security::None;
  bool login = false;
  bool kept = false;  ///< On a connection that was kept open; a fresh one can't be made.
  std::size_t recipients = 1;
  std::vector<Answer> answers{};  ///< In the order of the commands.
  bool end_handed_over = false;   ///< All of the message was, its end included.
};

/// A report, as far as the page determines it.
struct Expected {
  Outcome outcome = Outcome::Deferred;
  std::optional<Fault> fault{};
  std::optional<Phase> phase{};
  std::uint16_t code = 0;
  EnhancedStatusCode enhanced{};
  std::string words{};
  std::vector<RecipientReport> recipients{};
};

/// Returns the report that a conversation has to end with.
[[nodiscard]] Expected judge(const Conversation& conversation);

}  // namespace postino::test
