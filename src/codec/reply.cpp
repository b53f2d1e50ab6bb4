// SPDX-License-Identifier: MIT
// RFC 5321 4.2 (replies), 4.2.1 (grammar of the code), 4.5.3.1.5 (length); RFC 2034 4 (lines).
#include "postino/detail/reply.hpp"

#include "base/smaller.hpp"
#include "postino/config.hpp"

namespace postino::detail {

std::size_t ReplyParser::text(std::string_view octets) {
  std::size_t size = 0;
  if (place_ != Place::Text || fault_ != Fault::None) return size;
  const std::size_t most = smaller(smaller(octets.size(), config::reply_line_octets - line_octets_),
                                   config::reply_octets - octets_);
  while (size < most && octets[size] != '\r' && octets[size] != '\n' && octets[size] != '\0')
    ++size;
  line_octets_ = static_cast<std::uint16_t>(line_octets_ + size);
  octets_ = static_cast<std::uint16_t>(octets_ + size);
  return size;
}

ReplyParser::Event ReplyParser::next(char octet) {
  if (fault_ != Fault::None) return Event::Broken;
  if (octet == '\n' && place_ >= Place::Separator) return line_end();
  if (octet != '\r') {
    if (++line_octets_ > config::reply_line_octets) return broken(Fault::ReplyLineTooLong);
    if (++octets_ > config::reply_octets) return broken(Fault::ReplyTooLong);
    if (place_ == Place::Text && octet != '\0') return Event::Text;
  }
  return code_octet(octet) ? Event::None : broken(Fault::MalformedReply);
}

/// One octet of the code, what separates it from the text, or the CR.
bool ReplyParser::code_octet(char octet) {
  switch (place_) {
    case Place::Start:
    case Place::Digit2:
    case Place::Digit3: {
      // The second digit may be any: 571 is in use, and the first one decides.
      const bool first = place_ == Place::Start;
      if (octet < (first ? '2' : '0') || octet > (first ? '5' : '9')) return false;
      if (first) line_code_ = 0;
      line_code_ = static_cast<std::uint16_t>(line_code_ * 10 + (octet - '0'));
      place_ = static_cast<Place>(static_cast<std::uint8_t>(place_) + 1);
      return place_ != Place::Separator || lines_ == 0 || line_code_ == code_;
    }
    case Place::Separator:
      if (octet == ' ' || octet == '-') {
        more_ = octet == '-';
        place_ = Place::Text;
        return true;
      }
      more_ = false;
      [[fallthrough]];
    case Place::Text:
      place_ = Place::LineFeed;
      return octet == '\r';
    case Place::LineFeed:
      return false;
  }
  return false;
}

ReplyParser::Event ReplyParser::line_end() {
  if (place_ == Place::Separator) more_ = false;
  code_ = line_code_;
  line_octets_ = 0;
  place_ = Place::Start;
  if (!more_) {
    lines_ = 0;
    octets_ = 0;
    return Event::Reply;
  }
  if (++lines_ >= config::reply_lines) return broken(Fault::ReplyTooManyLines);
  return Event::Text;
}

ReplyParser::Event ReplyParser::broken(Fault fault) {
  fault_ = fault;
  return Event::Broken;
}

}  // namespace postino::detail
