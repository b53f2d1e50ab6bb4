// SPDX-License-Identifier: MIT
/// Replies as a test reads them.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/reply.hpp"
#include "postino/error.hpp"

namespace postino::test {

struct HeardReply {
  std::uint16_t code = 0;
  std::string text;  ///< Lines joined by LF.
  friend bool operator==(const HeardReply&, const HeardReply&) = default;
};

/// What became of some input.
struct Heard {
  std::vector<HeardReply> replies;
  std::string unfinished;  ///< Text of a reply that has not ended.
  bool begun = false;      ///< Whether there is such a reply.
  Fault fault = Fault::None;
  friend bool operator==(const Heard&, const Heard&) = default;
};

inline void PrintTo(const Heard& heard, std::ostream* out) {
  for (const HeardReply& reply : heard.replies)
    *out << '{' << reply.code << ' ' << reply.text << '}';
  if (heard.begun) *out << "begun{" << heard.unfinished << '}';
  *out << ' ' << name(heard.fault);
}

/// A parser that is fed piece by piece.
class ReplyReader {
 public:
  void feed(std::string_view input) {
    using Event = detail::ReplyParser::Event;
    while (!input.empty()) {
      std::string_view text;
      const Event event = parser_.read(input, text);
      if (event == Event::Text) {
        text_ += text;
      } else if (event == Event::Reply) {
        replies_.push_back({parser_.code(), std::exchange(text_, {})});
      } else if (event == Event::Broken) {
        return;
      }
    }
  }

  /// Behind a fault only the fault counts, and the replies before it.
  [[nodiscard]] Heard heard() const {
    if (parser_.fault() != Fault::None) return {replies_, {}, false, parser_.fault()};
    return {replies_, text_, parser_.begun(), Fault::None};
  }

 private:
  detail::ReplyParser parser_{};
  std::vector<HeardReply> replies_;
  std::string text_;
};

inline Heard hear_whole(std::string_view input) {
  ReplyReader reader;
  reader.feed(input);
  return reader.heard();
}

inline Heard hear_in_two(std::string_view input, std::size_t split) {
  ReplyReader reader;
  reader.feed(input.substr(0, split));
  reader.feed(input.substr(split));
  return reader.heard();
}

inline Heard hear_octet_by_octet(std::string_view input) {
  ReplyReader reader;
  for (std::size_t at = 0; at < input.size(); ++at) reader.feed(input.substr(at, 1));
  return reader.heard();
}

}  // namespace postino::test
