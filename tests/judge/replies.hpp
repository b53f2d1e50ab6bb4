// SPDX-License-Identifier: MIT
/// The server's words: each reply of a conversation has a code, an enhanced code and words that no
/// other one has, so that a report that mixes two of them shows.
#pragma once

#include <cstddef>
#include <string>

#include "judge/combination.hpp"

namespace postino::test {

struct ReplyText {
  Answer answer{};
  std::string octets{};
};

/// Returns reply number `place` of a conversation.
[[nodiscard]] ReplyText reply_to(Phase command, Word word, std::size_t place);

struct Interruption {
  Answer answer{};
  std::string octets{};  ///< That come in place of the reply.
  bool closes = false;   ///< After them.
  bool cuts = false;     ///< Once the client has heard all.
};

/// Returns what comes in place of reply number `place`.
[[nodiscard]] Interruption instead_of_reply(Phase command, Break breaks, std::size_t place);

}  // namespace postino::test
