// SPDX-License-Identifier: MIT
// RFC 5321 4.2 (replies), 4.2.1 (grammar of the code), 4.5.3.1.5 (length); RFC 2034 4 (lines).
#include "postino/detail/reply.hpp"

#include <cstring>

#include "postino/config.hpp"

namespace postino::detail {
namespace {

/// Octets before the first CR, LF or NUL.
std::size_t run_of_text(std::string_view input) {
  std::size_t size = input.size();
  for (const char stop : {'\n', '\r', '\0'}) {
    if (const void* at = std::memchr(input.data(), stop, size); at != nullptr) {
      size = static_cast<std::size_t>(static_cast<const char*>(at) - input.data());
    }
  }
  return size;
}

}  // namespace

ReplyParser::Event ReplyParser::next(std::string_view& input) {
  while (!input.empty()) {
    if (fault_ != Fault::None) return Event::Broken;
    if (place_ == Place::Text && text_piece(input)) {
      return fault_ != Fault::None ? Event::Broken : Event::Text;
    }
    if (input.empty()) break;
    const char octet = input.front();
    input.remove_prefix(1);
    if (octet == '\n' && place_ >= Place::Separator) return line_end();
    if (octet != '\r' && !count(1)) return Event::Broken;
    if (!code_octet(octet)) return broken(Fault::MalformedReply);
  }
  return Event::NeedMore;
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

/// Whether text_ got a piece, or a bound was passed in it.
bool ReplyParser::text_piece(std::string_view& input) {
  const std::size_t size = run_of_text(input);
  if (size == 0) return false;
  text_ = {input.data(), size};
  input.remove_prefix(size);
  count(size);
  return true;
}

bool ReplyParser::count(std::size_t octets) {
  const std::size_t line = line_octets_ + octets;
  const std::size_t all = octets_ + octets;
  if (line > config::reply_line_octets) {
    broken(Fault::ReplyLineTooLong);
  } else if (all > config::reply_octets) {
    broken(Fault::ReplyTooLong);
  }
  line_octets_ = static_cast<std::uint16_t>(line);
  octets_ = static_cast<std::uint16_t>(all);
  return fault_ == Fault::None;
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
  text_ = "\n";
  return Event::Text;
}

ReplyParser::Event ReplyParser::broken(Fault fault) {
  fault_ = fault;
  return Event::Broken;
}

}  // namespace postino::detail
