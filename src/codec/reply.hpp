// SPDX-License-Identifier: MIT
/// RFC 5321 4.2 (replies), 4.2.1 (grammar of the code), 4.5.3.1.5 (length); RFC 2034 4 (lines).
#pragma once

#include "base/ascii.hpp"
#include "base/smaller.hpp"
#include "postino/config.hpp"
#include "postino/detail/reply.hpp"

namespace postino::detail {

/// Not CR, LF or NUL; most are above them.
inline bool is_text(char octet) {
  const unsigned value = static_cast<unsigned char>(octet);
  return value > '\r' || (1U << value & (1U << '\r' | 1U << '\n' | 1U)) == 0;
}

/// How many of the next octets are Text; they are read with that.
inline std::size_t ReplyParser::text(std::string_view octets) {
  std::size_t size = 0;
  if (place_ != Place::Text || fault_ != Fault::None) return size;
  const std::size_t most =
      smaller(smaller(octets.size(), config::max_reply_line_size - line_octets_),
              config::max_reply_size - octets_);
  while (size < most && is_text(octets[size])) ++size;
  line_octets_ = static_cast<std::uint16_t>(line_octets_ + size);
  octets_ = static_cast<std::uint16_t>(octets_ + size);
  return size;
}

inline ReplyParser::Event ReplyParser::read(std::string_view& octets, std::string_view& text,
                                            std::uint16_t max_lines) {
  Event event = Event::None;
  while (event == Event::None && !octets.empty()) {
    const std::size_t size = this->text(octets);
    text = front(octets, size != 0 ? size : 1);
    octets.remove_prefix(text.size());
    event = size != 0 ? Event::Text : next(text.front(), max_lines);
  }
  return event;
}

inline ReplyParser::Event ReplyParser::next(char octet, std::uint16_t max_lines) {
  if (fault_ != Fault::None) return Event::Broken;
  if (place_ < Place::Separator) return digit(octet);
  if (octet == '\n') return line_end(max_lines);
  const bool separator = place_ == Place::Separator && (octet == ' ' || octet == '-');
  if (separator || (place_ == Place::Text && octet != '\r' && octet != '\0')) {
    if (separator) more_ = octet == '-';
    place_ = Place::Text;
    return count(1, separator ? Event::None : Event::Text);
  }
  const bool ended = place_ == Place::LineFeed;
  if (place_ == Place::Separator) more_ = false;
  place_ = Place::LineFeed;
  return octet == '\r' && !ended ? Event::None : broken(Fault::MalformedReply);
}

/// Of the code. The second one may be any: 571 is in use, and the first one decides.
inline ReplyParser::Event ReplyParser::digit(char octet) {
  const bool first = place_ == Place::Start;
  if (octet < (first ? '2' : '0') || octet > (first ? '5' : '9')) {
    return broken(Fault::MalformedReply);
  }
  line_code_ = static_cast<std::uint16_t>((first ? 0 : line_code_ * 10) + (octet - '0'));
  place_ = static_cast<Place>(static_cast<std::uint8_t>(place_) + 1);
  if (place_ != Place::Separator) return Event::None;
  if (lines_ != 0 && line_code_ != code_) return broken(Fault::MalformedReply);
  return count(3, Event::None);
}

/// Octets of the line that are no line end, and what they are.
inline ReplyParser::Event ReplyParser::count(std::uint8_t size, Event event) {
  line_octets_ = static_cast<std::uint16_t>(line_octets_ + size);
  octets_ = static_cast<std::uint16_t>(octets_ + size);
  if (line_octets_ > config::max_reply_line_size) return broken(Fault::ReplyLineTooLong);
  return octets_ > config::max_reply_size ? broken(Fault::ReplyTooLong) : event;
}

inline ReplyParser::Event ReplyParser::line_end(std::uint16_t max_lines) {
  if (place_ == Place::Separator) more_ = false;
  code_ = line_code_;
  line_octets_ = 0;
  place_ = Place::Start;
  if (!more_) {
    lines_ = 0;
    octets_ = 0;
    return Event::Reply;
  }
  if (++lines_ >= max_lines) return broken(Fault::ReplyTooManyLines);
  return Event::Text;
}

inline ReplyParser::Event ReplyParser::broken(Fault fault) {
  fault_ = fault;
  return Event::Broken;
}

}  // namespace postino::detail
