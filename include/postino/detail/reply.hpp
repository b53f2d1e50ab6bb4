// SPDX-License-Identifier: MIT
/// Private. RFC 5321 4.2: replies, octet by octet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "postino/config.hpp"
#include "postino/error.hpp"

namespace postino::detail {

/// Reads replies octet by octet. Keeps no text: it says what is.
class ReplyParser {
 public:
  enum class Event : std::uint8_t {
    None,    ///< Part of the code or of a line end.
    Text,    ///< The octet is text; LF between two lines is.
    Reply,   ///< The last line ended; code() is that of all its lines.
    Broken,  ///< fault() says how; nothing more can be read.
  };

  /// `max_lines`: of the reply that it belongs to.
  Event next(char octet, std::uint16_t max_lines = config::max_reply_lines);

  /// Takes the front of `octets` up to the next event, for which `text` is what is text.
  Event read(std::string_view& octets, std::string_view& text,
             std::uint16_t max_lines = config::max_reply_lines);

  /// Of the current line; every line of a reply has the same.
  [[nodiscard]] std::uint16_t code() const { return line_code_; }
  [[nodiscard]] Fault fault() const { return fault_; }
  /// Whether a reply has begun and not ended.
  [[nodiscard]] bool begun() const { return place_ != Place::Start || lines_ != 0; }

 private:
  enum class Place : std::uint8_t { Start, Digit2, Digit3, Separator, Text, LineFeed };

  std::size_t text(std::string_view octets);
  Event line_end(std::uint16_t max_lines);
  Event digit(char octet);
  Event count(std::uint8_t size, Event event);
  Event broken(Fault fault);

  Place place_ = Place::Start;
  Fault fault_ = Fault::None;
  bool more_ = false;
  std::uint16_t code_ = 0;
  std::uint16_t line_code_ = 0;
  std::uint16_t lines_ = 0;
  std::uint16_t line_octets_ = 0;
  std::uint16_t octets_ = 0;
};

}  // namespace postino::detail
