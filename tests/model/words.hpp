// SPDX-License-Identifier: MIT
/// Replies as servers word them: of one line or several, with an enhanced status code, without, or
/// with one that does not fit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "postino/error.hpp"

namespace postino::model {

/// A reply, and what a report may say of it. No two of a conversation have the same words.
struct Wording {
  static constexpr std::size_t room = 1024;

  char octets[room];
  std::size_t size = 0;
  char words[room];
  std::size_t words_size = 0;
  EnhancedStatusCode enhanced{};

  /// Number `number` of a conversation whose words follow from `seed`.
  void write(std::uint64_t seed, std::uint32_t number, std::uint16_t code);
  /// Exactly these words.
  void write_plain(std::uint16_t code, std::string_view text);

 private:
  void put(std::string_view text);
  void put_number(std::uint32_t value);
  void line(std::uint16_t code, bool last);
  void end_line(bool last);
};

}  // namespace postino::model
