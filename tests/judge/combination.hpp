// SPDX-License-Identifier: MIT
/// One combination of replies, held with the client and put before the judge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/judge.hpp"
#include "postino/server.hpp"
#include "support/sent.hpp"

namespace postino::test {

/// What a conversation is about, beside the replies.
struct Mode {
  enum class Carries : std::uint8_t {
    Data,     ///< DATA.
    Known,    ///< BDAT of a known size: one chunk, which is the last.
    Unknown,  ///< BDAT of an unknown size: chunks (two of them for up to two recipients, for
              ///< three one) and an empty last one.
  };
  enum class LogsIn : std::uint8_t { No, Plain, Login };

  std::string_view name;
  Carries carries = Carries::Data;
  bool eager = false;
  bool pipelined = false;
  bool lmtp = false;
  bool after_refusal = false;  ///< A message before it was refused on the same connection.
  Security security = Security::None;
  LogsIn logs_in = LogsIn::No;
  /// The replies that vary; before them all is well, and after them too.
  Phase from = Phase::MailFrom;
  Phase to = Phase::EndOfData;
};

/// A reply, whatever the command.
enum class Word : std::uint8_t {
  Yes,
  Later,      ///< 4yz.
  No,         ///< 5yz.
  Closing,    ///< 421.
  Syntax,     ///< 501.
  Form,       ///< 504.
  Full,       ///< 552.
  Challenge,  ///< 334.
};

/// What the server does in place of its next reply, or after a 421.
enum class Break : std::uint8_t {
  Close,
  Reset,
  Silence,
  Half,     ///< A reply without its last octet, and a close.
  Garbage,  ///< Octets that are no reply.
  Odd,      ///< A reply with a code that cannot answer the command.
  Abort,    ///< Our own: abort().
  Unasked,  ///< A reply that no command asked for, with the last one that one did ask for.
  Amid,     ///< The same, amid the content.
};

/// One conversation: what is said to each command, and how it ends.
struct Combination {
  const Mode* mode = nullptr;
  std::size_t recipients = 1;
  bool one_by_one = false;  ///< The client has said all that it can before the next reply comes.
  Break breaks = Break::Close;
  std::vector<Word> words{};
  Word unasked = Word::Yes;  ///< For Break::Unasked and Amid.
};

/// How it went.
struct Held {
  Conversation conversation;
  Sent sent;
  std::optional<Phase> struck{};          ///< The command that was left without a reply.
  bool initial_response = false;          ///< That command is an AUTH with one.
  std::size_t challenges = 0;             ///< That were given before it.
  std::vector<std::string> complaints{};  ///< Of the server, and about packets.
};

/// Has the client hold that conversation, in virtual time.
[[nodiscard]] Held hold(const Combination& combination);

/// Returns in readable lines how the report differs from what the judge expects; empty: not at all.
[[nodiscard]] std::string difference(const Combination& combination, const Held& held);

}  // namespace postino::test
