// SPDX-License-Identifier: MIT
/// What really happened in a conversation, kept apart from what the client says of it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "model/script.hpp"

namespace postino::model {

inline constexpr std::uint8_t nobody = 0xff;

/// A reply of the server.
struct Said {
  std::uint8_t owner = nobody;  ///< The message that it is about.
  Phase phase = Phase::Idle;    ///< Of the command that it answers.
  std::uint8_t number = 0;      ///< Of the recipient or the chunk; unasked: 1 in one but the last.
  bool asked = true;
  bool further = false;  ///< The host had another address then.
  std::uint16_t code = 0;
  EnhancedStatusCode enhanced{};
  std::uint32_t words = 0;  ///< Where they begin.
  std::uint16_t words_size = 0;
  std::uint16_t connection = 0;
  std::uint32_t end = 0;  ///< Octets of the connection up to its last one, to the client.
};

/// What became of one message.
struct Fate {
  std::uint16_t connections = 0;   ///< That there were before this attempt.
  std::uint16_t first = 0;         ///< Of Truth::said, that can be about this attempt.
  std::uint8_t switches = 0;       ///< To the host's next address.
  std::uint8_t untried = 0;        ///< Addresses, at its report.
  Address last = Address::Serves;  ///< Of the last connection.
  std::uint8_t taken = 0;          ///< How often.
  std::uint8_t taken_for = 0;      ///< A bit for each recipient.
  bool end_out = false;            ///< Its end was handed over, in this attempt.
  bool plainly = false;            ///< After HELO: without any extension.
  bool kept = false;               ///< There was a connection for it when it began.
  bool ended = false;              ///< It has its report.
  bool whole = false;              ///< A liar heard all of it, as it should be.
};

/// A command that a liar heard, the end of a content, or its beginning, which asks for no reply.
struct Item {
  std::uint8_t owner = nobody;
  Phase phase = Phase::Idle;
  std::uint8_t number = 0;
  std::uint16_t connection = 0;
  std::uint32_t known = 0;  ///< Octets that the client could know when it said the last of it.
};

/// In memory that serves one conversation after another.
struct Truth {
  static constexpr std::size_t max_said = 8192;
  static constexpr std::size_t max_words = 1U << 20;
  static constexpr std::size_t max_connections = 256;

  Said said[max_said];
  std::uint16_t replies = 0;
  char words[max_words];
  std::uint32_t words_size = 0;
  Fate fate[max_messages];
  std::uint8_t current = 0;  ///< The oldest message without a report.
  std::uint16_t connections = 0;
  std::uint32_t received[max_connections];  ///< Octets that the client took from each.
  std::vector<Item> items;                  ///< With a liar; and all that the client took.
  std::vector<std::string> heard;           ///< Of each connection.
  const char* wrong = nullptr;              ///< The first thing that was.
  std::uint8_t wrong_message = 0;

  void begin() {
    replies = 0;
    words_size = 0;
    current = 0;
    connections = 0;
    wrong = nullptr;
    wrong_message = 0;
    items.clear();
    heard.clear();
    for (Fate& one : fate) one = {};
  }
  void fail(const char* what) {
    if (wrong != nullptr) return;
    wrong = what;
    wrong_message = current;
  }
  [[nodiscard]] bool reached(const Said& reply) const {
    return received[reply.connection] >= reply.end;
  }
  [[nodiscard]] std::string_view words_of(const Said& reply) const {
    return {words + reply.words, reply.words_size};
  }
};

}  // namespace postino::model
