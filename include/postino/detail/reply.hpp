// SPDX-License-Identifier: MIT
/// Private. RFC 5321 4.2: replies, octet by octet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "postino/error.hpp"

namespace postino::detail {

/// Reads replies from whatever pieces they come in. Keeps no text: it hands it on.
class ReplyParser {
 public:
  enum class Event : std::uint8_t {
    NeedMore,  ///< The input is used up.
    Text,      ///< text() is a piece of a line's text, or LF between two lines.
    Reply,     ///< The last line ended; code() is that of all its lines.
    Broken,    ///< fault() says how; nothing more can be read.
  };

  /// Takes octets off the front of `input` up to the next event.
  Event next(std::string_view& input);

  [[nodiscard]] std::string_view text() const { return text_; }
  /// Of the current line; every line of a reply has the same.
  [[nodiscard]] std::uint16_t code() const { return line_code_; }
  [[nodiscard]] Fault fault() const { return fault_; }
  /// Whether a reply has begun and not ended.
  [[nodiscard]] bool begun() const { return place_ != Place::Start || lines_ != 0; }

 private:
  enum class Place : std::uint8_t { Start, Digit2, Digit3, Separator, Text, LineFeed };

  Event line_end();
  bool code_octet(char octet);
  bool text_piece(std::string_view& input);
  bool count(std::size_t octets);
  Event broken(Fault fault);

  Place place_ = Place::Start;
  Fault fault_ = Fault::None;
  bool more_ = false;
  std::uint16_t code_ = 0;
  std::uint16_t line_code_ = 0;
  std::uint16_t lines_ = 0;
  std::uint16_t line_octets_ = 0;
  std::uint16_t octets_ = 0;
  std::string_view text_{};
};

}  // namespace postino::detail
